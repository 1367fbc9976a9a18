"""Another time, for an employee whom the booked one does not suit."""

from odoo.fields import Datetime
from odoo.http import Controller, request

from ...domain.states import DATED
from .answers import _about, _answer
from .conference import my_row, zone_of
from .pages import NotThere, chosen, page, typed
from .reading import moment_text, my_conference


class TimesPage(Controller):
    @page("/<int:conference_id>/times")
    def portal_times(self, conference_id):
        """Ask for one of the next times at which everyone is free; it moves nothing by itself."""
        conference = my_conference(conference_id)
        row = my_row(conference)
        if not row:
            raise NotThere
        is_possible = conference.state in DATED
        times = [Datetime.to_string(start) for start in conference._times_to_ask_for()] if is_possible else []

        def act():
            row.action_propose(start=chosen("start", times, request.env._("Choose a time.")))

        zone = zone_of(conference)
        values = {
            **_about(conference),
            **typed(start=""),
            "times": [(start, moment_text(Datetime.to_datetime(start), zone)) for start in times],
            "is_possible": is_possible and bool(times),
        }
        title = request.env._("Ask for another time")
        return _answer("times", title, conference, values, act, "times", "start")
