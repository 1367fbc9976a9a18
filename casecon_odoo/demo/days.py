"""Moments of the demo, told in working days from today, so that it looks alive whenever it is built."""

from datetime import date, datetime, time, timedelta

from dateutil.easter import easter

from ..domain.working_days import WorkingDays
from ..domain.zones import UTC, zone_named
from .organisation import ZONE


class Days:
    """`days.at(3, 10, 30)`: half past ten, London time, on the third working day from today; -3: before today."""

    def __init__(self, now: datetime):
        self.now = now
        self.today = now.replace(tzinfo=UTC).astimezone(zone_named(ZONE)).date()
        years = [self.today.year + offset for offset in (-1, 0, 1)]
        self.holidays = [day for year in years for day in bank_holidays(year)]
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        closed = {day for day, _name in self.holidays}
        dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
        worked = frozenset(day for day in dates if day.weekday() < 5 and day not in closed)
        self._days = WorkingDays(worked, first, last)

    def at(self, working_days, hour, minute=0):
        """Naive UTC."""
        if working_days > 0:
            day = self._days.add(self.today, working_days)
        else:
            day = self._days.subtract(self.today, -working_days)
        return utc(datetime.combine(day, time(hour, minute)))

    def ago(self, **length):
        """A little before now."""
        return self.now - timedelta(**length)


def utc(local):
    """Naive UTC of a London time."""
    return local.replace(tzinfo=zone_named(ZONE)).astimezone(UTC).replace(tzinfo=None)


def bank_holidays(year):
    """The usual bank holidays of England: (date, name)."""
    sunday = easter(year)
    fixed = [
        *_moved([(date(year, 1, 1), "New Year's Day")]),
        (sunday - timedelta(days=2), "Good Friday"),
        (sunday + timedelta(days=1), "Easter Monday"),
        (_monday(date(year, 5, 7)), "Early May bank holiday"),
        (_monday(date(year, 5, 31)), "Spring bank holiday"),
        (_monday(date(year, 8, 31)), "Summer bank holiday"),
        *_moved([(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]),
    ]
    return sorted(fixed)


def _monday(latest):
    """The last Monday up to `latest`."""
    return latest - timedelta(days=latest.weekday())


def _moved(named):
    """Holidays at a weekend are taken on the next weekday that is free."""
    taken, result = {day for day, _name in named if day.weekday() < 5}, []
    for day, name in named:
        while day.weekday() >= 5 or (day in taken and (day, name) not in named):
            day += timedelta(days=1)
        taken.add(day)
        result.append((day, name))
    return result
