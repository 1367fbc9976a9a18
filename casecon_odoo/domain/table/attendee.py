"""Attendees: who answers the invitation, who is in the room, who knows that nothing is recorded (R16, R28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..missing import Missing
from .rows import met_if, rows_of

MODEL = "casecon.attendee"
ANSWERED = ("scheduled", "prepared")


@dataclass(frozen=True)
class AttendeeFacts(RowFacts):
    """One row of somebody who attends; `state` is the conference's, `self` the hat of whoever holds the seat."""

    model: ClassVar[str] = MODEL

    attends: bool = True  # not removed
    started_at: datetime | None = None
    present_from: datetime | None = None
    present_until: datetime | None = None
    at: datetime | None = None  # when they came or went
    proposed: datetime | None = None


def in_the_meeting(facts: AttendeeFacts, verb: str) -> Missing | None:
    """Nobody comes or goes before the start, nor in the future."""
    ok = facts.at and facts.started_at and facts.started_at <= facts.at <= facts.now
    return None if ok else Missing("R18", "not_in_the_meeting", "clinician")


def in_the_room(facts: AttendeeFacts, verb: str) -> Missing | None:
    """Who is in the room cannot come in, and who is not cannot leave."""
    inside = bool(facts.present_from and not facts.present_until)
    if verb == "enter":
        return Missing("R18", "in_the_room_already", "clinician") if inside else None
    left = inside and facts.at and facts.at >= facts.present_from
    return None if left else Missing("R18", "not_in_the_room", "clinician")


def still_ahead(facts: AttendeeFacts, verb: str) -> Missing | None:
    """A time that is asked for is not past."""
    return None if facts.proposed and facts.proposed > facts.now else Missing("", "proposed_is_past", "caller")


RULES = {
    "R18-attends": met_if("attends", "R18", "attends_no_more", "caller"),
    "R18-time": in_the_meeting,
    "R18-room": in_the_room,
    "still_ahead": still_ahead,
}

_row = rows_of(MODEL)
_OWN = {"whose": "own_invitations", "when": "not_answered_now"}
_ROOM = {
    "before": ("R18-attends",),
    "rules": ("R18-time", "R18-room"),
    "on_arguments": True,
    "whose": "clinician_records_room",
    "when": "not_in_session",
}

MOVES = (
    _row("answer", ("self",), ANSWERED, **_OWN),
    _row("propose", ("self",), ANSWERED, rules=("still_ahead",), on_arguments=True, **_OWN),
    _row("enter", ("clinician",), ("in_session",), **_ROOM),
    _row("leave", ("clinician",), ("in_session",), **_ROOM),
    _row(
        "acknowledge_recording",
        ("self", "clinician"),
        (*ANSWERED, "in_session"),
        rules=("R18-attends",),
        whose="acknowledges_own",
        when="nothing_to_acknowledge",
    ),
)
NEXT: dict[str, str] = {}
