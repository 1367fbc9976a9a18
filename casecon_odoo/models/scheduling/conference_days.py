from datetime import timedelta

from odoo import api, models

from ...domain.notice import local_time
from ...domain.working_days import WorkingDays
from .. import clock
from .working_time import Hours, WorkingTime

BEFORE, AFTER = timedelta(days=30), timedelta(days=210)


class CaseconConference(models.Model):
    """Working days as the search for a time counts hours."""

    _inherit = "casecon.conference"

    @api.model
    def _working_days(self, company_sudo):
        """The working days of the company's schedule, public holidays out.

        They are dates of the schedule's own zone, and the same dates wherever the employee is: a public holiday takes
        the whole date. A schedule without hours says nothing: Monday to Friday.
        """
        calendar_sudo = company_sudo.resource_calendar_id
        if not calendar_sudo.attendance_ids and not calendar_sudo.flexible_hours:
            return WorkingDays()
        zone = calendar_sudo.tz or "UTC"
        first, last = clock.now() - BEFORE, clock.now() + AFTER
        hours = Hours(0, calendar_sudo.id, zone, company_sudo.id)
        time = WorkingTime(self.env, [hours], first, last)
        known = first.date() + timedelta(days=1), last.date() - timedelta(days=1)
        days = {local_time(first + timedelta(minutes=start), zone).date() for start, _stop in time.work(hours)}
        return WorkingDays(frozenset(day for day in days if known[0] <= day <= known[1]), *known)
