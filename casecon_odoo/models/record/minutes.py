from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.fact_check import is_blank
from ...domain.minutes import with_paragraph_ids
from ...domain.table.minutes import WRITERS, MinutesFacts
from .. import clock
from ..conference.evidence import ROUTES

FINAL_TRIGGER = """
CREATE OR REPLACE FUNCTION casecon_minutes_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'final minutes are kept as they are' USING ERRCODE = 'check_violation';
END $$;
DROP TRIGGER IF EXISTS casecon_minutes_final ON casecon_minutes;
CREATE TRIGGER casecon_minutes_final BEFORE UPDATE OR DELETE ON casecon_minutes
    FOR EACH ROW WHEN (OLD.state = 'final') EXECUTE FUNCTION casecon_minutes_final();
"""


class CaseconMinutes(models.Model):
    """The employer's record of key decisions: drafted, checked for facts by the employee, final (R22)."""

    _name = "casecon.minutes"
    _description = "Minutes"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id desc"

    _guarded = (
        "state",
        "fact_check_until",
        "promised_until",
        "sent_at",
        "answered_at",
        "answered_through",
        "finalised_at",
        "finalised_by",
        "digest",
    )
    _guarded_later = ("conference_id",)

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    body = fields.Html(sanitize_attributes=True, sanitize_style=True, strip_classes=True)
    state = fields.Selection(
        [("draft", "Draft"), ("fact_check", "Fact check"), ("final", "Final")],
        required=True,
        default="draft",
        readonly=True,
    )
    sent_at = fields.Datetime(string="Sent for the fact check", readonly=True)
    fact_check_until = fields.Datetime(
        readonly=True, help="Empty until the text has reached the employee.", string="Fact check until"
    )
    answered_at = fields.Datetime(readonly=True)
    answered_through = fields.Selection(
        ROUTES,
        readonly=True,
    )
    finalised_at = fields.Datetime(readonly=True)
    finalised_by = fields.Many2one("res.users", readonly=True, index=False, ondelete="restrict")
    digest = fields.Char(
        readonly=True,
        copy=False,
        help="Made from the reference and the text. Shows whether they have been altered since.",
    )
    comment_ids = fields.One2many("casecon.minutes.comment", "minutes_id", readonly=True)
    answer_text = fields.Char(string="The employee's answer", compute="_compute_answer_text")

    _one_each = models.UniqueIndex("(conference_id)", "A case conference can have only one set of minutes. [R22]")

    @api.depends("conference_id")
    def _compute_display_name(self):
        for minutes in self:
            # sudo: casecon.conference - its reference is neutral
            minutes.display_name = self.env._("Minutes of %(ref)s", ref=minutes.conference_id.sudo().name or "…")

    @api.depends("state", "answered_at")
    def _compute_answer_text(self):
        for minutes in self:
            if minutes.answered_at:
                minutes.answer_text = self.env._("Answered")
            else:
                minutes.answer_text = self.env._("No answer") if minutes.state == "final" else False

    @api.model
    def _guarded_initial(self):
        return {**super()._guarded_initial(), "state": "draft"}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            if not conference:
                raise UserError(self.env._("Minutes must belong to a case conference. [R22]"))
            self.browse()._ask("create", conference)
        vals_list = [{**vals, "body": with_paragraph_ids(vals.get("body") or "")} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        for minutes in self:
            minutes._ask("write", leaves_text="body" not in vals or not is_blank(vals["body"] or ""))
            if "body" in vals:
                # sudo: casecon.minutes.comment - which paragraphs they stand on
                taken = minutes.sudo().comment_ids.mapped("paragraph")
                before, was = minutes.body or "", minutes.text_digest
                body = with_paragraph_ids(vals["body"] or "", before, taken=filter(None, taken))
                super(CaseconMinutes, minutes).write({**vals, "body": body})
                if minutes.text_digest != was:
                    minutes._text_changed(before)
        return True if "body" in vals else super().write(vals)

    def copy(self, default=None):
        if self:
            raise UserError(self.env._("Minutes cannot be copied. [R22]"))
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_blank(self):
        if not all(minutes._is_blank() for minutes in self):
            raise UserError(self.env._("Minutes cannot be deleted. [R22]"))

    def _is_blank(self):
        """A draft in which nothing is written, and that nobody remarked on, is as good as none."""
        # sudo: casecon.minutes.comment - whether there are any
        return self.state == "draft" and is_blank(self.body or "") and not self.sudo().comment_ids

    def _known(self, about, **arguments):
        minutes_sudo, conference_sudo = self.sudo(), about.sudo()  # sudo: casecon.minutes - the gate judges, shows none
        state, hats = minutes_sudo.state or "draft", self._writers_hats(about)
        return MinutesFacts(
            state=state,
            hats=hats,
            now=clock.now(),
            begun=bool(conference_sudo.started_at),
            is_open=conference_sudo.state != "closed",
            ended=bool(conference_sudo.ended_at),
            goes_on=conference_sudo._goes_on(),
            first=bool(self) or not conference_sudo.minutes_ids,
            written=not is_blank(minutes_sudo.body or ""),
            answered=bool(minutes_sudo.answered_at),
            check_until=minutes_sudo.fact_check_until or minutes_sudo.promised_until or None,
            waits_since=self._waits_since(conference_sudo),
            login_off=self._login_is_off(conference_sudo),
            delivered=state != "fact_check" or bool(minutes_sudo.fact_check_until),
            answers="employee" in hats or not self._answers_by_login(conference_sudo),
            waiting_since=minutes_sudo._waiting_since() if self else None,
            open_flags=len(minutes_sudo._open_flags()),
            **arguments,
        )

    @api.model
    def _writers_hats(self, conference):
        """The reader's hats, with that of the named minute taker; HR writes anyhow."""
        hats = conference._hats()
        return hats if "hr" in hats else hats | (conference._attends_as() & {"minute_taker"})

    @api.model
    def _may_draft(self, conference):
        return bool(self._writers_hats(conference).intersection(WRITERS))

    def _answers_by_login(self, conference_sudo):
        """Whether the employee has a login that acts now: then nobody answers for them."""
        return conference_sudo.employee_id._casecon_has_login()

    def _waits_since(self, conference_sudo):
        """Hook: since when the employee's time stands still."""

    def _login_is_off(self, conference_sudo):
        """Hook: whether it stands still because their login is switched off."""
        return False

    def init(self):
        self.env.cr.execute(FINAL_TRIGGER)
