from odoo import models
from odoo.api import SUPERUSER_ID

ROLE_GROUPS = {
    "hr": "casecon_odoo.casecon_group_hr",
    "clinician": "casecon_odoo.casecon_group_clinician",
    "lead_clinician": "casecon_odoo.casecon_group_lead_clinician",
    "oh_admin": "casecon_odoo.casecon_group_oh_admin",
    "privacy_officer": "casecon_odoo.casecon_group_privacy_officer",
}


class ResUsers(models.Model):
    _inherit = "res.users"

    def _casecon_roles(self):
        """The roles that groups give this user; none to the superuser, who would else be HR."""
        self.ensure_one()
        if self.id == SUPERUSER_ID:
            return frozenset()
        return frozenset(role for role, group in ROLE_GROUPS.items() if self.has_group(group))

    def _casecon_sets_up(self):
        """Whether this user sets the app up: an HR manager, an OH administrator or a lead clinician."""
        roles = self._casecon_roles()
        return bool(roles & {"oh_admin", "lead_clinician"}) or ("hr" in roles and self.has_group("hr.group_hr_manager"))
