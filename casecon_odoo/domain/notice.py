"""Notice to the employee (rule R3) and the cut-off of the agenda (rule R9).

Instants are naive UTC datetimes, as Odoo stores them; zones are IANA names; dates and times of day are local
to the zone. A local time that a clock change skips means the first instant after the gap; one that happens
twice means the first of the two.
"""

from datetime import datetime, time, timedelta

from .working_days import WorkingDays
from .zones import UTC, zone_named

QUARTER = timedelta(minutes=15)


def check_instant(value: datetime, what: str) -> None:
    """Pass a naive UTC instant; ValueError with ``what`` in it for anything else.

    >>> check_instant(datetime(2026, 3, 1, 9), "The start")
    >>> check_instant(datetime(2026, 3, 1, 9, tzinfo=UTC), "The start")
    Traceback (most recent call last):
        ...
    ValueError: The start must be a UTC date and time without a zone.
    """
    if not isinstance(value, datetime) or value.tzinfo is not None:
        raise ValueError(f"{what} must be a UTC date and time without a zone.")


def local_time(instant: datetime, zone: str) -> datetime:
    """What a clock in ``zone`` shows at ``instant``: naive, ``fold=1`` in the second pass of a repeated hour.

    ValueError for an instant that has a zone, an unknown zone, or a time beyond the calendar.

    >>> local_time(datetime(2026, 6, 1, 9), "Europe/London")
    datetime.datetime(2026, 6, 1, 10, 0)
    """
    check_instant(instant, "The instant")
    target = zone_named(zone)
    try:
        return instant.replace(tzinfo=UTC, fold=0).astimezone(target).replace(tzinfo=None)
    except OverflowError:
        raise ValueError("That time lies beyond the calendar.") from None


def first_instant(local: datetime, zone: str) -> datetime:
    """The first instant at which a clock in ``zone`` shows ``local``, or a later time if it skips it.

    ``local`` is naive, its ``fold`` is not looked at. ValueError as for ``local_time``.

    >>> first_instant(datetime(2026, 3, 29, 1, 30), "Europe/London")  # skipped: 02:00 BST
    datetime.datetime(2026, 3, 29, 1, 0)
    >>> first_instant(datetime(2026, 10, 25, 1, 30), "Europe/London")  # twice: the one in BST
    datetime.datetime(2026, 10, 25, 0, 30)
    """
    if not isinstance(local, datetime) or local.tzinfo is not None:
        raise ValueError("The local time must be a date and time without a zone.")
    aware = local.replace(tzinfo=zone_named(zone), fold=0)
    try:
        after = aware.astimezone(UTC).replace(tzinfo=None)
        before = aware.replace(fold=1).astimezone(UTC).replace(tzinfo=None)
        if local_time(after, zone) == local:
            return after
    except OverflowError:
        raise ValueError("That time lies beyond the calendar.") from None
    # PEP 495: in a gap fold=1 counts with the later offset, so it lies before the change, fold=0 after it
    low, high = 0, int((after - before).total_seconds()) + 1
    before = before.replace(microsecond=0)
    while high - low > 1:
        middle = (low + high) // 2
        if local_time(before + timedelta(seconds=middle), zone) < local:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def _check_count(value: int, what: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"The number of {what} must be 0 or more, not {value!r}.")


def earliest_start(told_at: datetime, zone: str, days: int = 7) -> datetime:
    """The first start that gives the employee full notice (R3): instants in UTC.

    Both ``days`` x 24 hours after ``told_at`` and on a local date ``days`` calendar dates after that of
    ``told_at``. The two differ only around a clock change: in spring the hours end later, in autumn the date
    may begin later. A margin for sending is added by the caller, to ``told_at``: hours and dates move alike.
    ValueError: an instant with a zone, an unknown zone, a negative number, a time beyond the calendar.

    >>> earliest_start(datetime(2026, 6, 1, 9, 10), "Europe/London")
    datetime.datetime(2026, 6, 8, 9, 10)
    >>> earliest_start(datetime(2026, 10, 18, 23, 30), "Europe/London")  # 00:30 BST on the 19th
    datetime.datetime(2026, 10, 26, 0, 0)
    """
    check_instant(told_at, "The time at which the employee was told")
    _check_count(days, "days of notice")
    try:
        by_hours = told_at + timedelta(days=days)
        date = local_time(told_at, zone).date() + timedelta(days=days)
    except OverflowError:
        raise ValueError("That many days of notice lead beyond the calendar.") from None
    return max(by_hours, first_instant(datetime.combine(date, time.min), zone))


