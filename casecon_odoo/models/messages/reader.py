"""What a mail needs to know of whoever reads it: language, zones, whether they can log in."""

import contextlib

from odoo import models

from ...domain.mail_address import NotOneAddress, plain_address
from ...domain.mails import key_of
from ...domain.zones import first_zone


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    def _key(self):
        """Which mail this row is, as `domain/mails.py` names it."""
        self.ensure_one()
        if self.kind == "request":
            earlier = self.attendee_id.message_row_ids.filtered(lambda row: row.kind == "request" and row.sent_at)
            return "changed" if any(row.sequence < self.sequence for row in earlier) else "invited"
        return key_of(self.kind, self.about)

    def _written_to(self):
        """The addresses to which such a mail goes by now: a cancellation to those that were told."""
        if self.kind == "cancel":
            return self.attendee_id._told_at()
        if self.attendee_id:
            return self.attendee_id._addresses(self.kind)
        return self.partner_id._casecon_addresses()

    def _reader(self):
        """The contact of whoever is written to."""
        return self.attendee_id.partner_id or self.partner_id

    def _reader_lang(self):
        """The reader's language, else the company's: one that Odoo still speaks."""
        spoken = {code for code, _name in self.env["res.lang"].get_installed()}
        employee = self._employee()
        wanted = (employee and employee._casecon_lang(), self._reader().lang, self.company_id.partner_id.lang)
        return next((lang for lang in wanted if lang in spoken), "en_US")

    def _reader_zone(self):
        """The reader's time zone, else the employee's: one that there is."""
        of_employee = self._employee() or self.attendee_id.conference_id.employee_id
        known = (
            False if self._employee() else self._reader().tz,
            of_employee and of_employee._casecon_zone(),
            self.company_id.resource_calendar_id.tz,
        )
        return first_zone(*known)

    def _zones_said(self):
        """The zones in which the reader is told when the meeting is, the one that counts first."""
        return self.attendee_id.conference_id._zones_said(self._reader().tz, bool(self._employee()))

    def _employee(self):
        """The employee of the case, where it is they who are written to."""
        is_theirs = self.attendee_id.role == "employee"
        return self.attendee_id.conference_id.employee_id if is_theirs else self.env["hr.employee"]

    def _can_log_in(self):
        """Whether the reader has a login that OH knows and that works."""
        if self._employee():
            login = self._employee()._casecon_login().user_id
        elif self.attendee_id:
            login = self.attendee_id.user_id or self.attendee_id.known_user_id
        else:
            login = self.partner_id.user_ids[:1]
        return bool(login) and login.active

    def _others(self):
        """Names of people of the case other than the reader's own: no mail holds one [R25]."""
        conference = self.attendee_id.conference_id or self.env["casecon.conference"]
        people = [
            *conference.attendee_ids.mapped("name"),
            *conference.attendee_ids.partner_id.mapped("name"),
            *(conference.employee_id | conference.manager_id).mapped("name"),
            *(conference.requester_id | conference.hr_user_id | conference.clinician_id.user_id).mapped("name"),
        ]
        own = {self._reader().name, self.attendee_id.name, self._employee().name}
        return sorted({name for name in people if name} - own)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _casecon_addresses(self):
        """Where somebody is written to who does not attend: as the owner of the login left it."""
        self.ensure_one()
        partner_sudo = self.sudo()  # sudo: res.partner - our own mails alone use the address
        known = self.env["casecon.login"]._of_user(partner_sudo.user_ids[:1]).address
        with contextlib.suppress(NotOneAddress):
            return [plain_address(known or partner_sudo.email or "")]
        return []
