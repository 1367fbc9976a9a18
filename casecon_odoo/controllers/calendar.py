from odoo import http
from odoo.addons.calendar.controllers.main import CalendarController
from odoo.http import request


class CaseconCalendarController(CalendarController):
    """Stock's ways to join an event by its token: closed for a conference's own events, and without a token."""

    @http.route()
    def calendar_join_meeting(self, token, **kwargs):
        if not token or request.env["calendar.event"]._casecon_is_token(token):
            return request.not_found()
        return super().calendar_join_meeting(token, **kwargs)

    @http.route()
    def calendar_join_videocall(self, access_token):
        if request.env["calendar.event"]._casecon_is_token(access_token):
            return request.not_found()
        return super().calendar_join_videocall(access_token)
