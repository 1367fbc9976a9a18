from markupsafe import Markup
from odoo import api, fields, models

from ...domain.minutes import first_words
from ...domain.states import BEGUN
from .. import clock


class CaseconMinutes(models.Model):
    """What the screens of the minutes ask about their reader; nothing is stored and no rule lives here."""

    _inherit = "casecon.minutes"

    reads_as = fields.Selection(
        [("employee", "Employee"), ("writer", "Writer"), ("clinician", "OH clinician"), ("other", "Other")],
        compute="_compute_reads_as",
        export_string_translation=False,
    )
    has_open_flags = fields.Boolean(compute="_compute_has_open_flags")
    is_check_over = fields.Boolean(
        compute="_compute_is_check_over", help="The employee has answered, or their time is over."
    )
    added_note = fields.Char(
        compute="_compute_added_note", string="What was added", help="Addenda and statements are kept with the minutes."
    )

    @api.depends("conference_id")
    @api.depends_context("uid")
    def _compute_reads_as(self):
        for minutes in self:
            minutes.reads_as = minutes.conference_id._reads_records_as()

    @api.depends("answered_at", "fact_check_until")
    def _compute_is_check_over(self):
        now = clock.now()
        for minutes in self:
            until = minutes.fact_check_until
            minutes.is_check_over = bool(minutes.answered_at or (until and until <= now))

    @api.depends("comment_ids.resolved_at")
    def _compute_has_open_flags(self):
        for minutes in self:
            minutes.has_open_flags = bool(minutes._open_flags())

    @api.depends("comment_ids.kind")
    @api.depends_context("uid", "lang")
    def _compute_added_note(self):
        for minutes in self:
            # as the reader, whose rules decide
            kinds = self.env["casecon.minutes.comment"].search([("minutes_id", "=", minutes.id)]).mapped("kind")
            notes = {
                "addendum": self.env._("Something was added later."),
                "disagreement": self.env._("The employee attached a statement of disagreement."),
            }
            said = [note for kind, note in notes.items() if kind in kinds]
            where = [self.env._("Open the minutes to read it.")] if said else []
            minutes.added_note = " ".join([*said, *where])

    def action_open_document(self):
        """Open the final minutes as one document to keep or print."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/conferences/{self.conference_id.id}/minutes.pdf",
            "target": "new",
        }


class CaseconMinutesComment(models.Model):
    _inherit = "casecon.minutes.comment"

    passage = fields.Char(compute="_compute_passage", help="The first words of the paragraph, as its author read them.")

    @api.depends("paragraph", "kind", "minutes_id.body")
    def _compute_passage(self):
        for comment in self:
            words = first_words(comment.minutes_id.body or "") if comment.paragraph else {}
            gone = comment.paragraph and self.env._("A passage that was taken out")
            present = words.get(comment.paragraph, gone)
            comment.passage = comment._passage_as_read() or present if comment.paragraph in words else present

    def _passage_as_read(self):
        """The first words of the paragraph in the version that was read; a flag is about what stands there now."""
        # sudo: casecon.minutes.version - the text that this very comment is about
        versions_sudo = self.sudo().minutes_id.version_ids
        read_sudo = versions_sudo.filtered(lambda row: row.number == self.read_version and self.kind != "flag")
        return first_words(read_sudo.body or "").get(self.paragraph)


class CaseconDecision(models.Model):
    _inherit = "casecon.decision"

    can_done = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    may_be_done = fields.Boolean(compute="_compute_may_be_done", string="Can be marked as done")

    @api.depends("kind", "state", "owner_id")
    @api.depends_context("uid")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("can_done")
    @api.depends_context("uid")
    def _compute_may_be_done(self):
        for decision in self:
            decision.may_be_done = decision.can_done


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    minutes_state = fields.Selection(
        [("none", "None"), ("draft", "Draft"), ("fact_check", "Fact check"), ("final", "Final")],
        compute="_compute_records",
        export_string_translation=False,
        help="Shown if you may read the minutes.",
    )
    can_write_records = fields.Boolean(compute="_compute_records")

    @api.depends("state", "minutes_ids.state", "minutes_ids.body")
    @api.depends_context("uid")
    def _compute_records(self):
        # as the reader, whose rules decide; the field itself may be filled by the superuser
        begun = self.filtered("started_at").ids  # before the start there are none [R19]
        found = self.env["casecon.minutes"].search([("conference_id", "in", begun)])
        states = {minutes.conference_id.id: minutes.state for minutes in found if not minutes._is_blank()}
        for conference in self:
            conference.minutes_state = states.get(conference.id, "none")
            is_open = conference.state in (*BEGUN, "held")
            conference.can_write_records = is_open and conference._reads_records_as() == "writer"

    def _reads_records_as(self):
        """employee, writer (HR or the minute taker), clinician or other."""
        if not self.ids:
            return "other"
        hats = self._hats()
        if "employee" in hats:
            return "employee"
        if self.env["casecon.minutes"]._may_draft(self._origin):
            return "writer"
        return "clinician" if "clinician" in hats else "other"

    def action_open_minutes(self):
        """Open the minutes, or an empty form for whoever writes them."""
        self.ensure_one()
        minutes = self.env["casecon.minutes"].search([("conference_id", "=", self.id)])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Minutes"),
            "res_model": "casecon.minutes",
            "views": [(False, "form")],
            "res_id": minutes.id,
            "context": {"default_conference_id": self.id},
        }

    def action_open_decisions(self):
        """Open decisions and actions as a list to write in, or to read for those who do not write them."""
        self.ensure_one()
        kind = "write" if self.can_write_records else "read"
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decisions and actions"),
            "res_model": "casecon.decision",
            "views": [
                (self.env.ref(f"casecon_odoo.casecon_decision_view_list_{kind}").id, "list"),
                (False, "kanban"),
                (False, "form"),
            ],
            "mobile_view_mode": "kanban",
            "domain": [("conference_id", "=", self.id)],
            "help": Markup('<p class="o_view_nocontent_smiling_face">%s</p><p>%s</p>')
            % (
                self.env._("Nothing has been written down yet"),
                self.env._(
                    "A decision cannot be marked as done. An action has an owner and a due date. An adjustment has a"
                    " review date."
                ),
            ),
            "context": {"default_conference_id": self.id},
        }
