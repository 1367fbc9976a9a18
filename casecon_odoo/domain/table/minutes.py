"""Minutes: HR or the minute taker drafts, the employee checks the facts, then they are final (R19, R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
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
    goes_on: bool = True  # the meeting is not paused, nor in a private word
    first: bool = True  # the conference has no other minutes
    written: bool = False
    answered: bool = False
    check_until: datetime | None = None
    waits_since: datetime | None = None  # the employee's login waits for OH [R31]
    login_off: bool = False  # it is known, and switched off
    open_flags: int = 0
    flagged: bool = False  # the paragraph that is named
    new_until: datetime | None = None


def time_to_check(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: the employee has answered, or their time is over; it stands still while their login waits (R31)."""
    if facts.answered or facts.check_until is None:
        return None
    if facts.check_until > facts.now:
        return Missing("R22", "check_goes_on", "employee")
    if facts.waits_since and facts.check_until > facts.waits_since:
        return Missing("R31", "check_login_off" if facts.login_off else "check_stands_still", "oh")
    return None


def only_longer(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: nobody takes time away from the employee."""
    ends_at = max(facts.check_until or facts.now, facts.now)
    return None if facts.new_until and facts.new_until > ends_at else Missing("R22", "check_only_longer", "caller")


def no_open_flag(facts: MinutesFacts, verb: str) -> Missing | None:
    """R22: what the clinician flagged as outside consent is settled first."""
    return Missing("R22", "open_flag", "clinician") if facts.open_flags else None


RULES = {
    "R18-open": GOES_ON,
    "R19-begun": met_if("begun", "R19", "no_minutes_before_start", "clinician"),
    "R22-open": met_if("is_open", "R22", "closed_without_minutes", "hr_or_oh"),
    "R22-one": met_if("first", "R22", "minutes_exist", "caller"),
    "R22-written": met_if("written", "R22", "nothing_written", "minutes_writer"),
    "R22-time": time_to_check,
    "R22-longer": only_longer,
    "R22-flags": no_open_flag,
    "R22-flagged": met_if("flagged", "R22", "no_such_flag", "caller"),
}

_row = rows_of(MODEL)
_WRITER = {"whose": "minutes_writers"}
_EMPLOYEE = {"whose": "employee_checks", "when": "not_with_minutes"}
_CLINICIAN = {"whose": "clinician_flags", "when": "not_with_minutes"}
_DRAFTED = {**_WRITER, "when": "not_with_minutes"}

MOVES = (
    _row("create", WRITERS, (), "draft", rules=("R19-begun", "R22-open", "R18-open", "R22-one"), **_WRITER),
    _row("write", WRITERS, ("draft", "fact_check"), rules=("R18-open",), **_WRITER, when="minutes_are_final"),
    _row("send_for_fact_check", WRITERS, ("draft",), "fact_check", rules=("R22-written",), **_DRAFTED),
    _row("comment", ("employee",), ("fact_check",), **_EMPLOYEE),
    _row("answer_fact_check", ("employee", "hr", "clinician"), ("fact_check",), **_EMPLOYEE),
    _row("extend_fact_check", WRITERS, ("fact_check",), rules=("R22-longer",), on_arguments=True, **_DRAFTED),
    _row("state_disagreement", ("employee",), ("fact_check", "final"), **_EMPLOYEE),
    _row("flag", ("clinician",), ("draft", "fact_check"), **_CLINICIAN),
    _row(
        "resolve_flag", ("clinician",), ("draft", "fact_check"), rules=("R22-flagged",), on_arguments=True, **_CLINICIAN
    ),
    _row(
        "finalise",
        WRITERS,
        ("fact_check",),
        "final",
        rules=("R22-written", "R22-time", "R22-flags"),
        **_DRAFTED,
    ),
    _row("add_addendum", WRITERS, ("final",), **_DRAFTED),
)
NEXT = {"draft": "send_for_fact_check", "fact_check": "finalise"}
