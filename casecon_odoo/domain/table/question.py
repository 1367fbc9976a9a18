"""A question to OH: parked in the meeting, open until a written report answers it (R10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from .rows import met_if, rows_of

MODEL = "casecon.question"
ANSWERS = ("issued", "offered", "released")  # states in which a report is written


@dataclass(frozen=True)
class QuestionFacts(RowFacts):
    """One question as one reader meets it."""

    model: ClassVar[str] = MODEL

    answers_it: bool = False  # the report that is named: about the same person, and written since


RULES = {
    "R10-report": met_if("answers_it", "R10", "no_answer_in_report", "clinician"),
}

_row = rows_of(MODEL)
_OWNED = {"whose": "clinician_answers_question", "when": "question_is_closed"}

MOVES = (
    _row("answer", ("clinician",), ("open",), "answered", rules=("R10-report",), on_arguments=True, **_OWNED),
    _row("take", ("clinician",), ("open",), **_OWNED),
)
NEXT: dict[str, str] = {}
