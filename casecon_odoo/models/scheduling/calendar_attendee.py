from odoo import api, models
from odoo.exceptions import UserError

from ..doors.not_there import ask_sudo, not_there
from .calendar_event import STATES
from .ticket import covers, follows

ANSWERS = {state: answer for answer, state in STATES.items() if answer != "needs_action"}


class CalendarAttendee(models.Model):
    """A row of a marked event: one's own answer may change, and reaches the conference; nothing else may."""

    _inherit = "calendar.attendee"

    @api.depends("common_name", "event_id.partner_ids")
    @api.depends_context("uid")
    def _compute_display_name(self):
        """Who attends a conference is named to those who attend it: Odoo prints this to whoever is refused the row."""
        me = self.env.user.partner_id
        hidden = self._casecon_marked().filtered(lambda row: me not in row.event_id.partner_ids).with_env(self.env)
        for row in hidden:
            row.display_name = self.env._("Attendee %(id)s", id=row.id)
        return super(CalendarAttendee, self - hidden)._compute_display_name()

    @api.model_create_multi
    def create(self, vals_list):
        self._casecon_refuse_joining({vals["event_id"] for vals in vals_list if vals.get("event_id")})
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("event_id"):
            self._casecon_refuse_joining({vals["event_id"]} - set(self.sudo().event_id.ids))
        marked_sudo = self._casecon_marked()
        if not marked_sudo or covers(self, "write", vals) or follows(self, marked_sudo.event_id.ids):
            return super().write(vals)
        if set(vals) == {"state"} and self == marked_sudo.sudo(False) and self._casecon_is_own():
            answer = isinstance(vals["state"], str) and ANSWERS.get(vals["state"])
            if not answer:
                raise UserError(self.env._("Answer yes, no or maybe."))
            # sudo: calendar.attendee - one's own answer, also of a portal user; the event itself stays closed
            for row_sudo in marked_sudo:
                row_sudo._casecon_answer(answer)
            return True
        raise self._casecon_kept(marked_sudo)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_marked(self):
        marked_sudo = self._casecon_marked()
        if marked_sudo and not follows(self, marked_sudo.event_id.ids):
            raise self._casecon_kept(marked_sudo)

    def _casecon_kept(self, marked_sudo):
        """The refusal for whoever sees the row; to others it is not there."""
        if not self.has_access("read"):
            return not_there(self.env)
        return marked_sudo.event_id.with_env(self.env)._casecon_refusal()

    def do_accept(self):
        return self._casecon_apart("do_accept", "accepted")

    def do_decline(self):
        return self._casecon_apart("do_decline", "declined")

    def _casecon_apart(self, method, state):
        """Marked rows answer without a message in a chatter; the others as in stock."""
        marked = self._casecon_marked().sudo(self.env.su)
        if marked:
            marked.write({"state": state})
        others = self - marked
        return getattr(super(CalendarAttendee, others), method)() if others else True

    @api.model
    def _casecon_refuse_joining(self, event_ids):
        """Refuse a row that would become one of a conference's event."""
        marked_sudo = self.env["calendar.event"].browse(event_ids)._casecon_marked()
        if marked_sudo and not follows(self, marked_sudo.ids):
            raise marked_sudo.with_env(self.env)._casecon_refusal()

    def _casecon_marked(self):
        """Those of these rows whose event belongs to a conference, as superuser."""
        # sudo: calendar.attendee - the mark is nobody's to read, and decides
        return ask_sudo(self, self._casecon_marked_of)

    @api.model
    def _casecon_marked_of(self, rows_sudo):
        marked_sudo = rows_sudo.event_id.filtered("casecon_marked")  # ordinary meetings are asked once, not by row
        return rows_sudo.filtered(lambda row: row.event_id in marked_sudo) if marked_sudo else rows_sudo.browse()

    def _casecon_is_own(self):
        return bool(self._casecon_seats()._holds())

    def _casecon_answer(self, answer):
        for attendee in self._casecon_seats()._holds():
            attendee.sudo(False).action_answer(answer)

    def _casecon_seats(self):
        """The rows of the conference that stand behind these of its event, as superuser."""
        # sudo: casecon.conference - whose row it is; the answer itself is given as the user
        conference_sudo = self.env["casecon.conference"].sudo().search([("event_id", "in", self.sudo().event_id.ids)])
        attendees_sudo = conference_sudo.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
        return attendees_sudo.filtered(lambda attendee: attendee.partner_id in self.sudo().partner_id)


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _answered(self):
        result = super()._answered()
        for attendee in self:
            event_sudo = attendee.conference_id.sudo().event_id
            if event_sudo:
                event_sudo._casecon_take_answers(attendee.conference_id._live_attendees())
        return result
