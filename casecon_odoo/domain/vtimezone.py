"""The VTIMEZONE of an invitation (RFC 5545 3.6.5): when the clocks of a place change, in the form all clients read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from .zones import aware, zone_named

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """One clock change: when (naive UTC), the offsets before and after, the abbreviation after."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """What the clock showed at the change, by its old offset: as RFC 5545 3.6.5 wants DTSTART."""
        return self.at + self.before

    @property
    def rule(self) -> tuple:
        """Month, weekday, time and offsets: alike for the changes that one yearly rule can describe."""
        return self.onset.month, self.onset.weekday(), self.onset.time(), self.before, self.after, self.name

    @property
    def ordinals(self) -> set[int]:
        """Which weekday of its month, counted from the front, and -1 for the last."""
        last = (self.onset + timedelta(days=7)).month != self.onset.month
        return {(self.onset.day - 1) // 7 + 1} | ({-1} if last else set())


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return aware(instant, zone).utcoffset()


def _new_year(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time.min)


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> list[_Change]:
    """The changes in those calendar years of UTC; no zone changes twice in a week."""
    week, second = timedelta(days=7), timedelta(seconds=1)
    at = _new_year(first_year)
    changes = []
    while at.year <= last_year:
        low, high = at, at + week
        before, after = _offset(low, zone), _offset(high, zone)
        if before != after:
            while high - low > second:
                middle = low + (high - low) // 2 // second * second
                low, high = (low, middle) if _offset(middle, zone) == after else (middle, high)
            changes.append(_Change(high, before, after, aware(high, zone).tzname()))
        at += week
    return changes


def vtimezone(name: str, year: int) -> Timezone:
    """The VTIMEZONE of the zone ``name`` for meetings of ``year``.

    One yearly rule for summer and one for winter where the zone follows such rules (London, New York,
    Sydney), the form that all clients read; else one entry per change (Casablanca); one in all where there is
    none (Kolkata). Summer is the larger offset. The library's own ``Timezone.from_tzid`` is not used: its
    spring change comes an hour late, and it calls Dublin's winter DAYLIGHT.
    ValueError: an unknown zone, a year outside of 1900 to 9000.

    >>> summer = vtimezone("Europe/London", 2026).daylight[0]
    >>> print(summer.to_ical().decode().replace("\\r\\n", "\\n").strip())
    BEGIN:DAYLIGHT
    DTSTART:20250330T010000
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
    TZNAME:BST
    TZOFFSETFROM:+0000
    TZOFFSETTO:+0100
    END:DAYLIGHT
    """
    zone = zone_named(name)
    if not 1900 <= year <= 9000:
        raise ValueError(f"No meeting can be written for the year {year}.")
    changes = _changes(zone, year - 1, year + 2)
    timezone = Timezone()
    timezone.add("tzid", name)
    rules = _yearly(changes)
    if rules:
        for change, ordinal in rules:
            observance = _observance(change)
            day = f"{ordinal}{WEEKDAYS[change.onset.weekday()]}"
            observance.add("rrule", {"freq": "YEARLY", "bymonth": change.onset.month, "byday": day})
            timezone.add_component(observance)
        return timezone
    begin = _new_year(year - 1)
    offset = _offset(begin, zone)
    for change in [_Change(begin - offset, offset, offset, aware(begin, zone).tzname()), *changes]:
        timezone.add_component(_observance(change))
    return timezone


def _yearly(changes: list[_Change]) -> list[tuple[_Change, int]]:
    """The first change of each of two yearly rules, and which weekday of its month; else nothing."""
    by_rule: dict[tuple, list[_Change]] = {}
    for change in changes:
        by_rule.setdefault(change.rule, []).append(change)
    common = [(group[0], set.intersection(*(one.ordinals for one in group))) for group in by_rule.values()]
    if len(common) != 2 or any(len(group) != 4 for group in by_rule.values()):
        return []
    return [(first, min(ordinals)) for first, ordinals in common] if all(o for _, o in common) else []


def _observance(change: _Change) -> TimezoneDaylight | TimezoneStandard:
    observance = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    observance.add("dtstart", change.onset)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    return observance
