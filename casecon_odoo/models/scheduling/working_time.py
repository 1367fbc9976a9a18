"""When people work and when they are away, in minutes from an origin: asked once per schedule, not per person.

The answer is that of `resource.resource._get_valid_work_intervals`, which expands the same week once for each
person and asks once for each contract. Differences, all on purpose: a new version inside one contract counts
from its day on (stock: both schedules for the whole contract), one without a schedule is open from its day on
(stock: always), a fixed schedule after a flexible one is fixed (stock: both flexible), and leave of one's own comes
apart from public holidays, since somebody who is off sick may well come to a case conference.
"""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from odoo.tools import SQL

from ...domain.intervals import joined, without
from ...domain.local_days import midnight
from .weeks import Weeks

DAY, WEEK = timedelta(days=1), timedelta(days=7)


# In SQL, since the ORM takes three times as long to ask as PostgreSQL to answer, and a search is ten such questions.
# When people work and whether they are away is no secret to who books; nothing else of these tables is read.
VERSIONS = """
    SELECT employee_id, date_version, contract_date_start, contract_date_end, resource_calendar_id
      FROM hr_version WHERE employee_id = ANY(%s) AND active ORDER BY employee_id, date_version
"""
LEAVES = """
    SELECT resource_id, company_id, calendar_id, date_from, date_to FROM resource_calendar_leaves
     WHERE time_type = 'leave' AND (resource_id IS NULL OR resource_id = ANY(%s)) AND date_from <= %s AND date_to >= %s
"""


class Version(NamedTuple):
    """One version of an employee's contract."""

    begins: date
    contract_begins: date | None
    contract_ends: date | None
    calendar_id: int | None


class Hours(NamedTuple):
    """Whose hours: the resource with its schedule (0: none), zone and company, and the employee's contracts.

    `also_away` are further resources of the same person, whose leave counts as well.
    """

    resource_id: int
    calendar_id: int
    zone: str
    company_id: int
    employee_id: int = 0
    also_away: tuple[int, ...] = ()


class WorkingTime:
    """The working time of these people between two naive UTC instants, `begin` and `end`; minutes count from `begin`.

    People who share a schedule get the same object.
    """

    def __init__(self, env, everybody, begin, end):
        self._env, self._begin, self._end = env, begin, end
        self._open = {}
        everybody = list(dict.fromkeys(everybody))
        self._periods = self._contracts({who.employee_id for who in everybody} - {0})
        self._leaves = self._all_leave(
            {who.resource_id for who in everybody} | {r for w in everybody for r in w.also_away}
        )
        calendars = {who.calendar_id for who in everybody}
        calendars |= {calendar for periods in self._periods.values() for *_dates, calendar in periods}
        self._weeks = Weeks(env, calendars - {0}, begin, end)

    def work(self, who):
        """The stretches in which `who` works, public holidays out; None where nobody knows (no schedule at all)."""
        periods = self._periods.get(who.employee_id)
        if periods is None:
            return self._schedule(who.calendar_id, who)
        if len(periods) == 1 and periods[0][0] <= self._begin.date() - WEEK and periods[0][1] > self._end.date() + WEEK:
            return self._schedule(periods[0][2], who)
        found = []
        for first, after, calendar_id in periods:
            low, high = (self._minute_of_day(day, who.zone) for day in (first, after))
            hours = self._schedule(calendar_id, who)
            hours = ((0, self._minutes(self._end)),) if hours is None else hours
            found += [(max(start, low), min(stop, high)) for start, stop in hours if start < high and stop > low]
        return tuple(joined(found))

    def away(self, who):
        """The stretches of leave of their own."""
        leaves = [leave for resource in (who.resource_id, *who.also_away) for leave in self._leaves[resource]]
        return tuple(joined((start, stop) for start, stop, *_whose in leaves))

    def _schedule(self, calendar_id, who):
        """The hours of a schedule in a zone, the public holidays of a company out."""
        if not calendar_id:
            return None
        key = calendar_id, who.zone, who.company_id
        if key not in self._open:
            closed = [
                (start, stop)
                for start, stop, company, calendar in self._leaves[0]
                if company == who.company_id and calendar in (0, calendar_id)
            ]
            self._open[key] = tuple(without(self._weeks.week(calendar_id, who.zone), joined(closed)))
        return self._open[key]

    def _contracts(self, employee_ids):
        """By employee: (first day, day after the last, schedule or 0), for those who ever had a contract."""
        if not employee_ids:
            return {}
        self._env["hr.version"].flush_model()
        by_employee = defaultdict(list)
        for employee_id, *version in self._env.execute_query(SQL(VERSIONS, sorted(employee_ids))):
            by_employee[employee_id].append(Version(*version))
        return {
            employee_id: list(_valid(versions))
            for employee_id, versions in by_employee.items()
            if any(version.contract_begins for version in versions)
        }

    def _all_leave(self, resource_ids):
        """By resource (0: of a company): (start, stop, company or 0, schedule or 0)."""
        self._env["resource.calendar.leaves"].flush_model()
        found = defaultdict(list)
        rows = self._env.execute_query(SQL(LEAVES, sorted(resource_ids - {0}), self._end, self._begin))
        for resource_id, company_id, calendar_id, begins, ends in rows:
            start, stop = self._minutes(begins), -self._minutes(ends, -1)
            found[resource_id or 0].append((start, stop, company_id or 0, calendar_id or 0))
        return found

    def _minutes(self, moment, sign=1):
        """Whole minutes from the origin, downwards; with sign -1 those of the time before it, so upwards."""
        return sign * (moment - self._begin) // timedelta(minutes=1)

    def _minute_of_day(self, day, zone):
        """The minute at which a local day begins."""
        if day >= self._end.date() + WEEK:
            return self._minutes(self._end + WEEK)
        if day <= self._begin.date() - WEEK:
            return self._minutes(self._begin - WEEK)
        return self._minutes(midnight(day, zone))


def _valid(versions):
    """The days on which each version of an employee, in order, is the one that holds, within its contract."""
    for version, following in pairwise([*versions, None]):
        if not version.contract_begins:
            continue
        first = max(version.begins, version.contract_begins)
        # 31 December 9999, which some HR systems write for "no end", has no day after
        after = min(version.contract_ends or date.max, date.max - DAY) + DAY
        if following is not None:
            after = min(after, following.begins)
        if first < after:
            yield first, after, version.calendar_id or 0
