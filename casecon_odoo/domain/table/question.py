"""A question to OH: parked in the meeting, open until a written report answers it (R10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from ..missing import Missing
from .rows import met_if, rows_of

MODEL = "casecon.question"
ANSWERS = ("issued", "offered", "released")  # states in which a report is written


@dataclass(frozen=True)
class QuestionFacts(RowFacts):
    """One question as one reader meets it."""

    model: ClassVar[str] = MODEL

    is_owner: bool = False  # the reader sees to it
    answers_it: bool = False  # the report that is named: about the same person, and written since


def not_the_owner(facts: QuestionFacts, verb: str) -> Missing | None:
    """R10: who sees to it already does not take it over."""
    return Missing("R10", "owns_question", "caller") if facts.is_owner else None


RULES = {
    "R10-owner": not_the_owner,
    "R10-report": met_if("answers_it", "R10", "no_answer_in_report", "clinician"),
}

_row = rows_of(MODEL)
_OWNED = {"whose": "clinician_answers_question", "when": "question_is_closed"}

MOVES = (
    _row("answer", ("clinician",), ("open",), "answered", rules=("R10-report",), on_arguments=True, **_OWNED),
    _row("take", ("clinician",), ("open",), before=("R10-owner",), **_OWNED),
)
NEXT: dict[str, str] = {}
