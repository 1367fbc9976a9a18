from odoo import fields, models

from .. import clock


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    casecon_invitation_email = fields.Char(
        string="Address for invitations",
        groups="hr.group_hr_user",
        copy=False,
        help="The address that the employee chose for invitations. Without one, the login's address is used; "
        "without a login, a letter.",
    )

    def _casecon_partner(self):
        """The partner that stands for the employee: the login's, else the work contact."""
        self.ensure_one()
        # sudo: hr.employee - the contact of an employee is made when somebody entitled asks for a conference
        employee_sudo = self.sudo()
        partner_sudo = employee_sudo.user_id.partner_id or employee_sudo.work_contact_id
        return partner_sudo or self.env["res.partner"].sudo().create({"name": employee_sudo.name})

    def _casecon_address(self):
        """Where invitations go: the chosen address, else the login's, else nowhere (a letter)."""
        self.ensure_one()
        employee_sudo = self.sudo()  # sudo: hr.employee - only our own mails use the address
        return employee_sudo.casecon_invitation_email or employee_sudo.user_id.email or False

    def _casecon_lang(self):
        """The language in which the employee is written to; the company's where theirs is not known."""
        self.ensure_one()
        employee_sudo = self.sudo()  # sudo: hr.employee - the language of letters and mails, nothing else
        return (
            employee_sudo.user_id.lang
            or employee_sudo.lang
            or employee_sudo.work_contact_id.lang
            or employee_sudo.company_id.partner_id.lang
        )

    def _casecon_zone(self):
        """The employee's time zone: IANA name."""
        self.ensure_one()
        e_sudo = self._origin.sudo()  # sudo: hr.employee - dates are counted in the employee's zone
        e_sudo.fetch(["resource_id", "user_id", "company_id"])  # whose and whence too, and nothing else of the person
        e_sudo.resource_id.fetch(["tz"])
        return e_sudo.resource_id.tz or "UTC"  # not of the schedule, which people in several zones share

    def _casecon_is_below(self, user):
        """Whether the employee is in the team of `user`, directly or indirectly."""
        self.ensure_one()
        return user in self._casecon_above().user_id

    def _casecon_takes_as_manager(self, manager, company):
        """Whether `manager` can attend in a case of `company`: as one of it, or above the employee anywhere."""
        self.ensure_one()
        return company == manager.sudo().company_id or manager.sudo() in self._casecon_above()

    def _casecon_above(self):
        """Those above the employee, the next first."""
        found = self.sudo().browse()  # sudo: hr.employee - the hierarchy is asked, not shown
        above = self.sudo().parent_id
        while above and above not in found:
            found += above
            above = above.parent_id
        return found

    def _casecon_today(self):
        return fields.Datetime.context_timestamp(self.with_context(tz=self._casecon_zone()), clock.now()).date()
