"""Decisions, actions and adjustments: from the start until the close (R19, R22), each complete (R23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ..facts import RowFacts
from ..missing import Missing
from .minutes import WRITERS
from .rows import GOES_ON, met_if, rows_of

MODEL = "casecon.decision"


@dataclass(frozen=True)
class DecisionFacts(RowFacts):
    """One decision as one reader meets it; `kind` and what follows as it would stand after the verb."""

    model: ClassVar[str] = MODEL

    begun: bool = False
    is_open: bool = True  # the conference is not closed
    goes_on: bool = True  # the meeting is not paused, nor in a private word
    kind: str = "action"
    has_owner: bool = False
    due_on: date | None = None
    review_on: date | None = None
    latest_review: date | None = None
    says_why: bool = False
    is_final: bool = False  # the minutes that carry it
    rewrites: bool = False  # its words are to be others, or it is to go


def complete(facts: DecisionFacts, verb: str) -> Missing | None:
    """R23: an action has an owner and a due date, an adjustment a review as well; or it is said why not."""
    is_complete = facts.kind == "decision" or bool(facts.has_owner and facts.due_on)
    if facts.kind == "adjustment":
        is_complete = is_complete and bool(facts.review_on)
    return None if is_complete or facts.says_why else Missing("R23", "decision_incomplete", "caller")


def review_in_time(facts: DecisionFacts, verb: str) -> Missing | None:
    """R23: a review is at most six months away."""
    if not (facts.review_on and facts.latest_review and facts.review_on > facts.latest_review):
        return None
    return Missing("R23", "review_too_late", "caller", {"latest": facts.latest_review})


def can_be_done(facts: DecisionFacts, verb: str) -> Missing | None:
    """R23: a decision is no task."""
    return Missing("R23", "decision_stands", "caller") if facts.kind == "decision" else None


def as_it_was_read(facts: DecisionFacts, verb: str) -> Missing | None:
    """R22: what was read with final minutes stands; owner and dates follow by an addendum."""
    rewritten = facts.is_final and (facts.rewrites or verb == "unlink")
    return Missing("R22", "decided_in_final", "caller") if rewritten else None


RULES = {
    "R18-open": GOES_ON,
    "R19-begun": met_if("begun", "R19", "nothing_decided_before_start", "clinician"),
    "R22-open": met_if("is_open", "R22", "decisions_stand", "caller"),
    "R22-read": as_it_was_read,
    "R23-complete": complete,
    "R23-review": review_in_time,
    "R23-task": can_be_done,
}

_row = rows_of(MODEL)
_RECORDED = {"before": ("R19-begun", "R22-open", "R18-open"), "whose": "decision_writers"}
_JUDGED = {"rules": ("R23-complete", "R23-review"), "on_arguments": True}

MOVES = (
    _row("create", WRITERS, (), "open", **_RECORDED, **_JUDGED),
    _row(
        "write",
        WRITERS,
        ("open",),
        **{**_RECORDED, "before": (*_RECORDED["before"], "R22-read")},
        **_JUDGED,
        when="done_already",
    ),
    _row("unlink", WRITERS, ("open",), rules=("R22-read",), **_RECORDED, when="done_already"),
    _row("done", ("owner", "hr"), ("open",), "done", rules=("R23-task",), whose="owner_or_hr", when="done_already"),
)
NEXT: dict[str, str] = {}
