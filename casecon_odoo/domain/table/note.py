"""Clinical notes: a draft is its author's, signing locks it, a correction is an addendum (R20)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from .rows import met_if, rows_of

MODEL = "casecon.note"


@dataclass(frozen=True)
class NoteFacts(RowFacts):
    """One note as one clinician meets it. `clinician`: of the note's service; `author`: who wrote it as well."""

    model: ClassVar[str] = MODEL

    written: bool = False
    in_error: bool = False
    employee_named: bool = True
    kind_is_drafted: bool = True
    same_employee: bool = True  # as the conference that it is about

    @property
    def right(self) -> bool:
        """Whether it is not marked as entered in error."""
        return not self.in_error


RULES = {
    "R20-employee": met_if("employee_named", "R20", "note_about_nobody", "caller"),
    "R20-kind": met_if("kind_is_drafted", "R20", "note_by_its_button", "caller"),
    "R20-same": met_if("same_employee", "R20", "note_about_another", "caller"),
    "R20-written": met_if("written", "R20", "nothing_to_sign", "caller"),
    "R20-once": met_if("right", "R20", "only_signed_is_marked", "caller"),
}

_row = rows_of(MODEL)

MOVES = (
    _row(
        "create",
        ("clinician",),
        (),
        "draft",
        rules=("R20-employee", "R20-kind", "R20-same"),
        on_arguments=True,
        whose="clinicians_write",
    ),
    _row("write", ("author",), ("draft",), whose="author_changes", when="author_changes"),
    _row("unlink", ("author",), ("draft",), whose="note_is_kept", when="note_is_kept"),
    _row(
        "sign",
        ("author",),
        ("draft",),
        "signed",
        rules=("R20-written",),
        whose="author_signs",
        when="author_signs",
    ),
    _row(
        "add_addendum",
        ("clinician",),
        ("signed",),
        whose="notes_are_clinicians",
        when="draft_is_changed",
    ),
    _row(
        "mark_error",
        ("clinician",),
        ("signed",),
        rules=("R20-once",),
        whose="notes_are_clinicians",
        when="only_signed_is_marked",
    ),
)
NEXT = {"draft": "sign"}
