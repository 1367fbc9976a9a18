"""Where the days and half days of a zone begin, in minutes from an origin."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from .notice import first_instant, local_time
from .zones import zone_named

_MINUTE = timedelta(minutes=1)


def monday_of(day: date) -> date:
    """The Monday of the week of a day.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def midnight(day: date, zone: str) -> datetime:
    """The instant, naive UTC, at which a day begins in ``zone``.

    >>> midnight(date(2026, 7, 1), "Europe/London")
    datetime.datetime(2026, 6, 30, 23, 0)
    """
    return first_instant(datetime.combine(day, time.min), zone)


def midnights(origin: datetime, horizon: int, zone: str) -> tuple[int, ...]:
    """The minutes at which the local days of ``zone`` begin that meet [0, ``horizon``].

    The first is at the origin or before it. ``origin``: naive UTC as Odoo stores it, or aware. A midnight that
    a clock change skips is the first minute after it.

    >>> midnights(datetime(2026, 10, 24, 9), 3 * 1440, "Europe/London")  # 25 October has 25 hours
    (-600, 840, 2340, 3780)
    """
    return _beginnings(origin, horizon, zone, (time(0),))


def half_days(origin: datetime, horizon: int, zone: str) -> tuple[int, ...]:
    """The minutes at which the mornings and the afternoons of ``zone`` begin that meet [0, ``horizon``].

    >>> half_days(datetime(2026, 10, 24, 9), 1440, "Europe/London")
    (-600, 120, 840)
    """
    found = _beginnings(origin, horizon, zone, (time(0), time(12)))
    # an origin in the afternoon: its morning is not wanted
    return found[1:] if len(found) > 1 and found[1] <= 0 else found


def day_of(days: Sequence[int], minute: int) -> int:
    """The number of the day in which ``minute`` lies; 0 also for what lies before the first.

    >>> [day_of((-600, 840, 2340), minute) for minute in (-700, 0, 839, 840, 9999)]
    [0, 0, 0, 1, 2]
    """
    return max(bisect_right(days, minute) - 1, 0)


def _beginnings(origin, horizon, zone, times):
    if origin.tzinfo is not None:
        origin = origin.astimezone(UTC).replace(tzinfo=None)
    target = zone_named(zone)
    day = local_time(origin, zone).date()
    found = []
    while True:
        for clock in times:
            # fold=0: of a time that comes twice the first, of one that is skipped the end of the gap
            local = datetime.combine(day, clock)
            minute = (local - local.replace(tzinfo=target).utcoffset() - origin) // _MINUTE
            if minute > horizon:
                return tuple(found)
            found.append(minute)
        day += timedelta(days=1)
