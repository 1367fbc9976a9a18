"""Items that might be told, and the answers to them: per item, person and conference (R15, R16, R17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from .rows import met_if, rows_of

MODEL = "casecon.consent.line"
OPEN = ("requested", "scheduled", "prepared", "in_session")  # states in which an answer still counts


@dataclass(frozen=True)
class ConsentFacts(RowFacts):
    """One item as one reader meets it; `state` is the conference's."""

    model: ClassVar[str] = MODEL

    unanswered: bool = True  # or what is changed was not part of what the employee answered
    called: bool = False  # the pre-call was made
    sayable: bool = False  # granted for everybody in the room who needs it


RULES = {
    "R15-called": met_if("called", "R15", "no_call_no_word", "clinician"),
    "R16-sayable": met_if("sayable", "R16", "not_granted_for_all", "employee"),
    "R16-unanswered": met_if("unanswered", "R16", "answered_already", "caller"),
    "R16-kept": met_if("unanswered", "R16", "answered_is_kept", "caller"),
}

_row = rows_of(MODEL)
_PROPOSED = {"whose": "clinician_proposes", "when": "nothing_to_propose"}
_ANSWERED = {"whose": "employee_answers", "when": "nothing_to_answer"}

MOVES = (
    _row("create", ("clinician",), OPEN, **_PROPOSED),
    _row("write", ("clinician",), OPEN, rules=("R16-unanswered",), on_arguments=True, **_PROPOSED),
    _row("unlink", ("clinician",), OPEN, rules=("R16-kept",), **_PROPOSED),
    _row("grant", ("employee", "clinician"), OPEN, **_ANSWERED),
    _row("refuse", ("employee", "clinician"), OPEN, **_ANSWERED),
    _row("withdraw", ("employee", "clinician"), OPEN, **_ANSWERED),
    _row(
        "disclose",
        ("clinician",),
        ("in_session",),
        rules=("R15-called", "R16-sayable"),
        whose="clinician_says",
        when="said_in_the_meeting",
    ),
)
NEXT = dict.fromkeys(OPEN, "disclose")
