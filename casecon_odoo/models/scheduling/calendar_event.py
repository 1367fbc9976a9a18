from odoo import api, fields, models
from odoo.exceptions import UserError

from ..by_nobody import settling
from ..doors.not_there import ask_sudo
from .ticket import Ticket, covers

TIMES = {"start", "stop", "start_date", "stop_date", "duration", "allday"}
# What calendar synchronisation notes of every entry that a user attends; of ours it stays without effect.
SYNC = {"need_sync", "need_sync_m"}


class CalendarEvent(models.Model):
    """A marked event belongs to a conference: participants alone see it, the conference alone changes it."""

    _inherit = "calendar.event"

    casecon_marked = fields.Boolean(
        groups=".", readonly=True, copy=False, export_string_translation=False, string="Busy for a case conference"
    )
    casecon_conference_ids = fields.One2many(
        "casecon.conference", "event_id", groups=".", readonly=True, copy=False, string="Case conferences"
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not any(vals.get("casecon_marked") for vals in vals_list):
            return super().create(
                [{**vals, "casecon_marked": False} for vals in vals_list] if self.env.su else vals_list
            )
        if not covers(self, "create"):
            raise self._casecon_refusal()
        return super().create(vals_list)

    def write(self, vals):
        marked_sudo = self._casecon_marked()
        if "casecon_marked" in vals and not marked_sudo:
            raise self._casecon_refusal()
        if not marked_sudo or covers(self, "write", vals) or set(vals) <= SYNC:
            return super().write(vals)
        if len(self) == 1 and set(vals) & {"start", "stop", "duration"} and self._casecon_only_times(vals):
            return self._casecon_move(vals)
        raise self._casecon_refusal()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_marked(self):
        if self._casecon_marked() and not covers(self, "unlink"):
            raise self._casecon_refusal()

    def copy(self, default=None):
        self._casecon_refuse_marked()
        return super().copy(default)

    def message_post(self, **kwargs):
        self._casecon_refuse_marked()
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._casecon_refuse_marked()
        return super().message_notify(**kwargs)

    def _message_mail_after_hook(self, mails):
        """Odoo's mails to all who attend, from the list of meetings or by a template, name them to each other."""
        self._casecon_refuse_marked()
        return super()._message_mail_after_hook(mails)

    def action_join_meeting(self, partner_id):
        self._casecon_refuse_marked()
        return super().action_join_meeting(partner_id)

    def _skip_send_mail_status_update(self):
        """Stock's invitations, changes and reminders name the meeting: of a conference its own messages tell."""
        return bool(self._casecon_marked()) or super()._skip_send_mail_status_update()

    def _casecon_marked(self):
        """Those of these events that belong to a conference, as superuser."""
        # sudo: calendar.event - the mark is nobody's to read, and decides
        return ask_sudo(self, lambda events_sudo: events_sudo.filtered("casecon_marked"))

    @api.model
    def _casecon_is_token(self, token):
        """Whether a token of stock's links leads to an event of a conference."""
        # sudo: calendar - whose token this is; nothing of it is shown
        events_sudo = self.sudo().search([("access_token", "=", token)])
        rows_sudo = self.env["calendar.attendee"].sudo().search([("access_token", "=", token)])
        return bool((events_sudo | rows_sudo.event_id)._casecon_marked())

    def _casecon_only_times(self, vals):
        """Whether nothing but the time changes: other names may come along with the value they have."""
        event_sudo = self.sudo()
        return all(
            name in TIMES or (name in event_sudo._fields and event_sudo[name] == value) for name, value in vals.items()
        ) and not vals.get("allday")

    def _casecon_move(self, vals):
        """Dragged or stretched in a calendar: a move or a change through the gate, as the very user."""
        conference_sudo = self.env["casecon.conference"].sudo().search([("event_id", "=", self.id)])
        conference = self.env["casecon.conference"].sudo(False).browse(conference_sudo.id)
        conference.check_access("read")
        start = fields.Datetime.to_datetime(vals.get("start")) or conference_sudo.start
        stop = fields.Datetime.to_datetime(vals.get("stop"))
        minutes = conference_sudo.duration
        if stop:
            minutes = round((stop - start).total_seconds() / 60)
        elif vals.get("duration"):
            minutes = round(vals["duration"] * 60)
        if start != conference_sudo.start:
            conference.action_move(start=fields.Datetime.to_string(start))
        if minutes != conference_sudo.duration:
            conference.action_change(duration=minutes)
        return True

    def _casecon_take_answers(self, attendees_sudo):
        """Give the calendar's rows the answers of the conference's attendees."""
        by_partner = {attendee.partner_id.id: attendee.answer for attendee in attendees_sudo}
        # as the system: calendar.attendee - who gave an answer for somebody is nobody's to read
        with settling(self.attendee_ids) as rows_sudo:
            for row in rows_sudo:
                state = STATES[by_partner.get(row.partner_id.id, "needs_action")]
                if row.state != state:
                    Ticket.on(row).change({"state": state})

    def _casecon_refuse_marked(self):
        if self._casecon_marked():
            raise self._casecon_refusal()

    def _casecon_refusal(self):
        """What whoever changes a marked entry is told; who may not see it learns nothing of it."""
        self.check_access("read")
        return UserError(self.env._("This entry belongs to another app. Open it there to change, move or cancel it."))


STATES = {
    "needs_action": "needsAction",
    "accepted": "accepted",
    "declined": "declined",
    "tentative": "tentative",
}
