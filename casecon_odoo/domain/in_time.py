"""Before the start means before the start: what had to be there is judged by when it happened (R18)."""

from __future__ import annotations

from datetime import datetime

from .facts import Facts
from .missing import Missing


def minute_of(at: datetime) -> datetime:
    """The minute in which something happened: a start is entered without seconds, and what is of its minute is in time.

    >>> minute_of(datetime(2026, 6, 1, 9, 0, 50)) <= datetime(2026, 6, 1, 9)
    True
    """
    return at.replace(second=0, microsecond=0)


def after_start(facts: Facts, rule: str, **happened: datetime | None) -> Missing | None:
    """What happened only after the meeting began, whenever it is entered; by the name of its sentence.

    Beforehand, when no start is named yet, nothing is too late.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> facts = Facts(state="prepared", hats=frozenset(), now=ten, starts_at=nine)
    >>> after_start(facts, "R7", understood=nine), after_start(facts, "R7", understood=ten).what
    (None, 'understood_after_start')
    """
    if facts.starts_at is None:
        return None
    for what, at in happened.items():
        if at and minute_of(at) > facts.starts_at:
            return Missing(rule, f"{what}_after_start", "clinician", {"at": at, "start": facts.starts_at})
    return None
