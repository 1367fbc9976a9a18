"""What the files of the table share."""

from __future__ import annotations

from collections.abc import Callable

from ..missing import Missing
from ..move import Move

Predicate = Callable[[object, str], Missing | None]


def rows_of(model: str):
    """A maker of rows of one model."""

    def row(verb: str, who: tuple[str, ...], sources: tuple[str, ...], target: str | None = None, **given) -> Move:
        return Move(verb, who, sources, target, model=model, **given)

    return row


def met_if(fact: str, rule: str, what: str, who: str) -> Predicate:
    """A rule that is met where the fact of this name is true; else `what` is missing, which `who` can supply."""

    def predicate(facts, verb: str) -> Missing | None:
        return None if getattr(facts, fact) else Missing(rule, what, who)

    return predicate


# Nothing is said, decided or minuted, and nobody comes in, while the meeting is paused or in a private word (R18).
GOES_ON = met_if("goes_on", "R18", "meeting_is_paused", "clinician")
