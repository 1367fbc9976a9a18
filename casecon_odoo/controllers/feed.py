"""The calendar that a program reads by a secret: no login, no cookie, no word of why it is refused."""

from odoo import http
from odoo.http import request

from ..models.messages.feed import HOUR, PATH

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class FeedController(http.Controller):
    @http.route(f"{PATH}/<string:secret>.ics", type="http", auth="public", methods=["GET"], save_session=False)
    def calendar(self, secret):
        """One person's meetings as iCalendar; 404 for an unknown secret, 410 for one that was taken back."""
        feed_sudo = request.env["casecon.feed"]._by_secret(secret)
        if not feed_sudo:
            return _refused(404)
        if feed_sudo._is_over():
            return _refused(410)
        if feed_sudo._count_read():
            return _refused(429, {"Retry-After": str(int(HOUR.total_seconds()))})
        headers = {**HEADERS, "Content-Type": "text/calendar; charset=utf-8"}
        return request.make_response(feed_sudo._ical(), headers=list(headers.items()))


def _refused(status, headers=()):
    return request.make_response(b"", headers=list({**HEADERS, **dict(headers)}.items()), status=status)
