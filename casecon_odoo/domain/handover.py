"""Papers that are handed to an employee who cannot read by a login: when that can have been."""

from __future__ import annotations

from datetime import datetime

from .in_time import minute_of


def can_have_been(handed_over_at: datetime | None, since: datetime | None, now: datetime) -> bool:
    """Whether a paper can have been handed over then: not before there was something to hand over, nor in the future.

    >>> nine, ten = datetime(2026, 6, 1, 9, 0, 40), datetime(2026, 6, 1, 10)
    >>> can_have_been(datetime(2026, 6, 1, 9), nine, ten), can_have_been(datetime(2026, 6, 1, 8, 59), nine, ten)
    (True, False)
    >>> can_have_been(datetime(2026, 6, 1, 10, 1), None, ten), can_have_been(None, nine, ten)
    (False, False)
    """
    if handed_over_at is None or handed_over_at > now:
        return False
    return since is None or minute_of(since) <= handed_over_at
