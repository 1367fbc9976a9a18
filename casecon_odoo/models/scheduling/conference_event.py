from odoo import fields, models

from ...domain.states import DATED
from ..by_nobody import by_nobody, settling
from ..conference.guarded import write_guarded
from .ticket import Ticket

NEUTRAL = {
    "skip_contact_description": True,
    "no_mail_to_attendees": True,
    "skip_attendee_notification": True,
    "dont_notify": True,
    "no_calendar_sync": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "tracking_disable": True,
    "default_res_model": False,
    "default_res_model_id": False,
    "default_res_id": False,
    "active_model": False,
    "active_id": False,
    "active_ids": False,
}


class CaseconConference(models.Model):
    """The conference owns one neutral calendar event; participants alone see it."""

    _inherit = "casecon.conference"

    event_id = fields.Many2one(
        "calendar.event", readonly=True, copy=False, index="btree_not_null", ondelete="set null", groups="."
    )

    def _publish(self, attendees):
        if self.sudo().state in DATED:
            self._sync_event()
        return super()._publish(attendees)

    def _publish_end(self):
        result = super()._publish_end()
        event_sudo = self.sudo().event_id
        if event_sudo:
            write_guarded(self.sudo(), {"event_id": False})
            Ticket.on(by_nobody(event_sudo)).remove()
        return result

    def _sync_event(self):
        """Make the event, or bring it in line: neutral name, time, participants."""
        conference_sudo = self.sudo()  # sudo: calendar.event - the event follows the conference, whoever changed it
        attendees_sudo = self._live_attendees()
        vals = self._prepare_event(attendees_sudo)
        # as the system: for a user whose calendar is at Microsoft, Odoo would renew the key in mid-booking, and commit
        with settling(conference_sudo.event_id, "calendar.attendee") as by_system:
            event_sudo = by_system.with_context(**NEUTRAL)
            if event_sudo:
                Ticket.on(event_sudo).change(vals)
            else:
                event_sudo = Ticket.on(event_sudo).make({**vals, "casecon_marked": True})
                write_guarded(conference_sudo, {"event_id": event_sudo.id})
        event_sudo._casecon_take_answers(attendees_sudo)

    def _prepare_event(self, attendees_sudo):
        c_sudo = self.sudo()
        return {
            "name": c_sudo.company_id._casecon_event_word(),
            "start": c_sudo.start,
            "stop": c_sudo.stop,
            "user_id": False,
            "privacy": "private",
            "show_as": "busy",
            "partner_ids": [(6, 0, attendees_sudo.partner_id.ids)],
            "description": False,
            "location": False,
            "videocall_location": False,
            "alarm_ids": [(5, 0, 0)],
            "activity_ids": [(5, 0, 0)],
        }
