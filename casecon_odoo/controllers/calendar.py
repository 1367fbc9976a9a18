from odoo import http
from odoo.http import request

from odoo.addons.calendar.controllers.main import CalendarController


class CaseconCalendarController(CalendarController):
    """Stock's links by token change answers by GET and show the event: closed for a conference's own events."""

    @http.route()
    def accept_meeting(self, token, id, **kwargs):
        return self._casecon_refuse(token) or super().accept_meeting(token, id, **kwargs)

    @http.route()
    def accept_recurrence(self, token, id, **kwargs):
        return self._casecon_refuse(token) or super().accept_recurrence(token, id, **kwargs)

    @http.route()
    def decline_meeting(self, token, id, **kwargs):
        return self._casecon_refuse(token) or super().decline_meeting(token, id, **kwargs)

    @http.route()
    def decline_recurrence(self, token, id, **kwargs):
        return self._casecon_refuse(token) or super().decline_recurrence(token, id, **kwargs)

    @http.route()
    def view_meeting(self, token, id, **kwargs):
        return self._casecon_refuse(token) or super().view_meeting(token, id, **kwargs)

    @http.route()
    def calendar_join_meeting(self, token, **kwargs):
        return self._casecon_refuse(token) or super().calendar_join_meeting(token, **kwargs)

    @http.route()
    def calendar_join_videocall(self, access_token):
        return self._casecon_refuse(access_token) or super().calendar_join_videocall(access_token)

    def _casecon_refuse(self, token):
        """"Not found" for an empty token and for one that leads to a conference's event, else None."""
        if not token:
            return request.not_found()
        # sudo: calendar - whose token this is; nothing of it is shown
        events_sudo = request.env["calendar.event"].sudo().search([("access_token", "=", token)])
        rows_sudo = request.env["calendar.attendee"].sudo().search([("access_token", "=", token)])
        marked = (events_sudo | rows_sudo.event_id)._casecon_marked()
        return request.not_found() if marked else None
