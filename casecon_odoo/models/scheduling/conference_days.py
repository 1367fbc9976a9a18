from datetime import timedelta

from odoo import models

from ...domain.notice import local_time
from ...domain.working_days import WorkingDays
from .. import clock
from .working_time import Hours, WorkingTime

BEFORE, AFTER = timedelta(days=30), timedelta(days=210)


class CaseconConference(models.Model):
    """Working days as the search for a time counts hours: the gate asks twice for each verb, for most of a year."""

    _inherit = "casecon.conference"

    def _working_days(self):
        wanted = {}
        for c_sudo in self.sudo():  # sudo: resource.calendar - the company's days, not a person's
            if c_sudo.employee_id and c_sudo.company_id.resource_calendar_id:
                zone = c_sudo.employee_id._casecon_zone()
                company_id, calendar_id = c_sudo.company_id.id, c_sudo.company_id.resource_calendar_id.id
                wanted[company_id, zone] = Hours(0, calendar_id, zone, company_id)
        if not wanted:
            return {}
        first, last = clock.now() - BEFORE, clock.now() + AFTER
        time = WorkingTime(self.env, wanted.values(), first, last)
        known = first.date() + timedelta(days=1), last.date() - timedelta(days=1)
        result = {}
        for key, hours in wanted.items():
            days = {
                local_time(first + timedelta(minutes=start), hours.zone).date() for start, _stop in time.work(hours)
            }
            result[key] = WorkingDays(frozenset(day for day in days if known[0] <= day <= known[1]), *known)
        return result
