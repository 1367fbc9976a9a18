"""Items that might be told, and the answers to them: per item, person and conference (R15, R16, R17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..meeting import Interval, last_moment
from ..missing import Missing
from ..states import OPEN  # an answer still counts
from .rows import GOES_ON, met_if, rows_of

MODEL = "casecon.consent.line"


@dataclass(frozen=True)
class ConsentFacts(RowFacts):
    """One item as one reader meets it; `state` is the conference's."""

    model: ClassVar[str] = MODEL

    unanswered: bool = True  # or what is changed was not part of what the employee answered
    called: bool = False  # the pre-call was made
    sayable: bool = False  # granted for everybody in the room who needs it
    there: bool = True  # employee and chair are in the room, once it has begun
    accepted_chair: bool = True  # the employee has accepted who chairs now
    goes_on: bool = True  # not paused, not in a private word
    started_at: datetime | None = None  # the present sitting
    start_is_late: bool = False  # it was entered when the meeting may have been over
    said_at: datetime | None = None  # None: before anything is named
    said_later: bool = False  # another time than now is named
    in_person: bool = False  # the answer was given in person
    words: bool = True  # what the employee said is written down, or they answered by their login
    written: bool = True  # what would be said is there to be read
    as_shown: bool = True  # what stands is what was shown to who answers, where that is said


def given_there(facts: ConsentFacts, verb: str) -> Missing | None:
    """R16: an answer in person needs the person there."""
    return Missing("R16", "employee_not_there", "clinician") if facts.in_person and not facts.there else None


def said_when(facts: ConsentFacts, verb: str) -> Missing | None:
    """R18: what was said in a meeting that is entered later has its true time; else it is said now."""
    if facts.said_at is None:
        return None
    if facts.start_is_late and not facts.said_later:
        return Missing("R18", "say_when_said", "clinician")
    if facts.said_later and not facts.start_is_late:
        return Missing("R18", "said_now", "clinician")
    began = facts.started_at
    within = began and began <= facts.said_at <= min(facts.now, last_moment(Interval(began)))
    return None if within else Missing("R18", "not_in_the_meeting", "clinician")


RULES = {
    "R18-when": said_when,
    "R16-there": met_if("there", "R16", "not_both_in_room", "clinician"),
    "R11-chair": met_if("accepted_chair", "R11", "chair_not_accepted", "employee"),
    "R16-person": given_there,
    "R16-words": met_if("words", "R16", "answer_without_words", "clinician"),
    "R16-written": met_if("written", "R16", "item_without_words", "clinician"),
    "R16-shown": met_if("as_shown", "R16", "words_changed", "caller"),
    "R18-open": GOES_ON,
    "R15-called": met_if("called", "R15", "no_call_no_word", "clinician"),
    "R16-sayable": met_if("sayable", "R16", "not_granted_for_all", "employee"),
    "R16-unanswered": met_if("unanswered", "R16", "answered_already", "caller"),
    "R16-kept": met_if("unanswered", "R16", "answered_is_kept", "caller"),
}

_row = rows_of(MODEL)
_PROPOSED = {"whose": "clinician_proposes", "when": "nothing_to_propose"}
_ANSWERED = {"whose": "employee_answers", "when": "nothing_to_answer"}
_NO = ("R16-shown", "R16-person", "R16-words")

MOVES = (
    _row("create", ("clinician",), OPEN, **_PROPOSED),
    _row("write", ("clinician",), OPEN, rules=("R16-unanswered",), on_arguments=True, **_PROPOSED),
    _row("unlink", ("clinician",), OPEN, rules=("R16-kept",), **_PROPOSED),
    _row("grant", ("employee", "clinician"), OPEN, rules=("R16-written", *_NO), on_arguments=True, **_ANSWERED),
    _row("refuse", ("employee", "clinician"), OPEN, rules=_NO, on_arguments=True, **_ANSWERED),
    _row("withdraw", ("employee", "clinician"), OPEN, **_ANSWERED),
    _row(
        "disclose",
        ("chair",),
        ("in_session",),
        rules=("R15-called", "R11-chair", "R18-when", "R18-open", "R16-there", "R16-sayable"),
        whose="clinician_says",
        when="said_in_the_meeting",
    ),
)
NEXT = dict.fromkeys(OPEN, "disclose")
