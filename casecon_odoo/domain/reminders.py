"""When reminders are due: at nine in the morning where the reader is, and never right after the invitation."""

from datetime import date, datetime, time, timedelta

from .notice import first_instant, local_time
from .working_days import WorkingDays

NINE = time(9)
ONE_DAY = timedelta(days=1)
WORKING_DAYS_BEFORE = 3
QUIET = timedelta(hours=24)  # so long after the invitation nobody is reminded of it
LATE = timedelta(hours=12)  # what could not be sent for so long is not sent at all: the hour of it has passed
CHECK_DAYS = 2
AN_HOUR = timedelta(hours=1)


def nine_on(day: date, zone: str) -> datetime:
    """Nine o'clock of ``day`` in ``zone``, as naive UTC.

    >>> nine_on(date(2026, 7, 1), "Europe/London")
    datetime.datetime(2026, 7, 1, 8, 0)
    """
    return first_instant(datetime.combine(day, NINE), zone)


def of_meeting(start: datetime, zone: str, days: WorkingDays, told_at: datetime) -> tuple[datetime, ...]:
    """When the employee is reminded of a meeting: three working days before it, and one day before it.

    ``start`` and ``told_at``, when the invitation was sent, are naive UTC. What falls within 24 hours of the
    invitation, or is not before the start, is left out.

    >>> monday, told_at = datetime(2026, 6, 15, 9), datetime(2026, 6, 1, 9)
    >>> [str(at) for at in of_meeting(monday, "Europe/London", WorkingDays(), told_at)]
    ['2026-06-10 08:00:00', '2026-06-14 08:00:00']
    >>> [str(at) for at in of_meeting(monday, "Europe/London", WorkingDays(), datetime(2026, 6, 9, 8, 1))]
    ['2026-06-14 08:00:00']
    """
    day = local_time(start, zone).date()
    wanted = {nine_on(days.subtract(day, WORKING_DAYS_BEFORE), zone), nine_on(day - ONE_DAY, zone)}
    return tuple(sorted(at for at in wanted if told_at + QUIET <= at < start))


def of_call(start: datetime, zone: str, days: WorkingDays) -> datetime:
    """When the clinician is reminded of a call: at nine on its day, or the working day before where that is too late.

    >>> str(of_call(datetime(2026, 6, 15, 13), "Europe/London", WorkingDays()))
    '2026-06-15 08:00:00'
    >>> str(of_call(datetime(2026, 6, 15, 8, 30), "Europe/London", WorkingDays()))  # Monday, 9:30
    '2026-06-12 08:00:00'
    """
    day = local_time(start, zone).date()
    same_day = nine_on(day, zone)
    return same_day if same_day + AN_HOUR <= start else nine_on(days.subtract(day, 1), zone)


def of_check(until: datetime, zone: str, sent_at: datetime) -> datetime | None:
    """When the employee is reminded of a fact check: two days before its end; None within 24 hours of its sending.

    >>> str(of_check(datetime(2026, 6, 12, 23), "Europe/London", datetime(2026, 6, 5, 9)))  # till the 13th, 0:00
    '2026-06-11 08:00:00'
    >>> of_check(datetime(2026, 6, 12, 23), "Europe/London", datetime(2026, 6, 10, 9)) is None
    True
    """
    at = nine_on(local_time(until, zone).date() - CHECK_DAYS * ONE_DAY, zone)
    return at if sent_at + QUIET <= at < until else None


def next_nine(now: datetime, zone: str) -> datetime:
    """The next nine o'clock after ``now``.

    >>> str(next_nine(datetime(2026, 6, 15, 8), "Europe/London")), str(next_nine(datetime(2026, 6, 15, 7), "UTC"))
    ('2026-06-16 08:00:00', '2026-06-15 09:00:00')
    """
    day = local_time(now, zone).date()
    return next(at for at in (nine_on(day, zone), nine_on(day + ONE_DAY, zone)) if at > now)


def next_digest(now: datetime, zone: str) -> datetime:
    """The next Monday, nine o'clock, after ``now``.

    >>> str(next_digest(datetime(2026, 6, 15, 7), "Europe/London"))
    '2026-06-15 08:00:00'
    >>> str(next_digest(datetime(2026, 6, 15, 8), "Europe/London"))
    '2026-06-22 08:00:00'
    """
    day = local_time(now, zone).date()
    monday = day - timedelta(days=day.weekday())
    at = nine_on(monday, zone)
    return at if at > now else nine_on(monday + timedelta(days=7), zone)


def is_too_late(due_at: datetime, now: datetime) -> bool:
    """Whether a reminder that was due then has lost its sense, because no mail server took it.

    >>> is_too_late(datetime(2026, 6, 14, 8), datetime(2026, 6, 14, 20)), is_too_late(
    ...     datetime(2026, 6, 14, 8), datetime(2026, 6, 14, 20, 1))
    (False, True)
    """
    return now > due_at + LATE
