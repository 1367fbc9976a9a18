"""A disclosure without consent: on record, never refused; the clinician says what was done about it (R27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..facts import RowFacts
from .rows import rows_of

MODEL = "casecon.disclosure"


@dataclass(frozen=True)
class DisclosureFacts(RowFacts):
    """One entry as one reader meets it; `state` is the conference's."""

    model: ClassVar[str] = MODEL


RULES: dict = {}
_row = rows_of(MODEL)
MOVES = (_row("explain", ("clinician",), (), whose="clinician_explains"),)
NEXT: dict[str, str] = {}
