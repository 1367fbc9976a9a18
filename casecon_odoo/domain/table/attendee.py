"""Attendees: who answers the invitation, who is in the room, who knows that nothing is recorded (R16, R28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..facts import RowFacts
from ..meeting import Interval, last_moment
from ..missing import Missing
from ..states import BOOKED, DATED
from .rows import met_if, rows_of

MODEL = "casecon.attendee"


@dataclass(frozen=True)
class AttendeeFacts(RowFacts):
    """One row of somebody who attends; `state` is the conference's, `self` the hat of whoever holds the seat."""

    model: ClassVar[str] = MODEL

    attends: bool = True  # not removed
    booked_start: datetime | None = None
    sittings: tuple[Interval, ...] = ()  # of the meeting
    intervals: tuple[Interval, ...] = ()  # in the room until now
    is_open: bool = True  # the meeting is not paused, nor in a private word
    at: datetime | None = None  # when they came or went
    until: datetime | None = None
    proposed: datetime | None = None


def in_the_meeting(facts: AttendeeFacts, verb: str) -> Missing | None:
    """R18: nobody comes or goes before the start, after the end, between two sittings, or in the future."""
    last = facts.until if verb == "was_present" else facts.at
    ok = facts.at and last and (verb != "was_present" or facts.at < last)
    within = [one for one in facts.sittings if ok and one.start <= facts.at and last <= last_moment(one)]
    return None if within and last <= facts.now else Missing("R18", "not_in_the_meeting", "clinician")


def in_the_room(facts: AttendeeFacts, verb: str) -> Missing | None:
    """R18: who is in the room cannot come in, and who is not cannot leave; no interval is rewritten."""
    last = facts.intervals[-1] if facts.intervals else None
    inside = last is not None and last.stop is None
    if verb == "leave":
        left = inside and facts.at and facts.at >= last.start
        return None if left else Missing("R18", "not_in_the_room", "clinician")
    new = Interval(facts.at, facts.until) if facts.at else None
    meets = (inside and verb == "enter") or bool(new and any(new.meets(one) for one in facts.intervals))
    return Missing("R18", "in_the_room_already", "clinician") if meets else None


def goes_on(facts: AttendeeFacts, verb: str) -> Missing | None:
    """R18: in a pause or a private word nobody comes in: going on asks who is there."""
    return None if facts.is_open else Missing("R18", "meeting_is_paused", "clinician")


def still_ahead(facts: AttendeeFacts, verb: str) -> Missing | None:
    """A time that is asked for is not past."""
    return None if facts.proposed and facts.proposed > facts.now else Missing("", "proposed_is_past", "caller")


def before_the_start(facts: AttendeeFacts, verb: str) -> Missing | None:
    """R33: from the booked start on nobody answers, or asks for another time."""
    begun = facts.booked_start is not None and facts.booked_start <= facts.now
    return Missing("R33", "already_begun", "clinician") if begun else None


RULES = {
    "R33-ahead": before_the_start,
    "R18-attends": met_if("attends", "R18", "attends_no_more", "caller"),
    "R18-time": in_the_meeting,
    "R18-room": in_the_room,
    "R18-open": goes_on,
    "still_ahead": still_ahead,
}

_row = rows_of(MODEL)
_OWN = {"whose": "own_invitations", "when": "not_answered_now"}
_ROOM = {"on_arguments": True, "whose": "clinician_records_room", "when": "not_in_session"}

MOVES = (
    _row("answer", ("self",), DATED, before=("R33-ahead",), **_OWN),
    _row("propose", ("self",), DATED, before=("R33-ahead",), rules=("still_ahead",), on_arguments=True, **_OWN),
    _row(
        "enter",
        ("chair",),
        ("in_session",),
        before=("R18-attends", "R18-open"),
        rules=("R18-time", "R18-room"),
        **_ROOM,
    ),
    _row("leave", ("chair",), ("in_session",), rules=("R18-time", "R18-room"), **_ROOM),
    _row("was_present", ("chair",), ("in_session", "adjourned", "held"), rules=("R18-time", "R18-room"), **_ROOM),
    _row(
        "acknowledge_recording",
        ("self", "clinician"),
        BOOKED,
        rules=("R18-attends",),
        whose="acknowledges_own",
        when="nothing_to_acknowledge",
    ),
)
NEXT: dict[str, str] = {}
