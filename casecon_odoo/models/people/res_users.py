from odoo import fields, models
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

    casecon_login_ids = fields.One2many(
        "casecon.login", "user_id", readonly=True, copy=False, groups=".", string="Logins known to OH"
    )

    def _casecon_roles(self):
        """The roles that groups give this user; none to the superuser, who would else be HR.

        Who has HR rights is no clinician. A login that waits has none of OH's groups (`role_ends.py`, R31).
        """
        self.ensure_one()
        if self.id == SUPERUSER_ID:
            return frozenset()
        roles = {role for role, group in ROLE_GROUPS.items() if self.has_group(group)}
        return frozenset(roles - {"clinician"} if "hr" in roles else roles)

    def _casecon_waits(self):
        """Whether somebody else has changed this login, and OH has not confirmed it yet."""
        return not self.env["casecon.login"]._of_user(self).acting_user_id

    def _casecon_roles_in(self, company):
        """The roles of this user in a company: a clinician is one where they are enrolled, and nowhere else (R31)."""
        roles = self._casecon_roles()
        return roles if "clinician" in roles and self._casecon_enrolment(company) else roles - {"clinician"}

    def _casecon_enrolment(self, company):
        """The live enrolment of this user in `company`'s service today, as superuser; or none."""
        enrolled_sudo = company.sudo().casecon_clinician_ids  # sudo: casecon.clinician - the enrolment decides
        return enrolled_sudo.filtered(lambda one: one.acting_user_id == self and one._is_registered())[:1]

    def _casecon_sets_up(self):
        """Whether this user sets the app up: an HR manager, an OH administrator or a lead clinician."""
        roles = self._casecon_roles()
        return bool(roles & {"oh_admin", "lead_clinician"}) or ("hr" in roles and self.has_group("hr.group_hr_manager"))
