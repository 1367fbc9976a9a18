"""Minutes: HR or the minute taker drafts, the employee checks the facts, then they are final (R19, R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..handover import can_have_been
from ..missing import Missing
from .rows import GOES_ON, met_if, rows_of

MODEL = "casecon.minutes"
WRITERS = ("hr", "minute_taker")


@dataclass(frozen=True)
class MinutesFacts(RowFacts):
    """One record of minutes as one reader meets it."""

    model: ClassVar[str] = MODEL

    begun: bool = False
    is_open: bool = True  # the conference is not closed
    ended: bool = True  # the meeting, and not only a sitting of it
    goes_on: bool = True  # the meeting is not paused, nor in a private word
    first: bool = True  # the conference has no other minutes
    written: bool = False
    answered: bool = False
    check_until: datetime | None = None
    waits_since: datetime | None = None  # the employee's login waits for OH [R31]
    login_off: bool = False  # it is known, and switched off
    delivered: bool = True  # what is to be checked has reached the employee
    answers: bool = True  # the reader answers as the employee, or for one who has no login
    waiting_since: datetime | None = None  # the oldest text that is to reach the employee and has not
    read: bool = True  # what was shown is the present text
    words: bool = True  # what the employee said is written down, or they answered by their login
    leaves_text: bool = True  # there is something to read after the change
    handed_over_at: datetime | None = None
    open_flags: int = 0
    flagged: bool = False  # the paragraph that is named
    new_until: datetime | None = None


def time_to_check(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: the employee has answered, or their time is over: it runs from delivery, and stands still while their login
    waits (R31).
    """
    if facts.answered:
        return None
    if not facts.delivered or facts.check_until is None:
        return Missing("R22", "check_not_delivered", "minutes_writer")
    if facts.check_until > facts.now:
        return Missing("R22", "check_goes_on", "employee")
    if facts.waits_since and facts.check_until > facts.waits_since:
        return Missing("R31", "check_login_off" if facts.login_off else "check_stands_still", "oh")
    return None


def only_longer(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: nobody takes time away from the employee."""
    ends_at = max(facts.check_until or facts.now, facts.now)
    return None if facts.new_until and facts.new_until > ends_at else Missing("R22", "check_only_longer", "caller")


def keeps_a_text(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: what was sent is changed, not emptied."""
    if facts.state == "draft" or facts.leaves_text:
        return None
    return Missing("R22", "nothing_written", "minutes_writer")


def handed_over(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: a letter is handed over after its text was written, and not in the future."""
    since = facts.waiting_since
    if since is None or can_have_been(facts.handed_over_at, since, facts.now):
        return None
    return Missing("R22", "handed_over_when", "caller", {"since": since})


def no_open_flag(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: what the clinician flagged as outside consent is settled first."""
    return Missing("R22", "open_flag", "clinician") if facts.open_flags else None


RULES = {
    "R18-open": GOES_ON,
    "R18-ended": met_if("ended", "R18", "minutes_wait_for_end", "clinician"),
    "R19-begun": met_if("begun", "R19", "no_minutes_before_start", "clinician"),
    "R22-open": met_if("is_open", "R22", "closed_without_minutes", "hr_or_oh"),
    "R22-one": met_if("first", "R22", "minutes_exist", "caller"),
    "R22-written": met_if("written", "R22", "nothing_written", "minutes_writer"),
    "R22-time": time_to_check,
    "R22-longer": only_longer,
    "R22-text": keeps_a_text,
    "R22-read": met_if("read", "R22", "text_has_changed", "caller"),
    "R22-login": met_if("answers", "R22", "answers_by_login", "employee"),
    "R22-words": met_if("words", "R22", "said_without_words", "caller"),
    "R22-waiting": met_if("waiting_since", "R22", "nothing_to_hand_over", "caller"),
    "R22-handed": handed_over,
    "R22-flags": no_open_flag,
    "R22-flagged": met_if("flagged", "R22", "no_such_flag", "caller"),
}

_row = rows_of(MODEL)
_WRITER = {"whose": "minutes_writers"}
_EMPLOYEE = {"whose": "employee_checks", "when": "not_with_minutes", "on_arguments": True}
_CLINICIAN = {"whose": "clinician_flags", "when": "not_with_minutes", "on_arguments": True}
_DRAFTED = {**_WRITER, "when": "not_with_minutes"}
_CHECKED, _UNSETTLED = ("fact_check",), ("draft", "fact_check")
_SAID = {"before": ("R22-login",), "rules": ("R22-read", "R22-words")}  # by the employee, or in their words

MOVES = (
    _row("create", WRITERS, (), "draft", rules=("R19-begun", "R22-open", "R18-open", "R22-one"), **_WRITER),
    _row(
        "write",
        WRITERS,
        _UNSETTLED,
        before=("R18-open",),
        rules=("R22-text",),
        on_arguments=True,
        **_WRITER,
        when="minutes_are_final",
    ),
    _row("send_for_fact_check", WRITERS, ("draft",), "fact_check", rules=("R18-ended", "R22-written"), **_DRAFTED),
    _row("comment", ("employee",), _CHECKED, rules=("R22-read",), **_EMPLOYEE),
    _row("answer_fact_check", ("employee", "clinician"), _CHECKED, **_SAID, **_EMPLOYEE),
    _row("extend_fact_check", WRITERS, _CHECKED, rules=("R22-longer",), on_arguments=True, **_DRAFTED),
    _row("state_disagreement", ("employee", "clinician"), ("fact_check", "final"), **_SAID, **_EMPLOYEE),
    _row("flag", ("clinician",), _UNSETTLED, rules=("R22-read",), **_CLINICIAN),
    _row("resolve_flag", ("clinician",), _UNSETTLED, rules=("R22-read", "R22-flagged"), **_CLINICIAN),
    _row(
        "record_handover",
        (*WRITERS, "clinician"),
        ("fact_check", "final"),
        before=("R22-waiting",),
        rules=("R22-handed",),
        on_arguments=True,
        whose="minutes_handed_over_by",
        when="not_with_minutes",
    ),
    _row(
        "finalise", WRITERS, _CHECKED, "final", rules=("R18-ended", "R22-written", "R22-time", "R22-flags"), **_DRAFTED
    ),
    _row("add_addendum", WRITERS, ("final",), **_DRAFTED),
)
NEXT = {"draft": "send_for_fact_check", "fact_check": "finalise"}
