from odoo import api, models

from ...domain import consent
from ...domain.table.consent import OPEN
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


class CaseconConsentLine(models.Model):
    _inherit = "casecon.consent.line"

    def _withdraw_all(self):
        stands = self._stands()
        others = self.conference_id._live_attendees().filtered(lambda a: a.role not in consent.ALWAYS_MAY_HEAR)
        granted = others.filtered(lambda attendee: stands.get(attendee.id) == "granted")
        self._add_answers("withdrawn", granted, "login")
