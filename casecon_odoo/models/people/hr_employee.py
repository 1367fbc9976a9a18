from odoo import api, fields, models

from .. import clock
from ..by_nobody import settling
from .login import keep_partner, trace


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    casecon_invitation_email = fields.Char(
        string="Address for invitations",
        groups="hr.group_hr_user",
        copy=False,
        help="The address that the employee chose for invitations. If it is empty, we use the address of their login,"
        " or a letter if they have no login.",
    )

    casecon_login_ids = fields.One2many(
        "casecon.login", "employee_id", readonly=True, copy=False, groups=".", string="Logins known to OH"
    )

    def _casecon_login(self):
        """What OH knows of the employee's login, as superuser; nothing of nobody."""
        return self._origin.sudo().casecon_login_ids  # sudo: casecon.login - who holds the seat, never shown

    def _casecon_acting_user(self):
        """The login that reads and acts as this employee: known to OH and linked in Odoo, both (R31)."""
        return self._casecon_login().acting_user_id

    def _casecon_has_login(self):
        """Whether they read and act by a login that works and does not wait; else on paper, through OH (R31)."""
        login_sudo = self._casecon_login()
        return bool(login_sudo.acting_user_id.active and not login_sudo.suspended_at)

    def _casecon_may_be(self, user):
        """Whether `user` is this employee by what OH knows, or by what Odoo says: either keeps them out (R31)."""
        return user in self._casecon_users()

    def _casecon_users(self):
        """Every login that may be the employee's, known or linked, as superuser."""
        return self._casecon_login()._whose()

    @api.model
    def _casecon_mine(self):
        """The employee records that the present user is, as superuser."""
        # sudo: casecon.login - who one is oneself
        return (
            self.env["casecon.login"]
            .sudo()
            .search([("employee_id", "!=", False), ("acting_user_id", "=", self.env.uid)])
            .employee_id
        )

    def _casecon_partner(self):
        """The contact that stands for the employee: the known login's, else the work contact; made once, and kept."""
        return self._casecon_contact(self._casecon_login().user_id)

    def _casecon_contact(self, user_sudo):
        """The contact of `user_sudo`, or of the person without a login."""
        self.ensure_one()
        # sudo: hr.employee - the contact of an employee is made when somebody entitled asks for a conference
        employee_sudo, login_sudo = self.sudo(), self._casecon_login()
        kept_sudo = login_sudo.partner_id.with_context(active_test=False)
        # a contact that was merged with somebody's login is theirs now
        partner_sudo = user_sudo.partner_id or (kept_sudo if not kept_sudo.user_ids else kept_sudo.browse())
        if not partner_sudo:
            partner_sudo = employee_sudo._casecon_own_contact()
            keep_partner(login_sudo, partner_sudo)
        return partner_sudo

    def _casecon_own_contact(self):
        """The work contact, unless it is another person's login; else a new one."""
        partner_sudo = self.work_contact_id
        if not partner_sudo or partner_sudo.with_context(active_test=False).user_ids:
            with settling(self.env["res.partner"]) as partners_sudo:
                partner_sudo = partners_sudo.create({"name": self.name, "casecon_stands_in": True}).with_env(
                    self.sudo().env
                )
        return partner_sudo

    def _casecon_address(self):
        """Where invitations go: the employee's own choice, confirmed, else the login's; else by letter (R31)."""
        self.ensure_one()
        login_sudo = self._casecon_login()
        own_sudo = self.env["casecon.login"]._of_user(login_sudo.acting_user_id)
        return login_sudo.address or own_sudo.address or False

    def _casecon_unconfirmed_address(self):
        """An address that somebody else entered and the employee has not confirmed: written to beside the other one."""
        self.ensure_one()
        # sudo: hr.employee - only our own mails use the address
        entered = self.sudo().casecon_invitation_email
        return entered if entered and entered != self._casecon_address() else False

    def write(self, vals):
        if "casecon_invitation_email" not in vals:
            return super().write(vals)
        before = {employee: employee.casecon_invitation_email for employee in self}
        result = super().write(vals)
        changed = self.filtered(lambda employee: employee.casecon_invitation_email != before[employee])
        # sudo: casecon.login - the trace is kept for everybody alike
        others = changed.filtered(lambda employee: employee._casecon_acting_user() != self.env.user)
        trace(self.env, others.sudo().casecon_login_ids, "address")
        return result

    def _casecon_lang(self):
        """The language in which the employee is written to; the company's where theirs is not known, or not spoken."""
        self.ensure_one()
        employee_sudo = self.sudo()  # sudo: hr.employee - the language of letters and mails, nothing else
        wanted = (
            employee_sudo.user_id.lang,
            employee_sudo.lang,
            employee_sudo.work_contact_id.lang,
            employee_sudo.company_id.partner_id.lang,
        )
        spoken = {code for code, _name in self.env["res.lang"].get_installed()}
        return next((lang for lang in wanted if lang in spoken), "en_US")

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
