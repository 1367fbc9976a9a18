from odoo import api, models

from ...domain.states import OPEN
from ..conference.arguments import to_choice
from ..conference.conference_gate import move
from ..conference.evidence import FOR_THEM
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

    def action_stop_sharing(self, through=None, words=None):
        """All that was granted in this conference is withdrawn, at once and without a reason [R17].

        By the employee, or by a clinician for them: `through` phone, video, paper or in_person (not needed in the
        meeting), `words` what the employee said, if anything. Nobody but they and the clinicians can notice it.
        """
        self._one()
        move(self, "stop_sharing")
        route = "login" if "employee" in self._hats() else self._route_of_withdrawal(through)
        for line_sudo in self.sudo().consent_line_ids:  # sudo: casecon.consent.line - as the gate said
            line_sudo._withdraw_all(route)
        if isinstance(words, str) and words.strip() and route != "login":
            self._keep_reason("consent_withdrawn", words.strip(), route, needed=False)
        return True

    def _route_of_withdrawal(self, through):
        if through is None and self.sudo().state == "in_session":  # sudo: casecon.conference - own column
            return "in_person"
        return to_choice(self.env, through, FOR_THEM, self.env._("how the employee answered"))


class CaseconConsentLine(models.Model):
    _inherit = "casecon.consent.line"

    def _withdraw_all(self, route="login"):
        stands = self._stands()
        granted = self.conference_id._live_attendees().filtered(lambda a: stands.get(a.id) == "granted")
        self._add_answers("withdrawn", granted, route)
