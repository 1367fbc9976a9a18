"""Whose turn it is: what each reader of a conference is asked to do now, since when, and by when.

One list for everybody: the back end's *Waiting for me*, the portal and the emails ask `turns_of`. What is missing
before the next step comes from the gate's checklist (`gate.checklist`), and everything else from the facts below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .gate import ENDING
from .missing import Missing
from .states import AHEAD, BOOKED, DATED, OPEN

NEAR = timedelta(hours=12)  # so long before the start it is on the chair's list
NOW = timedelta(hours=1)  # a meeting that begins or began within it goes before everything else
A_DAY = timedelta(days=1)
BEFORE = (*AHEAD, "adjourned")
DESK = ("hr", "oh_admin")
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
# Rules of the checklist with a turn of their own below, or that are asked only when the meeting starts.
ELSEWHERE = frozenset({"not_told", "not_accepted", "waits_for_requester", "no_start", "start_is_past"})
AT_THE_START = frozenset({"R18", "R28"})


@dataclass(frozen=True)
class Case:
    """One conference as one reader meets it: booleans and times (naive UTC), never content.

    `mine_…` is about the reader's own invitation, actions and questions; `minutes` is "" where nothing is written.
    """

    state: str
    hats: frozenset[str]
    now: datetime
    missing: tuple[Missing, ...] = ()  # what the checklist misses
    # the request
    accepted: bool = False
    returned: bool = False
    asked_at: datetime | None = None
    returned_at: datetime | None = None
    accepted_at: datetime | None = None
    # the booking
    start: datetime | None = None
    stop: datetime | None = None
    booked_at: datetime | None = None
    told_at: datetime | None = None  # the employee
    understood: bool = False
    unacknowledged: int = 0
    cannot_come: bool = False  # somebody who is needed
    cannot_come_since: datetime | None = None
    not_reached: bool = False  # somebody whom no email reaches by itself
    not_reached_since: datetime | None = None
    represents_hr: bool = True  # somebody is named
    left: bool = False  # somebody who is needed
    left_since: datetime | None = None
    prepared: bool = False  # the pre-call is recorded, and known to the chair
    call_at: datetime | None = None  # the pre-call that is planned
    started_at: datetime | None = None
    ended_at: datetime | None = None
    # the reader's own
    mine_told_at: datetime | None = None
    mine_unanswered: bool = False
    mine_unread_policy: bool = False  # that nothing is recorded
    mine_open_items: int = 0  # of consent
    mine_actions: int = 0  # open ones
    mine_action_since: datetime | None = None
    mine_action_due: date | None = None
    mine_question_since: datetime | None = None
    # the record
    minutes: str = ""
    sent_at: datetime | None = None
    on_its_way: bool = True  # it has reached the employee, or an email is about to
    check_since: datetime | None = None
    check_until: datetime | None = None
    answered_at: datetime | None = None
    remarks: int = 0  # comments and statements of disagreement, since the text was sent
    flagged_since: datetime | None = None  # a flag on the text as it stands
    put_right_since: datetime | None = None  # a flag, and the text has changed since
    final_at: datetime | None = None
    overdue_since: date | None = None  # an action of somebody, while the conference is not closed
    # the end
    end_untold: bool = False  # to whom everything goes by letter


@dataclass(frozen=True)
class Turn:
    """What is asked: `code` names the words; `since` and `due` are naive UTC, None where not known or none."""

    code: str
    since: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True)
class Duty:
    """One row of the table: `when` it is the turn of who wears one of the hats `who`; any hat where `who` is empty."""

    code: str
    who: tuple[str, ...]
    when: Callable[[Case], bool]
    since: Callable[[Case], datetime | None]
    due: Callable[[Case], datetime | None] = lambda case: None


def _start(case: Case) -> datetime | None:
    return case.start


def _checked(case: Case) -> bool:
    return bool(case.answered_at) or bool(case.check_until and case.check_until <= case.now)


def _writes(case: Case, minutes: str) -> bool:
    return case.state == "held" and case.minutes == minutes and not case.flagged_since and not case.put_right_since


def _starts(case: Case) -> bool:
    near = bool(case.start) and case.start - NEAR <= case.now
    return near and (case.state in ("prepared", "adjourned") or (case.state == "scheduled" and case.start <= case.now))


def _of_day(day: date | None) -> datetime | None:
    return day and datetime.combine(day, time.min)


def _not_missing(case: Case) -> bool:
    """The desk can book: all that others have to supply is there."""
    return not any(item for item in case.missing if item.what not in ELSEWHERE and item.who != "booker")


TABLE: tuple[Duty, ...] = (
    # the request
    Duty(
        "accept",
        ("hr_triages", "oh_admin", "clinician"),
        lambda case: case.state == "requested" and not case.accepted and not case.returned,
        lambda case: case.asked_at,
    ),
    Duty(
        "answer_return",
        ("requester",),
        lambda case: case.state == "requested" and case.returned,
        lambda case: case.returned_at,
    ),
    Duty(
        "book",
        DESK,
        lambda case: case.state == "requested" and case.accepted and _not_missing(case),
        lambda case: case.accepted_at,
    ),
    # the booking
    Duty(
        "reach",
        DESK,
        lambda case: case.state in DATED and case.not_reached,
        lambda case: case.not_reached_since,
        _start,
    ),
    Duty(
        "cannot_come",
        (*DESK, "chair"),
        lambda case: case.state in DATED and case.cannot_come,
        lambda case: case.cannot_come_since,
        _start,
    ),
    Duty(
        "name_hr",
        ("hr",),
        lambda case: case.state in DATED and not case.represents_hr,
        lambda case: case.booked_at,
        _start,
    ),
    Duty("replace", (*DESK, "chair"), lambda case: case.state in ENDING and case.left, lambda case: case.left_since),
    # the employee, and each who is invited
    Duty(
        "understanding",
        ("employee",),
        lambda case: case.state in BEFORE and not case.understood,
        lambda case: case.told_at or case.asked_at,
        lambda case: case.start if case.state in DATED else None,
    ),
    Duty(
        "attendees",
        ("employee",),
        lambda case: case.state in BEFORE and bool(case.unacknowledged),
        lambda case: case.told_at,
        lambda case: case.start if case.state in DATED else None,
    ),
    Duty(
        "notice",
        ("employee",),
        lambda case: (
            case.state in DATED
            and case.told_at is not None
            and any(item.rule == "R3" and item.who == "employee" for item in case.missing)
        ),
        lambda case: case.told_at,
        _start,
    ),
    Duty(
        "answer",
        (),
        lambda case: case.state in DATED and case.mine_unanswered and case.mine_told_at is not None,
        lambda case: case.mine_told_at,
        _start,
    ),
    Duty(
        "consent",
        ("employee",),
        lambda case: case.state in OPEN and bool(case.mine_open_items),
        lambda case: case.told_at,
        lambda case: case.start if case.state in DATED else None,
    ),
    Duty(
        "recording",
        ("employee",),
        lambda case: case.state in BOOKED and case.mine_unread_policy,
        lambda case: case.told_at,
        _start,
    ),
    # the clinician who chairs
    Duty(
        "prepare",
        ("chair",),
        lambda case: case.state == "scheduled" and case.prepared and not _starts(case),
        lambda case: case.call_at or case.booked_at,
        _start,
    ),
    Duty("start", ("chair",), _starts, lambda case: case.start - NEAR, _start),
    Duty(
        "meeting", ("chair",), lambda case: case.state == "in_session", lambda case: case.started_at, lambda c: c.stop
    ),
    Duty(
        "question",
        (),
        lambda case: case.mine_question_since is not None,
        lambda case: case.mine_question_since,
    ),
    # the record
    Duty("write_minutes", ("hr",), lambda case: _writes(case, ""), lambda case: case.ended_at),
    Duty("send_minutes", ("hr",), lambda case: _writes(case, "draft"), lambda case: case.ended_at),
    Duty(
        "flagged",
        ("hr",),
        lambda case: case.state not in ("closed",) and case.flagged_since is not None,
        lambda case: case.flagged_since,
    ),
    Duty(
        "put_right",
        ("chair", "flagger"),
        lambda case: case.flagged_since is None and case.put_right_since is not None,
        lambda case: case.put_right_since,
    ),
    Duty(
        "hand_over_minutes",
        ("hr",),
        lambda case: case.minutes == "fact_check" and not case.on_its_way,
        lambda case: case.sent_at,
    ),
    Duty(
        "check",
        ("employee",),
        lambda case: case.minutes == "fact_check" and not _checked(case),
        lambda case: case.check_since or case.sent_at,
        lambda case: case.check_until,
    ),
    Duty(
        "read_remarks",
        ("hr",),
        lambda case: _writes(case, "fact_check") and _checked(case) and bool(case.remarks),
        lambda case: case.answered_at or case.check_until,
    ),
    Duty(
        "finalise",
        ("hr",),
        lambda case: _writes(case, "fact_check") and _checked(case) and not case.remarks,
        lambda case: case.answered_at or case.check_until,
    ),
    Duty("close", ("hr",), lambda case: _writes(case, "final"), lambda case: case.final_at),
    Duty(
        "action",
        (),
        lambda case: bool(case.mine_actions),
        lambda case: case.mine_action_since,
        lambda case: _of_day(case.mine_action_due),
    ),
    Duty(
        "overdue",
        ("hr",),
        lambda case: case.state == "held" and case.overdue_since is not None,
        lambda case: _of_day(case.overdue_since),
        lambda case: _of_day(case.overdue_since),
    ),
    Duty("end_letter", DESK, lambda case: case.end_untold, lambda case: None),
)
CODES = tuple(duty.code for duty in TABLE)
# What the checklist misses is a turn, too, of this code: `Missing.what`.
MISSING = (
    *("no_report", "old_report", "not_briefed", "no_agenda", "length_not_confirmed", "no_pre_call"),
    *("not_briefed_on_call", "registration_expired", "no_clinician", "no_mode", "no_place", "no_video_url"),
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


@dataclass(frozen=True)
class Guest:
    """Somebody who attends and cannot read the conference: a companion, an interpreter, a minute taker."""

    planned: bool  # it is booked, and neither over nor off
    unanswered: bool
    unread_policy: bool  # that nothing is recorded


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
        mine = case.hats.intersection(SUPPLIERS.get(item.who, ()))
        if mine and item.who != "employee" and item.what not in ELSEWHERE and item.rule not in AT_THE_START:
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
