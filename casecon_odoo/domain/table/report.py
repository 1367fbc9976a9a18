"""Reports: offered to the employee first, read by them, then released or withheld; or registered from outside (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..handover import can_have_been
from ..missing import Missing
from .rows import met_if, rows_of

MODEL = "casecon.report"


@dataclass(frozen=True)
class ReportFacts(RowFacts):
    """One report as one reader meets it."""

    model: ClassVar[str] = MODEL

    agreed: bool = False  # the employee, to the release
    agrees: bool = True  # what is being answered
    words: bool = True  # what the employee said is written down, or they answered by their login
    own_word: bool = True  # nobody puts another answer in the place of one that was given by login
    read: bool = False  # the employee has read it, or was handed it
    issued_at: datetime | None = None  # the beginning of the day on which it was issued
    handed_over_at: datetime | None = None


def read_first(facts: ReportFacts, verb: str) -> Missing | None:
    """R1: nobody agrees to the release of what they have not read; not to agree needs no reading."""
    if facts.read or (verb == "answer_offer" and not facts.agrees):
        return None
    return Missing("R1", "report_not_read", "employee") if facts.by_login else Missing("R1", "report_not_handed", "oh")


def handed_over(facts: ReportFacts, verb: str) -> Missing | None:
    """R1: a report is handed over on the day on which it was issued or later, and not in the future."""
    is_possible = can_have_been(facts.handed_over_at, facts.issued_at, facts.now)
    return None if is_possible else Missing("R1", "report_handed_when", "caller")


def not_read_yet(facts: ReportFacts, verb: str) -> Missing | None:
    """R1: the first time counts."""
    return Missing("R1", "report_is_read", "caller") if facts.read else None


RULES = {
    "R1-agreed": met_if("agreed", "R1", "release_not_agreed", "employee"),
    "R1-read": read_first,
    "R1-unread": not_read_yet,
    "R1-handed": handed_over,
    "R1-words": met_if("words", "R1", "release_without_words", "clinician"),
    "R1-own": met_if("own_word", "R1", "answered_by_login", "employee"),
}

_row = rows_of(MODEL)
_PASSED = {"whose": "clinician_of_report", "when": "not_with_report"}

MOVES = (
    _row("create", ("clinician",), (), "draft", whose="report_authors"),
    _row("register", ("hr", "oh_admin", "clinician"), (), "released", whose="report_registrars"),
    _row("issue", ("clinician",), ("draft",), "issued", **_PASSED),
    _row("offer", ("clinician",), ("issued",), "offered", **_PASSED),
    _row("confirm_read", ("employee",), ("offered",), before=("R1-unread",), whose="reads_own", when="not_offered"),
    _row(
        "record_handover",
        ("clinician", "oh_admin"),
        ("offered",),
        before=("R1-unread",),
        rules=("R1-handed",),
        on_arguments=True,
        whose="report_handed_over_by",
        when="not_offered",
    ),
    _row(
        "answer_offer",
        ("employee", "clinician"),
        ("offered",),
        before=("R1-own",),
        rules=("R1-read", "R1-words"),
        on_arguments=True,
        whose="clinician_of_report",
        when="not_offered",
    ),
    _row("release", ("clinician",), ("offered",), "released", rules=("R1-read", "R1-agreed"), **_PASSED),
    _row("withhold", ("clinician",), ("draft", "issued", "offered"), "withheld", **_PASSED),
)
NEXT = {"draft": "issue", "issued": "offer", "offered": "release"}
