"""When people work and when they are away, in minutes from an origin: asked once per schedule, not per person.

The answer is that of `resource.resource._get_valid_work_intervals`, which expands the same week once for each
person and asks once for each contract. Differences, all on purpose: a new version inside one contract counts
from its day on (stock: both schedules for the whole contract), one without a schedule is open from its day on
(stock: always), a fixed schedule after a flexible one is fixed (stock: both flexible), and leave of one's own comes
apart from public holidays, since somebody who is off sick may well come to a case conference.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from odoo.fields import Domain
from odoo.tools.date_utils import float_to_time
from pytz import timezone

from ...domain.intervals import joined
from ...domain.local_days import midnights
from ...domain.notice import first_instant, local_time

WEEK = timedelta(days=7)
_MINUTE = timedelta(minutes=1)


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
        self._weeks, self._open, self._midnights, self._lines = {}, {}, {}, None
        everybody = list(dict.fromkeys(everybody))
        self._periods = self._contracts({who.employee_id for who in everybody} - {0})
        self._leaves = self._all_leave(
            {who.resource_id for who in everybody} | {r for w in everybody for r in w.also_away}
        )
        calendars = {who.calendar_id for who in everybody}
        calendars |= {calendar for periods in self._periods.values() for *_dates, calendar in periods}
        # sudo: resource.calendar - when people work is no secret to who books, and nothing else of it is read
        self._calendars_sudo = env["resource.calendar"].sudo().browse(calendars - {0})
        self._calendars_sudo.fetch(["flexible_hours", "two_weeks_calendar"])

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
            self._open[key] = tuple(_without(self._week(calendar_id, who.zone), joined(closed)))
        return self._open[key]

    def _week(self, calendar_id, zone):
        """The attendances of a schedule in a zone. From a Monday on, for flexible hours are counted by the week."""
        key = calendar_id, zone
        if key not in self._weeks:
            calendar_sudo = self._calendars_sudo.filtered(lambda calendar: calendar.id == calendar_id)
            expand = self._as_stock if calendar_sudo.flexible_hours or _is_changed(calendar_sudo) else self._fixed
            self._weeks[key] = joined(expand(calendar_sudo, zone))
        return self._weeks[key]

    def _as_stock(self, calendar_sudo, zone):
        """Odoo's own expansion, for flexible hours and wherever another addon has a say in it."""
        day = local_time(self._begin, zone).date()
        monday = first_instant(datetime.combine(day - timedelta(days=day.weekday()), time.min), zone)
        found = calendar_sudo._attendance_intervals_batch(
            monday.replace(tzinfo=UTC), self._end.replace(tzinfo=UTC), tz=timezone(zone)
        )[False]
        origin = self._begin.replace(tzinfo=UTC)
        for start, stop, _meta in found:
            yield round((start - origin).total_seconds() / 60), round((stop - origin).total_seconds() / 60)

    def _fixed(self, calendar_sudo, zone):
        """The same for fixed hours: by adding minutes to midnights, five times as fast as by localising each hour."""
        week_type = (
            self._env["resource.calendar.attendance"].get_week_type if calendar_sudo.two_weeks_calendar else None
        )
        lines = self._attendances()[calendar_sudo.id]
        if zone not in self._midnights:
            self._midnights[zone] = midnights(self._begin, self._minutes(self._end), zone)
        days = self._midnights[zone]
        first = local_time(self._begin, zone).date()
        tz = timezone(zone)
        for number, midnight in enumerate(days):
            day = first + timedelta(days=number)
            found = lines.get((day.weekday(), str(week_type(day)) if week_type else False))
            if not found:
                continue
            if number + 1 < len(days) and days[number + 1] - midnight == 1440:
                for start, stop in found:
                    yield midnight + start, midnight + stop
            else:  # a clock may change: what pytz makes of an hour that comes twice or never
                at = datetime.combine(day, time.min)
                for start, stop in found:
                    begin, end = (tz.localize(at + edge * _MINUTE).astimezone(UTC) for edge in (start, stop))
                    yield self._minutes(begin.replace(tzinfo=None)), self._minutes(end.replace(tzinfo=None))

    def _attendances(self):
        """By schedule, weekday and week (False: every week): (from, to) in minutes of the day."""
        if self._lines is None:
            lines_sudo = (
                self._env["resource.calendar.attendance"]
                .sudo()
                .search_fetch(
                    [
                        ("calendar_id", "in", self._calendars_sudo.ids),
                        ("display_type", "=", False),
                        ("day_period", "!=", "lunch"),
                    ],
                    ["calendar_id", "dayofweek", "week_type", "hour_from", "hour_to"],
                )
            )
            two_weeks = {calendar.id for calendar in self._calendars_sudo if calendar.two_weeks_calendar}
            self._lines = defaultdict(lambda: defaultdict(list))
            for line in lines_sudo:
                calendar_id = line.calendar_id.id
                key = int(line.dayofweek), line.week_type if calendar_id in two_weeks else False
                self._lines[calendar_id][key].append((_minute(line.hour_from), _minute(line.hour_to)))
        return self._lines

    def _contracts(self, employee_ids):
        """By employee: (first day, day after the last, schedule or 0), for those who ever had a contract."""
        if not employee_ids:
            return {}
        # sudo: hr.version - the days and the schedule of a contract, of which only working hours are shown
        versions_sudo = (
            self._env["hr.version"]
            .sudo()
            .search_fetch(
                [("employee_id", "in", sorted(employee_ids))],
                ["employee_id", "date_version", "contract_date_start", "contract_date_end", "resource_calendar_id"],
                order="employee_id, date_version",
            )
        )
        by_employee = defaultdict(list)
        for version in versions_sudo:
            by_employee[version.employee_id.id].append(version)
        periods = {}
        for employee_id, versions in by_employee.items():
            if any(version.contract_date_start for version in versions):
                periods[employee_id] = list(_valid(versions))
        return periods

    def _all_leave(self, resource_ids):
        """By resource (0: of a company): (start, stop, company or 0, schedule or 0)."""
        domain = (
            Domain("time_type", "=", "leave")
            & Domain("resource_id", "in", [False, *sorted(resource_ids)])
            & Domain("date_from", "<=", self._end)
            & Domain("date_to", ">=", self._begin)
        )
        # sudo: resource.calendar.leaves - whether somebody is away, never why
        leaves_sudo = (
            self._env["resource.calendar.leaves"]
            .sudo()
            .search_fetch(domain, ["resource_id", "company_id", "calendar_id", "date_from", "date_to"])
        )
        found = defaultdict(list)
        for leave in leaves_sudo:
            start, stop = self._minutes(leave.date_from), -self._minutes(leave.date_to, -1)
            found[leave.resource_id.id or 0].append((start, stop, leave.company_id.id or 0, leave.calendar_id.id or 0))
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
        return self._minutes(first_instant(datetime.combine(day, time.min), zone))


def _is_changed(calendar_sudo):
    """Whether another addon changes how a schedule is expanded."""
    return type(calendar_sudo)._attendance_intervals_batch.__module__ != "odoo.addons.resource.models.resource_calendar"


def _minute(hour):
    """The minute of the day of a time as Odoo keeps it in hours; 24 is the end of the day."""
    at = float_to_time(hour)
    return at.hour * 60 + at.minute + at.second // 59


def _valid(versions):
    """The days on which each version of an employee, in order, is the one that holds, within its contract."""
    for version, following in pairwise([*versions, None]):
        if not version.contract_date_start:
            continue
        first = max(version.date_version, version.contract_date_start)
        after = date.max
        if version.contract_date_end:
            after = version.contract_date_end + timedelta(days=1)
        if following is not None:
            after = min(after, following.date_version)
        if first < after:
            yield first, after, version.resource_calendar_id.id or 0


def _without(intervals, holes):
    """Intervals less holes; both in order, none overlapping."""
    for start, stop in intervals:
        for begin, end in holes:
            if end <= start or begin >= stop:
                continue
            if begin > start:
                yield start, begin
            start = max(start, end)
            if start >= stop:
                break
        if start < stop:
            yield start, stop
