"""R3: notice of the start, counted from the invitation; only the employee waives it."""

from __future__ import annotations

from datetime import timedelta

from . import notice
from .facts import Facts
from .handover import can_have_been
from .in_time import after_start
from .missing import Missing

FARTHEST_START = timedelta(days=731)


def enough_notice(facts: Facts, verb: str) -> Missing | None:
    """R3: notice of the start, counted from the invitation; only the employee waives it."""
    if verb == "waive_notice":
        return _waiver(facts)
    if verb == "record_handover":
        return _handover(facts)
    if verb == "keep_notice":
        return _kept(facts)
    if facts.start is None:
        return Missing("R3", "no_start", "booker")
    if verb in ("schedule", "move", "adjourn") and facts.start <= facts.now:
        return Missing("R3", "start_is_past", "booker")
    last = facts.now + FARTHEST_START
    if verb in ("schedule", "move", "adjourn") and facts.start > last:
        return Missing("R3", "start_too_far", "booker", {"last": last})
    if verb == "move" and facts.start == facts.booked_start:
        return Missing("R3", "same_start", "booker")
    if verb == "start" and facts.told_at is None:
        return Missing("R3", "not_told", "booker")  # a waiver does not replace being told
    covered = bool(facts.accepts_from and facts.accepts_from <= facts.start)
    late = after_start(facts, "R3", told=facts.told_at, waived=facts.waived_at) if verb == "start" and covered else None
    if covered and not late:
        return None
    earliest = earliest_allowed(facts, verb)
    if facts.start >= earliest:
        return None
    if late:
        return late
    kind, limits = kind_of_notice(facts, verb), facts.limits
    what = {"later": "notice_after_move", "adjourned": "notice_of_sitting"}.get(kind, "notice_too_short")
    days = limits.move_working_days if kind == "adjourned" else limits.notice_days
    return Missing("R3", what, "employee", {"earliest": earliest, "days": days})


def kind_of_notice(facts: Facts, verb: str) -> str:
    """`later`: only moved later, and the employee knew of the booking; `adjourned`: it has begun; else `full`."""
    if verb == "adjourn" or (verb == "move" and facts.state == "adjourned"):
        return "adjourned"
    if verb == "move":
        later = bool(facts.booked_start and facts.start and facts.start > facts.booked_start)
        return "later" if later and facts.first_told_at else "full"
    return facts.notice_kind if verb == "start" else "full"


def earliest_allowed(facts: Facts, verb: str):
    """The first start (naive UTC) that leaves enough notice, as `verb` has to count it."""
    limits = facts.limits
    told_at = facts.told_at if verb == "start" else facts.now + timedelta(hours=limits.margin_hours)
    if kind_of_notice(facts, verb) == "full":
        return notice.earliest_start(told_at, facts.zone, limits.notice_days)
    after_move = notice.earliest_after_move(told_at, facts.zone, facts.working_days, limits.move_working_days)
    if kind_of_notice(facts, verb) == "adjourned":
        return after_move
    first_told_at = facts.first_told_at or told_at
    return max(after_move, notice.earliest_start(first_told_at, facts.zone, limits.notice_days))


def _waiver(facts: Facts) -> Missing | None:
    """A waiver names the earliest start that it covers, never on a past date."""
    if facts.accepts_from is None:
        return Missing("R3", "waiver_without_start", "employee")
    said_at = facts.said_at or facts.now
    day, today = (notice.local_time(at, facts.zone).date() for at in (facts.accepts_from, said_at))
    if day < today:
        return Missing("R3", "waiver_is_past", "employee")
    last = facts.now + FARTHEST_START
    return None if facts.accepts_from <= last else Missing("R3", "start_too_far", "employee", {"last": last})


def _kept(facts: Facts) -> Missing | None:
    """In a sitting the employee takes back what they accepted in it, for the next one: of this one they had notice."""
    said_at = facts.said_at or facts.now
    if facts.state != "in_session" or facts.sitting_from is None or said_at < facts.sitting_from:
        return None
    fresh = facts.waived_at is not None and facts.waived_at >= facts.sitting_from
    return None if fresh else Missing("R3", "sitting_goes_on", "caller")


def _handover(facts: Facts) -> Missing | None:
    """A letter is handed over after the booking that it tells of, and not in the future."""
    if can_have_been(facts.handed_over_at, facts.booked_at, facts.now):
        return None
    early = facts.handed_over_at is not None and facts.handed_over_at <= facts.now
    return Missing("R3", "handover_before_booking" if early else "handover_in_future", "booker")


def end_letter_handed_over(facts: Facts, verb: str) -> Missing | None:
    """R24: the letter about the end is handed over after the booking, and not in the future."""
    is_possible = can_have_been(facts.handed_over_at, facts.booked_at, facts.now)
    return None if is_possible else Missing("R24", "end_letter_when", "booker")
