from odoo import api, fields, models

from ...domain import gate, reminders
from ..conference.conference_gate import move
from ..conference.guarded import write_guarded


class CaseconConference(models.Model):
    """What the employer keeps: minutes and decisions; and the close, once they are settled."""

    _inherit = "casecon.conference"

    minutes_ids = fields.One2many("casecon.minutes", "conference_id", readonly=True, copy=False)
    decision_ids = fields.One2many("casecon.decision", "conference_id", copy=False)
    has_final_minutes = fields.Boolean(
        compute="_compute_has_final_minutes", compute_sudo=True, groups=".", export_string_translation=False
    )
    no_minutes_reason = fields.Char(string="Why no minutes", readonly=True, copy=False)

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            # sudo: casecon.conference - whether the minutes are final, for whoever asks the gate
            facts["minutes_final"] = "R22" in gate.rules_from(facts["state"]) and conference.sudo().has_final_minutes
        return result

    @api.depends("minutes_ids.state")
    def _compute_has_final_minutes(self):
        minutes = self.env["casecon.minutes"]
        final = minutes.search_fetch([("conference_id", "in", self.ids), ("state", "=", "final")], ["conference_id"])
        settled = set(final.conference_id.ids)
        for conference in self:
            conference.has_final_minutes = conference._origin.id in settled

    def _reminders(self):
        found = super()._reminders()
        employee = self._live_attendees().filtered(lambda row: row.role == "employee")
        checked_sudo = self.sudo().minutes_ids.filtered(lambda row: row.state == "fact_check" and not row.answered_at)
        if employee and checked_sudo.fact_check_until:  # else it has not reached the employee
            until, zone = checked_sudo.fact_check_until, self.sudo().employee_id._casecon_zone()
            due_at = reminders.of_check(until, zone, checked_sudo._present_version().delivered_at)
            found += [(employee, "check_ends", due_at, until)] if due_at else []
        return found

    def action_close(self, no_minutes_reason=None):
        """Close the conference: the minutes are final, or it is recorded why there are none [R22]."""
        self._one()
        why = no_minutes_reason.strip() if isinstance(no_minutes_reason, str) else ""
        minutes_sudo = self.sudo().minutes_ids  # sudo: casecon.minutes - whether anything is written in them
        none_taken = bool(why) and all(minutes._is_blank() for minutes in minutes_sudo)
        move(self, "close", why_no_minutes=none_taken, says_why_no_minutes=bool(why))
        if none_taken:
            minutes_sudo.unlink()
        if why:
            write_guarded(self.sudo(), {"no_minutes_reason": why})
        return True
