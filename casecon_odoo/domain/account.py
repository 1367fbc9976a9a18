"""The record of the case: what happened to one conference, line by line, each with when it happened and was entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

AT_ONCE = timedelta(minutes=2)  # a form takes that long


class Line(NamedTuple):
    """One thing that happened. `at`: an instant (naive UTC), a day, or None where it was not kept at that time.

    `entered_at`: when it was entered, None where it was not kept; `more`: a route, a reason, whatever belongs to it.
    """

    at: datetime | date | None
    text: str
    entered_at: datetime | None = None
    more: str = ""


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By when it happened; a day before its hours, what has no time last; what happened at once as it was told.

    >>> nine, day = datetime(2026, 6, 1, 9), date(2026, 6, 1)
    >>> [line.text for line in in_order([Line(None, "c"), Line(nine, "b"), Line(day, "a")])]
    ['a', 'b', 'c']
    """
    return sorted(lines, key=lambda line: (1,) if line.at is None else (0, _instant(line.at)))


def is_late(line: Line) -> bool:
    """Whether it was entered later than it happened: both times are then said.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> is_late(Line(nine, "", ten)), is_late(Line(nine, "", nine)), is_late(Line(date(2026, 6, 1), "", ten))
    (True, False, True)
    """
    if line.at is None or line.entered_at is None:
        return False
    return not isinstance(line.at, datetime) or line.entered_at - line.at > AT_ONCE


def _instant(at: datetime | date) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time.min)
