from odoo import api, models

from ...domain.gate import BOOKERS
from .slot_finder import SlotFinder


class CaseconConference(models.Model):
    """Whom the form proposes where nobody knows the employee yet: who is free first."""

    _inherit = "casecon.conference"

    @api.onchange("employee_id")
    def _onchange_employee_soonest(self):
        employee_sudo = self._asked_about()
        if self._origin or not employee_sudo or not self._plain_hats(employee_sudo) & set(BOOKERS):
            return
        knows_sudo, there_sudo = self._who_knows(employee_sudo)
        if knows_sudo or len(there_sudo) < 2:
            return
        wish = {"clinician_id": False, "mode": self.mode or "virtual"}
        best = SlotFinder(self.env, self._asked_times(wish, self.browse(), employee_sudo)).best
        free = [int(key.partition(":")[2]) for slot in best[:1] for key in slot.clinicians]
        if free and self.clinician_id.id not in free:
            self.clinician_id = there_sudo.browse(free[0]).sudo(False)
