from odoo import api, fields, models

from ...domain.states import BEGUN
from .not_kept import can_keep
from .note import CLINICIAN
from .note_verbs import keep_note


class CaseconConference(models.Model):
    """Reasons that people give become notes; the tab that lists them is the clinicians'."""

    _inherit = "casecon.conference"

    note_ids = fields.One2many("casecon.note", "conference_id", readonly=True, copy=False, groups=CLINICIAN)

    is_call_planned = fields.Boolean(compute="_compute_is_call_planned", help="Shown if you may see pre-calls.")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_is_call_planned(self):
        # as the reader, whose rules decide: manager and HR see no pre-call
        planned = self.env["casecon.pre.call"].search(
            [("conference_id", "in", self.ids), ("start", "!=", False), ("outcome", "=", False)]
        )
        for conference in self:
            conference.is_call_planned = conference.id in planned.conference_id.ids

    def _keep_reason(self, verb, text, through=None, at=None, needed=True):
        # sudo: casecon.conference - whose conference it is; the reason itself is read by OH alone
        conference_sudo = self.sudo()
        employee = conference_sudo.employee_id.with_env(self.env)
        when = {"held_at": at} if at else {}
        if needed or can_keep(employee):
            keep_note(employee, conference_sudo, "reason", text, about=verb, through=through, **when)
        return super()._keep_reason(verb, text, through, at, needed)

    def action_open_new_note(self):
        """Open an empty note about this conference, in a dialog."""
        self.ensure_one()
        kind = "conference" if self.state in (*BEGUN, "held", "closed") else "consultation"
        context = {"default_employee_id": self.employee_id.id, "default_conference_id": self.id, "default_kind": kind}
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("casecon_odoo.casecon_note_action_new"),
            "context": context,
        }


class CaseconReport(models.Model):
    _inherit = "casecon.report"

    def _keep_words(self, words, through, needed):
        employee = self.sudo().employee_id.with_env(self.env)  # sudo: casecon.report - whom it is about
        if needed or can_keep(employee):
            keep_note(employee, self.env["casecon.conference"], "reason", words, about="answer_offer", through=through)
        return super()._keep_words(words, through, needed)
