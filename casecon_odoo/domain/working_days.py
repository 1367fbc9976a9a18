"""Working days: of the company's working schedule, public holidays out, in the employee's zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

ONE_DAY = timedelta(days=1)


def _check_date(value: object, what: str) -> None:
    # a datetime is a date to isinstance, and is equal to none: it would silently never be a working day
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{what} must be a date without a time, not {value!r}.")


@dataclass(frozen=True)
class WorkingDays:
    """The working dates that are known, and Monday to Friday for all others.

    ``dates`` are the working dates from ``first`` to ``last``, both included: local dates in the employee's
    zone. Inside that horizon only ``dates`` work; outside it Monday to Friday do. Without a horizon nothing
    is known. ValueError: a horizon with one end or back to front, a date outside it, a datetime for a date.

    >>> maundy_thursday, tuesday = date(2026, 4, 2), date(2026, 4, 7)
    >>> easter = WorkingDays(frozenset({maundy_thursday, tuesday}), maundy_thursday, tuesday)
    >>> easter.is_working(date(2026, 4, 3))  # Good Friday
    False
    >>> easter.add(maundy_thursday, 2)  # the Tuesday after Easter Monday is the first, Wednesday the second
    datetime.date(2026, 4, 8)
    >>> WorkingDays().subtract(date(2026, 4, 6), 1)
    datetime.date(2026, 4, 3)
    """

    dates: frozenset[date] = frozenset()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.dates, frozenset):
            raise ValueError("The working dates must be a frozenset of dates.")
        for value in self.dates:
            _check_date(value, "A working date")
        if self.first is None and self.last is None:
            if self.dates:
                raise ValueError("Working dates need the horizon for which they are known: first and last.")
            return
        _check_date(self.first, "The first known date")
        _check_date(self.last, "The last known date")
        if self.first > self.last:
            raise ValueError(f"The known horizon ends ({self.last}) before it begins ({self.first}).")
        outside = [value for value in self.dates if not self.first <= value <= self.last]
        if outside:
            raise ValueError(f"{min(outside)} lies outside of the known horizon {self.first} to {self.last}.")

    def is_working(self, day: date) -> bool:
        """Whether ``day`` (a local date) is a working day. ValueError for anything but a date.

        >>> [WorkingDays().is_working(date(2026, 6, day)) for day in (5, 6, 7, 8)]  # Friday to Monday
        [True, False, False, True]
        """
        _check_date(day, "The day")
        if self.first is not None and self.first <= day <= self.last:
            return day in self.dates
        return day.weekday() < 5

    def add(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which itself need not be one and never counts.

        0 gives ``day`` back, working or not. ValueError for a negative ``n`` or a day beyond the calendar.

        >>> WorkingDays().add(date(2026, 6, 5), 2)  # Friday: Monday, Tuesday
        datetime.date(2026, 6, 9)
        >>> WorkingDays().add(date(2026, 6, 6), 0)
        datetime.date(2026, 6, 6)
        """
        return self._step(day, n, ONE_DAY)

    def subtract(self, day: date, n: int) -> date:
        """The ``n``-th working day before ``day``, which itself need not be one and never counts.

        0 gives ``day`` back, working or not. ValueError for a negative ``n`` or a day beyond the calendar.

        >>> WorkingDays().subtract(date(2026, 6, 9), 2)
        datetime.date(2026, 6, 5)
        """
        return self._step(day, n, -ONE_DAY)

    def window(self, day: date, n: int) -> tuple[date, date]:
        """The first and the last of the ``n`` working days after ``day``. ValueError as for ``add``, or for none.

        >>> WorkingDays().window(date(2026, 6, 5), 5)  # a Friday: from Monday to the next Friday
        (datetime.date(2026, 6, 8), datetime.date(2026, 6, 12))
        """
        if n == 0:
            raise ValueError("A window has 1 working day or more.")
        return self.add(day, 1), self.add(day, n)

    def _step(self, day: date, n: int, step: timedelta) -> date:
        _check_date(day, "The day")
        if not isinstance(n, int) or isinstance(n, bool) or n < 0:
            raise ValueError(f"The number of working days must be 0 or more, not {n!r}.")
        try:
            while n:
                day += step
                n -= self.is_working(day)
        except OverflowError:
            raise ValueError("That many working days lead beyond the calendar.") from None
        return day


class AskedLater:
    """Working days that are gathered when a rule first counts in them, since most rules never do.

    ``gather`` gives the ``WorkingDays``; it is called once, or never.

    >>> later = AskedLater(lambda: print("gathered") or WorkingDays())
    >>> later.add(date(2026, 6, 5), 1), later.is_working(date(2026, 6, 6))
    gathered
    (datetime.date(2026, 6, 8), False)
    """

    def __init__(self, gather: Callable[[], WorkingDays]) -> None:
        self._gather = gather

    @cached_property
    def _days(self) -> WorkingDays:
        return self._gather()

    def is_working(self, day: date) -> bool:
        """As ``WorkingDays``."""
        return self._days.is_working(day)

    def add(self, day: date, n: int) -> date:
        """As ``WorkingDays``."""
        return self._days.add(day, n)

    def subtract(self, day: date, n: int) -> date:
        """As ``WorkingDays``."""
        return self._days.subtract(day, n)

    def window(self, day: date, n: int) -> tuple[date, date]:
        """As ``WorkingDays``."""
        return self._days.window(day, n)
