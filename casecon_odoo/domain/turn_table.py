"""The table of turns: what is asked, of whom, when, since when and by when. Read by `turns.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .gate import ENDING
from .states import AHEAD, BOOKED, DATED, OPEN
from .turn_facts import Case

NEAR = timedelta(hours=12)  # so long before the start it is on the chair's list
BEFORE = (*AHEAD, "adjourned")
DESK = ("hr", "oh_admin")
# Rules of the checklist with a turn of their own below.
ELSEWHERE = frozenset({"not_told", "not_accepted", "waits_for_requester", "no_start", "start_is_past"})


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
    Duty("hand_over_final", ("hr",), lambda case: case.final_untold, lambda case: case.final_at),
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
