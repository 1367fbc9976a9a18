import json
from contextlib import contextmanager

from markupsafe import Markup
from odoo import api, fields, models

from ...domain.text_changes import changes
from .. import in_words

WORDS = ("kind", "name", "owner_id", "due_on", "review_on", "why_open")
# What was read with final minutes stands: what was decided, and that it was. Owner and dates may follow by addendum.
STAYS = """
CREATE OR REPLACE FUNCTION casecon_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM casecon_minutes m WHERE m.conference_id = OLD.conference_id AND m.state = 'final') THEN
        RAISE EXCEPTION 'what was read with final minutes stands' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER casecon_decision_stays BEFORE DELETE ON casecon_decision
    FOR EACH ROW EXECUTE FUNCTION casecon_decision_stays();
CREATE OR REPLACE TRIGGER casecon_decision_words BEFORE UPDATE ON casecon_decision FOR EACH ROW
    WHEN ((OLD.kind, OLD.name, OLD.conference_id) IS DISTINCT FROM (NEW.kind, NEW.name, NEW.conference_id))
    EXECUTE FUNCTION casecon_decision_stays();
"""
REMOVE = "DROP FUNCTION IF EXISTS casecon_decision_stays() CASCADE;"


class CaseconMinutes(models.Model):
    """Minutes carry the decisions and actions of the meeting: what is read with them is checked with them (R22)."""

    _inherit = "casecon.minutes"

    def init(self):
        self.pool.post_init(self.env.cr.execute, STAYS)
        return super().init()

    def _decisions_read(self):
        """What the employee reads of decisions and actions, as plain values."""
        # sudo: casecon.decision - what stands in the minutes, for whoever may read them
        decisions_sudo = self.sudo().conference_id.decision_ids.sorted("id")
        return [{"id": decision.id, **decision._words()} for decision in decisions_sudo]

    def _read_beside_text(self):
        """The same as one text, by which a reader names it; an owner who has another name since is the same owner."""
        rows = self._decisions_read()
        return [json.dumps({**row, "owner": ""}, sort_keys=True) for row in rows]

    def _decision_changes(self, before):
        """How decisions and actions differ from those of a version; nothing where it did not keep them."""
        if not before.decisions:
            return []
        was, now = (self._decisions_as_html(rows) for rows in (before.decisions["rows"], self._decisions_read()))
        return [one for one in changes(was, now) if one.is_changed]

    def _decisions_as_html(self, rows):
        line = self.env["casecon.decision"]._in_words
        return "".join(Markup('<p id="d-%s">%s</p>') % (row["id"], line(row)) for row in rows)

    def _decisions_changed(self, before):
        """Other decisions stand in the minutes: they are checked again; final ones have an addendum that says so."""
        now = self._decisions_read()
        if now == before:
            return
        if self.state == "fact_check":
            self._text_changed(self.body or "")
        elif self.state == "final":
            known = {row["id"]: row for row in before}
            for row in now:
                if known.get(row["id"]) != row:
                    self.action_add_addendum(body=self._decision_addendum(known.get(row["id"]), row))

    def _decision_addendum(self, before, now):
        line = self.env["casecon.decision"]._in_words
        if not before:
            return self.env._("Added to the decisions and actions: %(what)s", what=line(now))
        words = {"before": line(before), "now": line(now)}
        return self.env._("Changed in the decisions and actions: “%(before)s” is now “%(now)s”", **words)


class CaseconMinutesVersion(models.Model):
    _inherit = "casecon.minutes.version"

    decisions_text = fields.Html(
        string="Decisions and actions", compute="_compute_decisions_text", sanitize=False, help="As they were sent."
    )

    @api.depends("decisions")
    @api.depends_context("lang")
    def _compute_decisions_text(self):
        for version in self:
            kept = version.sudo().decisions  # sudo: casecon.minutes.version - of one that the reader may read
            version.decisions_text = version.minutes_id._decisions_as_html(kept["rows"]) if kept else False


class CaseconDecision(models.Model):
    _inherit = "casecon.decision"

    @api.model_create_multi
    def create(self, vals_list):
        with self._read_with_minutes({vals.get("conference_id") for vals in vals_list}):
            return super().create(vals_list)

    def write(self, vals):
        with self._read_with_minutes(set(self.sudo().exists().conference_id.ids)):
            return super().write(vals)

    def unlink(self):
        with self._read_with_minutes(set(self.sudo().exists().conference_id.ids)):
            return super().unlink()

    @contextmanager
    def _read_with_minutes(self, conference_ids):
        """A block that changes decisions: the minutes that carry them hear of it once it is done."""
        named = [one for one in conference_ids if type(one) is int]
        # sudo: casecon.minutes - which there are; the verb is asked for within
        minutes_sudo = self.env["casecon.minutes"].sudo().search([("conference_id", "in", named)])
        before = {minutes: minutes._decisions_read() for minutes in minutes_sudo if minutes.state != "draft"}
        yield
        for minutes_sudo, rows in before.items():
            minutes_sudo.sudo(False)._decisions_changed(rows)

    def _words(self):
        """What is read of one, as plain values, as superuser."""
        values = {name: self[name] for name in WORDS}
        owner = values.pop("owner_id")
        days = {name: str(values[name] or "") for name in ("due_on", "review_on")}
        return {**values, **days, "why_open": self.why_open or "", "owner_id": owner.id, "owner": owner.name or ""}

    @api.model
    def _in_words(self, row):
        """One decision or action in words, from its values."""
        day = in_words.short_day
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        date = self._fields["due_on"].to_date
        said = {
            "owner": self.env._("owner: %(name)s", name=row["owner"]),
            "due_on": self.env._("due: %(date)s", date=day(self.env, date(row["due_on"]))),
            "review_on": self.env._("review: %(date)s", date=day(self.env, date(row["review_on"]))),
            "why_open": row["why_open"],
        }
        return "; ".join([f"{kinds[row['kind']]}: {row['name']}", *(text for name, text in said.items() if row[name])])
