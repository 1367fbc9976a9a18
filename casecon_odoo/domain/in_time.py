"""Before the start means before the start: what had to be there is judged by when it happened (R18)."""

from __future__ import annotations

from datetime import datetime

from .facts import Facts
from .missing import Missing


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
        if at and at > facts.starts_at:
            return Missing(rule, f"{what}_after_start", "clinician", {"at": at, "start": facts.starts_at})
    return None