def is_enough(told_at: datetime, start: datetime, zone: str, days: int = 7) -> bool:
    """Whether ``start`` leaves full notice from ``told_at`` (R3). ValueError as for ``earliest_start``.

    >>> is_enough(datetime(2026, 6, 1, 9), datetime(2026, 6, 8, 9), "Europe/London")
    True
    >>> is_enough(datetime(2026, 6, 1, 9), datetime(2026, 6, 8, 8, 59), "Europe/London")
    False
    """
    check_instant(start, "The start")
    return start >= earliest_start(told_at, zone, days)


def earliest_after_move(told_at: datetime, zone: str, working_days: WorkingDays, n: int = 2) -> datetime:
    """The first start that a move to a later time may have, when the new invitation was at ``told_at`` (R3).

    It leaves ``n`` working days: the same local time on the ``n``-th working day after the local date of the
    invitation. Told on Monday at 10:00, not before Wednesday at 10:00; told at any time of a weekend, not
    before that time of Tuesday. ValueError as for ``earliest_start``.

    >>> earliest_after_move(datetime(2026, 6, 5, 9), "Europe/London", WorkingDays())  # a Friday
    datetime.datetime(2026, 6, 9, 9, 0)
    """
    check_instant(told_at, "The time of the new invitation")
    _check_count(n, "working days")
    local = local_time(told_at, zone)
    if not n:
        return told_at
    return first_instant(datetime.combine(working_days.add(local.date(), n), local.time()), zone)


def agenda_locks_at(start: datetime, booked_at: datetime, zone: str, working_days: WorkingDays, n: int = 2) -> datetime:
    """When the one agenda of all is locked (R9).

    The same local time as the start, ``n`` working days before its local date; or ``booked_at`` where that is
    later. ValueError as for ``earliest_start``.

    >>> agenda_locks_at(datetime(2026, 6, 9, 9), datetime(2026, 6, 1), "Europe/London", WorkingDays())
    datetime.datetime(2026, 6, 5, 9, 0)
    >>> agenda_locks_at(datetime(2026, 6, 9, 9), datetime(2026, 6, 8, 12), "Europe/London", WorkingDays())
    datetime.datetime(2026, 6, 8, 12, 0)
    """
    check_instant(start, "The start")
    check_instant(booked_at, "The time of the booking")
    _check_count(n, "working days")
    local = local_time(start, zone)
    if not n:
        return max(start, booked_at)
    day = working_days.subtract(local.date(), n)
    return max(first_instant(datetime.combine(day, local.time()), zone), booked_at)


def next_quarter(instant: datetime) -> datetime:
    """``instant`` rounded up to a full quarter of an hour; one that is full already stays.

    ValueError for an instant with a zone or the calendar's last quarter of an hour.

    >>> next_quarter(datetime(2026, 6, 8, 9, 10))
    datetime.datetime(2026, 6, 8, 9, 15)
    >>> next_quarter(datetime(2026, 12, 31, 23, 45, 0, 1))
    datetime.datetime(2027, 1, 1, 0, 0)
    """
    check_instant(instant, "The instant")
    midnight = datetime.combine(instant.date(), time.min)
    try:
        return instant + (midnight - instant) % QUARTER
    except OverflowError:
        raise ValueError("The next quarter of an hour lies beyond the calendar.") from None
