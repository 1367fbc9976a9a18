from datetime import datetime, time, timedelta
from itertools import pairwise

from ...domain.availability import parse, windows
from ...domain.notice import first_instant, local_time

MINUTE, DAY = timedelta(minutes=1), 1440


class PaintedHours:
    """The working hours of clinicians as their painted weeks narrow them, for each way in which they meet people."""

    def __init__(self, search):
        self._search, self._known = search, {}

    def hours(self, c_sudo, work, zone):
        """By mode that they offer: when they work in it."""
        week = parse(c_sudo.availability)
        if week is None or work is None:
            return dict.fromkeys(_modes_of(c_sudo), work)
        return {mode: self._narrowed(week, work, zone, mode) for mode in _modes_of(c_sudo)}

    def _narrowed(self, week, work, zone, mode):
        # who shares hours and a painted week gets the same object, which the engine turns into bits once
        key = id(work), zone, mode == "virtual", repr(week)
        if key not in self._known:
            self._known[key] = tuple(_both(work, self._windows(week, zone, mode)))
        return self._known[key]

    def _windows(self, week, zone, mode):
        days = self._search.days_of(zone)
        first = local_time(self._search.moment(days[0]), zone).date()
        for number, (midnight, following) in enumerate(pairwise(days)):
            day = first + timedelta(days=number)
            for begin, end in windows(week, day.weekday(), mode):
                if following - midnight == DAY:
                    yield midnight + begin, midnight + end
                else:  # a clock changes
                    at = datetime.combine(day, time.min)
                    yield tuple(self._search.minutes(first_instant(at + edge * MINUTE, zone)) for edge in (begin, end))


def _modes_of(c_sudo):
    """How a clinician meets people; in person and by video at once needs them there."""
    in_person = ["in_person", "hybrid"] if c_sudo.offers_in_person else []
    return in_person + ["virtual"] * c_sudo.offers_virtual


def _both(one, two):
    """The minutes in both of two lists of intervals, each in order and none overlapping."""
    left, right = iter(one), iter(two)
    a, b = next(left, None), next(right, None)
    while a and b:
        start, stop = max(a[0], b[0]), min(a[1], b[1])
        if start < stop:
            yield start, stop
        if a[1] <= b[1]:
            a = next(left, None)
        else:
            b = next(right, None)
