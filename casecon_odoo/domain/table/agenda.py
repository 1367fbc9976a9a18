"""The agenda: one version for all, locked at the cut-off (R9); the clinician takes it through (R10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..missing import Missing
from ..states import AHEAD
from .rows import GOES_ON, met_if, rows_of

MODEL = "casecon.agenda.item"
MOST = 100
EDITORS = ("employee", "manager", "requester", "hr", "clinician")


@dataclass(frozen=True)
class AgendaFacts(RowFacts):
    """One item, or the agenda that one is to be added to; `state` is the conference's."""

    model: ClassVar[str] = MODEL

    locks_at: datetime | None = None
    items: int = 0  # that are there, or would be left
    own: bool = True  # the reader's side raised it
    goes_on: bool = True  # the meeting is not paused, nor in a private word


def unlocked(facts: AgendaFacts, verb: str) -> Missing | None:
    """R9: at the cut-off everybody has read the same version; where nothing is left, something can be put on it."""
    if verb == "create" and not facts.items:
        return None
    return Missing("R9", "agenda_is_locked", "clinician") if facts.locks_at and facts.locks_at <= facts.now else None


def not_too_many(facts: AgendaFacts, verb: str) -> Missing | None:
    """R9: an agenda has an end."""
    return None if facts.items < MOST else Missing("R9", "agenda_is_full", "caller", {"most": MOST})


def keeps_one(facts: AgendaFacts, verb: str) -> Missing | None:
    """R9: what was booked with an agenda has one at the start, too."""
    booked = facts.locks_at is not None
    return Missing("R9", "agenda_keeps_one", "caller") if booked and not facts.items else None


RULES = {
    "R9-one": keeps_one,
    "R9-unlocked": unlocked,
    "R9-most": not_too_many,
    "R9-own": met_if("own", "R9", "not_own_item", "caller"),
    "R18-open": GOES_ON,
}

_row = rows_of(MODEL)
_EDITED = {"whose": "not_your_agenda", "when": "agenda_is_locked"}
_SETTLED = {"before": ("R18-open",), "whose": "clinician_chairs_agenda", "when": "settled_in_the_meeting"}

MOVES = (
    _row("create", EDITORS, AHEAD, rules=("R9-unlocked", "R9-most"), **_EDITED),
    _row("write", EDITORS, AHEAD, rules=("R9-own", "R9-unlocked"), **_EDITED),
    _row("unlink", EDITORS, AHEAD, rules=("R9-own", "R9-unlocked", "R9-one"), **_EDITED),
    _row("discuss", ("chair",), ("in_session",), **_SETTLED),
    _row("park", ("chair",), ("in_session",), **_SETTLED),
)
NEXT: dict[str, str] = {}
