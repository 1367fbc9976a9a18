"""Whose turn it is: what each reader of a conference is asked to do now, since when, and by when.

One list for everybody: the back end's *Waiting for me*, the portal and the emails ask `turns_of`. What is missing
before the next step comes from the gate's checklist (`gate.checklist`), everything else from the facts of
`turn_facts.py` by the table of `turn_table.py`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from .states import DATED
from .turn_facts import Case, Guest, Turn
from .turn_table import BEFORE, DESK, ELSEWHERE, NEAR, TABLE

__all__ = ["CODES", "DESK", "MISSING", "Case", "Guest", "Turn", "of_guest", "turns_of", "urgency"]

NOW = timedelta(hours=1)  # a meeting that begins or began within it goes before everything else
A_DAY = timedelta(days=1)
# Who can supply what the checklist misses.
SUPPLIERS = {
    "hr_or_oh": DESK,
    "booker": DESK,
    "employee": ("employee",),
    "requester": ("requester",),
    "clinician": ("chair",),
    "oh": ("oh_admin", "chair"),
    "lead_clinician": ("lead", "oh_admin"),
}
# Rules that are asked only when the meeting starts.
AT_THE_START = frozenset({"R18", "R28"})


CODES = tuple(duty.code for duty in TABLE)
# What the checklist misses is a turn, too, of this code: `Missing.what`.
MISSING = (
    *("no_report", "old_report", "not_briefed", "no_agenda", "length_not_confirmed", "no_pre_call"),
    *("not_briefed_on_call", "registration_expired", "no_clinician", "no_mode", "no_place", "no_video_url"),
    # of an employee without a login, through OH
    *("not_understood", "request_rewritten", "not_acknowledged"),
    *("notice_too_short", "notice_after_move", "notice_of_sitting"),
)


def turns_of(case: Case) -> tuple[Turn, ...]:
    """What the reader is asked now, the most pressing first.

    >>> from datetime import datetime
    >>> hr = Case("requested", frozenset({"hr", "hr_triages"}), datetime(2026, 6, 1, 9))
    >>> turns_of(hr)
    (Turn(code='accept', since=None, due=None),)
    """
    found = [
        Turn(duty.code, duty.since(case), duty.due(case))
        for duty in TABLE
        if (not duty.who or case.hats.intersection(duty.who)) and duty.when(case)
    ]
    found += _of_checklist(case)
    return tuple(sorted(found, key=lambda turn: urgency(turn, case.now)))


def of_guest(guest: Guest) -> tuple[str, ...]:
    """The codes of what a guest is asked.

    >>> of_guest(Guest(True, True, True)), of_guest(Guest(True, False, True)), of_guest(Guest(False, True, True))
    (('answer', 'recording'), ('recording',), ())
    """
    asked = (("answer", guest.unanswered), ("recording", guest.unread_policy))
    return tuple(code for code, is_asked in asked if guest.planned and is_asked)


def _of_checklist(case: Case) -> list[Turn]:
    """What the next step misses and the reader can supply, each once."""
    if case.state not in BEFORE or (case.state == "requested" and not case.accepted and "requester" not in case.hats):
        return []
    since = case.accepted_at or case.asked_at if case.state == "requested" else case.booked_at
    due = case.start if case.state in DATED else None
    turns = []
    for item in case.missing:
        through_oh = item.who == "employee" and not case.by_login
        mine = case.hats.intersection(("chair",) if through_oh else SUPPLIERS.get(item.who, ()))
        if (
            mine
            and (through_oh or item.who != "employee")
            and item.what not in ELSEWHERE
            and item.rule not in AT_THE_START
        ):
            call_at = case.call_at if item.what == "no_pre_call" else None
            turns.append(Turn(item.what, since, call_at or due))
    return turns


def urgency(turn: Turn, now: datetime) -> tuple:
    """How turns are ordered: what happens within the hour, then by when it is due.

    What has no time of its own is to be done within a day, and goes after what is due in the next hours.

    >>> from datetime import datetime
    >>> now, day = datetime(2026, 6, 15, 9), timedelta(days=1)
    >>> late, begins = Turn("action", due=now - 20 * day), Turn("start", due=now)
    >>> asked, next_week = Turn("accept", now - 9 * day), Turn("no_pre_call", due=now + 7 * day)
    >>> [turn.code for turn in sorted((next_week, asked, late, begins), key=lambda one: urgency(one, now))]
    ['start', 'action', 'accept', 'no_pre_call']
    """
    begins = turn.code == "start" and turn.due is not None and abs(turn.due - now) <= NOW
    due = turn.due or max((turn.since or now) + A_DAY, now + NEAR)
    return (turn.code != "meeting" and not begins, due, turn.since or now)
