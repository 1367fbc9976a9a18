from odoo import api, models

from ...domain.table.consent import OPEN
from ..conference.conference_gate import move
from ..conference.turn import take_turn


class CaseconConference(models.Model):
    """Withdrawing all at once, in one step and without a reason (R17); also for a login that waits for OH (R31)."""

    _inherit = "casecon.conference"

    @api.model
    def action_withdraw_everything(self):
        """Whatever the present user has allowed to be said about them is withdrawn, at once [R17].

        It works while their login waits for OH, so that a change by somebody else stops nobody from withdrawing. The
        answer is always the same: it tells neither whether there is a case nor whether anything was allowed.
        """
        # sudo: casecon.login - by the login that OH knows, whatever Odoo links now
        known_sudo = (
            self.env["casecon.login"].sudo().search([("employee_id", "!=", False), ("user_id", "=", self.env.uid)])
        )
        # sudo: casecon.conference - one's own; nothing of it is read or shown
        own_sudo = self.sudo().search([("employee_id", "in", known_sudo.employee_id.ids), ("state", "in", OPEN)])
        take_turn(own_sudo)
        for line_sudo in own_sudo.consent_line_ids:
            line_sudo._withdraw_all()
        return True

    def action_stop_sharing(self):
        """The employee withdraws all that they have granted in this conference, at once and without a reason [R17].

        Nobody but they and the clinicians can notice it.
        """
        self._one()
        move(self, "stop_sharing")
        for line_sudo in self.sudo().consent_line_ids:  # sudo: casecon.consent.line - one's own, as the gate said
            line_sudo._withdraw_all()
        return True


class CaseconConsentLine(models.Model):
    _inherit = "casecon.consent.line"

    def _withdraw_all(self):
        stands = self._stands()
        granted = self.conference_id._live_attendees().filtered(lambda a: stands.get(a.id) == "granted")
        self._add_answers("withdrawn", granted, "login")
