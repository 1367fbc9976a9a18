from odoo import models

from .. import clock


class HrEmployee(models.Model):
    """Who is away does not read the mailbox at work, and others may: they are written to by letter."""

    _inherit = "hr.employee"

    def _casecon_is_away(self):
        """Archived, without a login that works, or on leave now."""
        self.ensure_one()
        e_sudo = self._origin.sudo()  # sudo: hr.employee - whether a letter is needed, and shown to HR and OH alone
        login_sudo = e_sudo._casecon_login().user_id
        if not e_sudo.active or (login_sudo and not login_sudo.active):
            return True
        now = clock.now()
        on_leave = [("resource_id", "=", e_sudo.resource_id.id), ("time_type", "=", "leave")]
        on_leave += [("date_from", "<=", now), ("date_to", ">", now)]
        return bool(e_sudo.env["resource.calendar.leaves"].search_count(on_leave, limit=1))

    def _casecon_is_at_work(self, address):
        """Whether the address is one that the employee has for work, and did not choose for invitations."""
        self.ensure_one()
        e_sudo = self._origin.sudo()  # sudo: hr.employee - as above
        login_sudo = e_sudo._casecon_login()
        if address == login_sudo.address:
            return False
        is_internal = login_sudo.acting_user_id and not login_sudo.acting_user_id.share
        return bool(is_internal) or address.rpartition("@")[2] in e_sudo.company_id._casecon_mail_domains()


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _employee_address(self):
        """Where the employee is written to: never silently to a mailbox at work while they are away."""
        address = super()._employee_address()
        return False if address and self._keeps_from(address) else address

    def _keeps_from(self, address):
        employee = self._asked_about()
        c_sudo = self.sudo()  # sudo: casecon.conference - whether a letter is needed; the ground is shown to nobody
        if not employee._casecon_is_at_work(address):
            return False
        grounds = c_sudo.request_ids.mapped("ground") or [c_sudo.ground]
        return "long_absence" in grounds or employee._casecon_is_away()


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _is_away(self):
        """Whether a letter is due because the employee is away, although there is an address at work."""
        employee = self.role == "employee" and self.conference_id.employee_id
        return bool(employee) and bool(employee._casecon_address()) and not self.conference_id._employee_address()
