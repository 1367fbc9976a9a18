from odoo import fields, models

from ...domain.states import DATED
from ..conference.guarded import write_guarded


class CaseconConference(models.Model):
    """Who is told what: each once, only of what changed for them; the removed are told too."""

    _inherit = "casecon.conference"
    _guarded = ("organizer_email",)

    # the organiser in calendars, from the first invitation on
    organizer_email = fields.Char(readonly=True, copy=False, groups=".", export_string_translation=False)

    def _publish(self, attendees):
        result = super()._publish(attendees)
        conference_sudo = self.sudo()  # sudo: casecon.conference - the verb was allowed; the number rises with it
        if conference_sudo.state == "in_session":
            self._tell_replaced(attendees.filtered("removed_at"))
        if conference_sudo.state == "requested":
            taken_over = attendees.filtered(lambda row: row.role in ("clinician", "hr") and not row.removed_at)
            for user in taken_over.partner_id.user_ids - self.env.user:
                self._tell_user(user, "assigned")
        if conference_sudo.state not in DATED or not attendees:
            return result
        write_guarded(conference_sudo, {"sequence": conference_sudo.sequence + 1})
        messages_sudo = self.env["casecon.message"].sudo()  # sudo: casecon.message - nobody else can write it
        staying = attendees.filtered(lambda attendee: not attendee.removed_at)
        messages_sudo._queue_end(attendees - staying)
        if messages_sudo._queue_end_elsewhere(staying):
            # one mailbox may read both addresses: the invitation is the later word
            write_guarded(conference_sudo, {"sequence": conference_sudo.sequence + 1})
        write_guarded(staying, {"is_told": False})
        messages_sudo._queue(staying, "request")
        if staying.filtered("needs_acknowledgement"):
            employee = self._live_attendees().filtered(lambda a: a.role == "employee")
            messages_sudo._queue(employee - staying, "notice", about="attendees")
        return result

    def _tell_replaced(self, gone):
        """Whoever is taken out of a meeting that goes on is told where they were told before; nobody is invited now."""
        if gone:
            write_guarded(self.sudo(), {"sequence": self.sudo().sequence + 1})
            self.env["casecon.message"].sudo()._queue_end(gone)  # sudo: casecon.message - nobody else can write it

    def _publish_end(self):
        result = super()._publish_end()
        conference_sudo = self.sudo()  # sudo: casecon.conference - the verb was allowed; the number rises with it
        write_guarded(conference_sudo, {"sequence": conference_sudo.sequence + 1})
        # sudo: casecon.message - nobody else can write it
        self.env["casecon.message"].sudo()._queue_end(conference_sudo._live_attendees())
        return result

    def _tell_employee(self, about="update", moment=None):
        """Tell the employee that there is something new: no calendar entry, no content."""
        result = super()._tell_employee(about, moment)
        employee = self._live_attendees().filtered(lambda attendee: attendee.role == "employee")
        # sudo: casecon.message - nobody else can write it
        self.env["casecon.message"].sudo()._queue(employee, "notice", about=about, moment=moment)
        return result

    def _tell_readers(self):
        """Tell whoever may read the final minutes, but not the one who made it so, that there is something new."""
        roles = {"employee", "clinician", "manager", "hr", "minute_taker"}
        # sudo: casecon.conference - what the employee shares decides who is told; nobody is shown it
        if self.sudo().shares_minutes:
            roles.add("companion")
        me = self.env.user.partner_id
        readers = self._live_attendees().filtered(lambda row: row.role in roles and row.partner_id != me)
        # a companion without a login reads them nowhere: who named them tells them
        readers = readers.filtered(lambda row: row.role != "companion" or (row.user_id or row.known_user_id).active)
        self.env["casecon.message"].sudo()._queue(readers, "notice", about="final")

    def _send_portal_invitation(self, attendee_sudo):
        self.env["casecon.message"].sudo()._queue(attendee_sudo, "portal")
        return super()._send_portal_invitation(attendee_sudo)
