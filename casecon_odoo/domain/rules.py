"""The rules R1 to R33 as far as a move asks them: one predicate for one rule.

A predicate answers None (met) or `Missing`: what is missing and who can supply it. Sentences for people
are made from these words in `models/conference/sentences.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from . import notice
from .facts import Facts
from .in_time import after_start
from .missing import Missing
from .rules_meeting import (
    another_sitting,
    attempts_made,
    employee_and_clinician,
    long_ago,
    on_hold,
    ready_is_pressed,
    recording_is_asked,
    room_is_asked,
    start_from,
)
from .rules_notice import end_letter_handed_over, enough_notice
from .states import DATED

SHORTEST, LONGEST = 15, 90
LONGEST_CALL = 120  # minutes


def released_report(facts: Facts, verb: str) -> Missing | None:
    """R1: a written report for this employee and company is released to the employer."""
    return None if facts.report_released else Missing("R1", "no_report", "hr_or_oh")


def recent_report(facts: Facts, verb: str) -> Missing | None:
    """R2: a report older than the limit needs a recorded reason."""
    limit = facts.limits.report_max_age_days
    if facts.report_age_days is None or facts.report_age_days <= limit or facts.reason_for_old_report:
        return None
    return Missing("R2", "old_report", "booker", {"age": facts.report_age_days, "limit": limit})


def allowed_length(facts: Facts, verb: str) -> Missing | None:
    """R4: the standard length; longer only as asked for with a reason and confirmed as complex."""
    if not SHORTEST <= facts.duration <= LONGEST:
        return Missing("R4", "length_out_of_range", "booker", {"shortest": SHORTEST, "longest": LONGEST})
    if facts.duration <= facts.limits.standard_minutes or verb == "mark_complex":
        return None
    if verb == "create":
        asked = facts.reason_for_length or facts.duration <= facts.confirmed_minutes
        return None if asked else Missing("R4", "length_without_reason", "requester")
    if facts.duration <= facts.confirmed_minutes:
        return None
    return Missing("R4", "length_not_confirmed", "clinician", {"standard": facts.limits.standard_minutes})


def nothing_predetermined(facts: Facts, verb: str) -> Missing | None:
    """R5: there is no field for a wanted outcome; a test walks the fields. Nothing to ask of a move."""
    return None


def accepted_request(facts: Facts, verb: str) -> Missing | None:
    """R6: a line manager's request (HR's too, by setting) is accepted before it is booked."""
    if facts.accepted:
        return None
    if facts.returned:
        return Missing("R6", "waits_for_requester", "requester")
    return Missing("R6", "not_accepted", "triage")


def briefed_and_understood(facts: Facts, verb: str) -> Missing | None:
    """R7: the requester's attestation before booking, the employee's own confirmation before the start."""
    if verb == "start":
        missing = "request_rewritten" if facts.request_rewritten else "not_understood"
        if not facts.understood:
            return Missing("R7", missing, "employee")
        return after_start(facts, "R7", understood=facts.understood_at)
    if verb == "confirm_understanding":
        read = {"wording_changed": facts.read_wording, "request_changed": facts.read_request}
        return next((Missing("R7", what, "caller") for what, is_present in read.items() if not is_present), None)
    if facts.briefed_on is None:
        return Missing("R7", "not_briefed", "requester")
    if verb == "attest_briefing" and facts.briefed_on > notice.local_time(facts.now, facts.zone).date():
        return Missing("R7", "briefed_in_future", "requester")
    return None


def agenda_written(facts: Facts, verb: str) -> Missing | None:
    """R9: the invitation carries purpose and agenda, so there is one before it goes out."""
    return None if facts.agenda_items else Missing("R9", "no_agenda", "booker")


def attendees_known(facts: Facts, verb: str) -> Missing | None:
    """R11: whoever was added after the invitation is acknowledged by the employee before the start."""
    if verb == "add_attendee":
        return None if facts.person_named else Missing("R11", "nobody_named", "booker")
    if verb == "acknowledge_attendees" and facts.read_list is None:
        return Missing("R11", "no_list", "caller")
    if verb == "acknowledge_attendees":
        return None if facts.read_list else Missing("R11", "list_changed", "caller")
    if facts.unacknowledged:
        return Missing("R11", "not_acknowledged", "employee")
    return after_start(facts, "R11", acknowledged=facts.acknowledged_at)


def another_manager(facts: Facts, verb: str) -> Missing | None:
    """R12: the manager who attends is named, is not the employee, and not one whom the employee asked to replace."""
    if facts.asked_away:
        return Missing("R12", "manager_asked_away", "employee")
    if verb == "add_attendee":
        return None
    if not facts.person_named:
        return Missing("R12", "no_manager_named", "caller")
    return Missing("R12", "manager_is_employee", "caller") if facts.names_the_employee else None


def companion_of_the_employee(facts: Facts, verb: str) -> Missing | None:
    """R13: one companion, named and removed by the employee alone."""
    if verb in ("set_companion", "invite_companion", "answer_for_companion"):
        return None if facts.person_named else Missing("R13", "no_companion_named", "employee")
    if facts.attendee_role == "companion":
        return Missing("R13", "companion_is_the_employees", "employee")
    return None


def companion_can_come(facts: Facts, verb: str) -> Missing | None:
    """R14, which only warns: the companion can make it, or new dates are offered."""
    if not facts.companion_cannot or facts.start is None or facts.start <= facts.now:
        return None
    booked_on = notice.local_time(facts.start, facts.zone).date()
    first, last = facts.working_days.window(booked_on, facts.limits.companion_working_days)
    return Missing("R14", "companion_cannot", "booker", {"first": first, "last": last})


def pre_call_recorded(facts: Facts, verb: str) -> Missing | None:
    """R15: the pre-call with the present clinician is recorded, whatever came of it, and after it was made."""
    if verb == "record_pre_call":
        made = facts.called_at and facts.called_at <= facts.now and 0 <= facts.call_minutes <= LONGEST_CALL
        if not made:
            return Missing("R15", "call_as_it_was", "clinician")
        return Missing("R15", "call_is_recorded", "clinician") if facts.call_known else None
    if verb == "confirm_briefed":
        return None if facts.call_of_colleague else Missing("R15", "no_call_to_be_briefed_on", "clinician")
    if facts.call_of_colleague and not facts.pre_call_recorded:
        return Missing("R15", "not_briefed_on_call", "clinician")
    if not facts.pre_call_recorded:
        return Missing("R15", "no_pre_call", "clinician")
    return after_start(facts, "R15", prepared=facts.prepared_at)


def recording_acknowledged(facts: Facts, verb: str) -> Missing | None:
    """R28: everybody present knows that nothing is recorded; else a reason is."""
    if not facts.recording_unacknowledged or facts.reason_given or facts.present is None:
        return None
    return Missing("R28", "recording_unacknowledged", "clinician")


def minutes_settled(facts: Facts, verb: str) -> Missing | None:
    """R22: the minutes are final, or it is recorded why there are none; never both."""
    if facts.minutes_final and facts.says_why_no_minutes:
        return Missing("R22", "final_and_why_none", "caller")
    return None if facts.minutes_final or facts.why_no_minutes else Missing("R22", "no_final_minutes", "booker")


def booking_complete(facts: Facts, verb: str) -> Missing | None:
    """A booking names a clinician, how people meet, and the place or the link. No rule of its own."""
    checks = (
        (facts.has_clinician, "no_clinician", "booker"),
        (facts.mode, "no_mode", "booker"),
        (facts.place or facts.mode == "virtual", "no_place", "booker"),
        (facts.video_url or facts.mode == "in_person", "no_video_url", "booker"),
    )
    return next((Missing("", what, who) for met, what, who in checks if not met), None)


def another_chair(facts: Facts, verb: str) -> Missing | None:
    """R18: whoever chairs does not take the chair."""
    return Missing("R18", "chairs_already", "caller") if "chair" in facts.hats else None


def somebody_else(facts: Facts, verb: str) -> Missing | None:
    """Who is replaced is replaced by another person: by the same one, nothing is begun again. No rule of its own."""
    return Missing("", "sits_there", "caller") if facts.sits_there else None


def registered(facts: Facts, verb: str) -> Missing | None:
    """R18: the registration of whoever chairs is valid on the day of the meeting."""
    if facts.clinician_registered or not facts.has_clinician:
        return None
    return Missing("R18", "registration_expired", "lead_clinician")


def no_conflict(facts: Facts, verb: str) -> Missing | None:
    """R32: one person, one seat, and no conflict of interest; or OH recorded why it is acceptable."""
    if verb == "accept_conflict":
        return None if facts.conflicts else Missing("R32", "no_conflict", "caller")
    return Missing("R32", facts.conflicts[0], "oh") if facts.conflicts else None


def still_ahead(facts: Facts, verb: str) -> Missing | None:
    """R33: from the booked start on, the clinician enters the start, or that it did not take place.

    What the employee said before, and is recorded later, was said in time.
    """
    booked = facts.state in DATED and facts.booked_start is not None
    if not booked or (facts.said_at or facts.now) < facts.booked_start:
        return None
    return Missing("R33", "sitting_begun" if facts.state == "adjourned" else "already_begun", "clinician")


def still_there(facts: Facts, verb: str) -> Missing | None:
    """Nobody who has left is put into a case conference. No rule of its own."""
    return Missing("", f"{facts.left[0]}_left", "booker") if facts.left else None


def nothing_follows(facts: Facts, verb: str) -> Missing | None:
    """A conference is followed by one other. No rule of its own."""
    return Missing("", "is_followed", "caller") if facts.followed else None


PREDICATES: dict[str, Callable[[Facts, str], Missing | None]] = {
    "R1": released_report,
    "R2": recent_report,
    "R3": enough_notice,
    "R4": allowed_length,
    "R5": nothing_predetermined,
    "R6": accepted_request,
    "R7": briefed_and_understood,
    "R9": agenda_written,
    "R11": attendees_known,
    "R12": another_manager,
    "R13": companion_of_the_employee,
    "R14": companion_can_come,
    "R15": pre_call_recorded,
    "R18": employee_and_clinician,
    "R22": minutes_settled,
    "R24": attempts_made,
    "R28": recording_acknowledged,
    "R32": no_conflict,
    "R33": still_ahead,
    "booking": booking_complete,
    "end_letter": end_letter_handed_over,
    "on_hold": on_hold,
    "sitting": another_sitting,
    "another_chair": another_chair,
    "somebody_else": somebody_else,
    "forgotten": long_ago,
    "registered": registered,
    "people": still_there,
    "next": nothing_follows,
    "start-ready": ready_is_pressed,
    "start-time": start_from,
    "start-room": room_is_asked,
    "start-recording": recording_is_asked,
}
