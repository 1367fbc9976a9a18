"""Reports: offered to the employee first, then released or withheld; or registered from outside (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from .rows import met_if, rows_of

MODEL = "casecon.report"


@dataclass(frozen=True)
class ReportFacts(RowFacts):
    """One report as one reader meets it."""

    model: ClassVar[str] = MODEL

    agreed: bool = False  # the employee, to the release
    words: bool = True  # what the employee said is written down, or they answered by their login
    own_word: bool = True  # nobody puts another answer in the place of one that was given by login


RULES = {
    "R1-agreed": met_if("agreed", "R1", "release_not_agreed", "employee"),
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
    _row(
        "answer_offer",
        ("employee", "clinician"),
        ("offered",),
        before=("R1-own",),
        rules=("R1-words",),
        on_arguments=True,
        whose="clinician_of_report",
        when="not_offered",
    ),
    _row("release", ("clinician",), ("offered",), "released", rules=("R1-agreed",), **_PASSED),
    _row("withhold", ("clinician",), ("draft", "issued", "offered"), "withheld", **_PASSED),
)
NEXT = {"draft": "issue", "issued": "offer", "offered": "release"}
