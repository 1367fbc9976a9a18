"""R18, R24: who is there when a meeting begins, that it is paused, goes on and ends, or that it did not take place."""

from __future__ import annotations

from datetime import datetime, timedelta

from . import notice
from .facts import Facts
from .meeting import LONGEST_SITTING
from .missing import Missing

EARLY, PROMPT, ENTERED_LATE = timedelta(minutes=15), timedelta(hours=1), timedelta(days=7)
ATTEMPTS, ATTEMPTS_OVER, ATTEMPTS_WITHIN = 3, timedelta(minutes=15), timedelta(days=1)
NOT_BOTH = Missing("R18", "not_both_present", "clinician")


def employee_and_clinician(facts: Facts, verb: str) -> Missing | None:
    """R18: employee and clinician belong to every conference, and are there when it starts."""
    if verb == "start":
        return _start(facts)
    if verb == "end":
        return _end(facts)
    if verb == "adjourn":
        return None if facts.state == "adjourned" else _over(facts)
    if verb in ("pause", "private_word", "ask_for_break", "ask_for_word"):
        paused = None if facts.stands == "open" else Missing("R18", "meeting_is_paused", "clinician")
        return paused or _forgotten(facts)
    if verb == "resume":
        both = {"employee", "clinician"} <= (facts.present or set())
        return _forgotten(facts) if both else NOT_BOTH
    if verb == "take_chair":
        return _forgotten(facts) if facts.state == "in_session" else None
    if facts.attendee_role in ("employee", "clinician"):
        return Missing("R18", "cannot_do_without", "booker")
    return None


def on_hold(facts: Facts, verb: str) -> Missing | None:
    """R18: only what was paused goes on."""
    return None if facts.stands in ("paused", "private_word") else Missing("R18", "meeting_is_not_paused", "clinician")


def another_sitting(facts: Facts, verb: str) -> Missing | None:
    """R18: a meeting is adjourned while it goes on, or once its next sitting should have begun and did not."""
    if facts.state == "adjourned" and facts.booked_start and facts.now < facts.booked_start:
        return Missing("R18", "sitting_still_ahead", "booker")
    return None


def _forgotten(facts: Facts) -> Missing | None:
    """Nothing more happens now in a sitting that must have ended long ago."""
    began = facts.sitting_from
    return _too_long(began) if began and facts.now > began + LONGEST_SITTING else None


def _too_long(began: datetime) -> Missing:
    hours = int(LONGEST_SITTING.total_seconds() // 3600)
    return Missing("R18", "sitting_too_long", "clinician", {"began": began, "hours": hours})


def _end(facts: Facts) -> Missing | None:
    """What was adjourned, and does not go on, has ended when it was adjourned."""
    if facts.state != "adjourned":
        return _over(facts)
    as_adjourned = facts.ends_at and facts.ends_at == facts.sitting_until
    return None if as_adjourned else Missing("R18", "ended_when_adjourned", "clinician")


def _over(facts: Facts) -> Missing | None:
    """A sitting ends after all that happened in it; once it was forgotten for days, a lead clinician ends it."""
    began = facts.sitting_from or facts.started_at
    if not (facts.ends_at and began and began < facts.ends_at <= facts.now):
        return Missing("R18", "ends_wrongly", "clinician")
    if facts.last_event_at and facts.ends_at < facts.last_event_at:
        return Missing("R18", "ends_wrongly", "clinician")
    if facts.ends_at > max(began + LONGEST_SITTING, facts.last_event_at or began):
        return _too_long(began)
    forgotten = facts.now - began > ENTERED_LATE
    if "lead" in facts.hats and forgotten:
        return None
    if forgotten:
        return Missing("R18", "ended_too_late", "lead_clinician", {"days": ENTERED_LATE.days})
    return None if "chair" in facts.hats else Missing("R18", "chair_ends", "clinician")


def _start(facts: Facts) -> Missing | None:
    if facts.present is None:
        return None  # asked beforehand, when nobody is in the room yet
    if not {"employee", "clinician"} <= facts.present:
        return NOT_BOTH
    if facts.starts_at is None or facts.starts_at > facts.now:
        return Missing("R18", "start_in_future", "clinician")
    if facts.last_event_at and facts.starts_at < facts.last_event_at:
        return Missing("R18", "starts_before_adjourned", "clinician")
    if facts.start and facts.starts_at < facts.start - EARLY:
        return Missing("R18", "start_too_early", "clinician", {"minutes": int(EARLY.total_seconds() // 60)})
    if facts.now - facts.starts_at > ENTERED_LATE and "lead" not in facts.hats:
        return Missing("R18", "entered_too_late", "lead_clinician", {"days": ENTERED_LATE.days})
    days = [notice.local_time(at, facts.zone).date() for at in (facts.starts_at, facts.start or facts.starts_at)]
    another_day = days[0] != days[1]
    warns = another_day or facts.now - facts.starts_at > PROMPT or not {"hr", "manager"} <= facts.present
    return Missing("R18", "start_needs_reason", "clinician") if warns and not facts.reason_given else None


def ready_is_pressed(facts: Facts, verb: str) -> Missing | None:
    """R15, said beforehand: with all in place, the clinician still says that they are ready."""
    return Missing("R15", "ready_is_pressed", "clinician") if facts.state == "scheduled" else None


def start_from(facts: Facts, verb: str) -> Missing | None:
    """R18, said beforehand: from when on the start can be entered."""
    if facts.start is None or facts.start - EARLY <= facts.now:
        return None
    return Missing("R18", "start_from", "clinician", {"first": facts.start - EARLY})


def room_is_asked(facts: Facts, verb: str) -> Missing | None:
    """R18, said beforehand: the start asks who is in the room."""
    return Missing("R18", "room_is_asked", "clinician")


def recording_is_asked(facts: Facts, verb: str) -> Missing | None:
    """R28, said beforehand: of whom nobody knows yet that they know that nothing is recorded."""
    if not facts.recording_unknown:
        return None
    return Missing("R28", "recording_is_asked", "clinician", {"count": facts.recording_unknown})


def long_ago(facts: Facts, verb: str) -> Missing | None:
    """R18: somebody else than the chair enters a start only when it was forgotten for days."""
    forgotten = facts.booked_start is not None and facts.now - facts.booked_start > ENTERED_LATE
    return None if forgotten else Missing("R18", "chair_starts", "clinician")


def attempts_made(facts: Facts, verb: str) -> Missing | None:
    """R24: three attempts over fifteen minutes to reach the person, unless they had said so."""
    if facts.start is None or facts.start > facts.now:
        return Missing("R24", "start_still_ahead", "clinician")
    attempts = sorted(facts.attempts)
    if any(attempt > facts.now for attempt in attempts):
        return Missing("R24", "attempt_in_future", "clinician")
    first, last = facts.start - EARLY, facts.start + ATTEMPTS_WITHIN
    if any(not first <= attempt <= last for attempt in attempts):
        return Missing("R24", "attempt_out_of_time", "clinician", {"first": first, "last": last})
    if facts.had_said_so:
        return None
    if len(attempts) >= ATTEMPTS and attempts[-1] - attempts[0] >= ATTEMPTS_OVER:
        return None
    return Missing("R24", "too_few_attempts", "clinician")
