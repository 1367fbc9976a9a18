"""What the gate is told about one conference: plain values, never content."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from .working_days import AskedLater, WorkingDays


@dataclass(frozen=True)
class Limits:
    """The numbers that a company sets; the defaults are those of the field."""

    notice_days: int = 7
    margin_hours: int = 2
    report_max_age_days: int = 90
    standard_minutes: int = 45
    move_working_days: int = 2
    companion_working_days: int = 5
    cutoff_working_days: int = 2
    fact_check_days: int = 5


@dataclass(frozen=True)
class Facts:
    """Facts of one conference as one reader meets it.

    Instants are naive UTC, dates are dates in `zone`, lengths are minutes.
    `hats` are the roles in which the reader may act, see `gate.TABLE`.
    """

    model: ClassVar[str] = "casecon.conference"

    state: str
    hats: frozenset[str]
    now: datetime
    zone: str = "UTC"
    by_login: bool = True  # the employee has a login by which they act; else they act through OH
    limits: Limits = field(default_factory=Limits)
    working_days: WorkingDays | AskedLater = field(default_factory=WorkingDays)
    # request and triage
    accepted: bool = False
    returned: bool = False
    briefed_on: date | None = None
    # the report it rests on
    report_released: bool = False
    report_age_days: int | None = None
    reason_for_old_report: bool = False
    # the booking, as proposed or as it stands
    start: datetime | None = None
    duration: int = 45
    confirmed_minutes: int = 0
    reason_for_length: bool = False
    mode: str = ""
    place: bool = False
    video_url: bool = False
    has_clinician: bool = False
    clinician_registered: bool = False
    agenda_items: int = 0
    # a move
    booked_at: datetime | None = None
    booked_start: datetime | None = None
    first_told_at: datetime | None = None  # since the booking, or the last move to an earlier start
    # notice and understanding; of what had to be there before the start, `…_at` is when it happened
    said_at: datetime | None = None  # what is being recorded
    waived_at: datetime | None = None
    understood_at: datetime | None = None
    notice_kind: str = "full"
    told_at: datetime | None = None
    handed_over_at: datetime | None = None
    accepts_from: datetime | None = None
    understood: bool = False
    request_rewritten: bool = False  # after the employee had confirmed it
    read_wording: bool = True  # what the employee read is the present one
    read_request: bool = True
    # the meeting
    pre_call_recorded: bool = False
    prepared_at: datetime | None = None  # when the chair made the call, or was briefed on it
    call_of_colleague: bool = False  # a pre-call was made, and the chair was not briefed on it
    called_at: datetime | None = None  # the call that is being recorded
    call_minutes: int = 0
    call_known: bool = False  # one that was made then is recorded
    stands: str = ""  # in the meeting: "open", "paused", "private_word"
    last_event_at: datetime | None = None  # the last thing that happened in the meeting
    sitting_from: datetime | None = None  # of the present sitting, or the last one
    sitting_until: datetime | None = None
    present: frozenset[str] | None = None
    starts_at: datetime | None = None
    started_at: datetime | None = None
    ends_at: datetime | None = None
    reason_given: bool = False
    recording_unacknowledged: int = 0  # of those present
    recording_unknown: int = 0  # of all who attend
    # afterwards
    minutes_final: bool = False
    why_no_minutes: bool = False
    says_why_no_minutes: bool = False  # whether a reason is given, wherever there are minutes
    attempts: tuple[datetime, ...] = ()
    had_said_so: bool = False
    followed: bool = False  # a next one was asked for, and was neither refused nor called off
    # people
    unacknowledged: int = 0
    # all who are to be acknowledged were on the list that was shown; None: no list was given
    read_list: bool | None = True
    acknowledged_at: datetime | None = None  # the last time, of those who had to be
    companion_cannot: bool = False
    attendee_role: str = ""
    names_the_employee: bool = False
    asked_away: bool = False  # a manager instead of whom the employee asked for another
    conflicts: tuple[str, ...] = ()  # names of `seats.CONFLICTS`, of those that nobody at OH accepted
    left: tuple[str, ...] = ()  # roles whose person is there no more
    person_named: bool = True
    sits_there: bool = False  # who is to take a seat has it already


@dataclass(frozen=True)
class RowFacts:
    """What the gate is told about a row that hangs on a conference; each file of `table/` adds what its rules ask.

    `state` is the row's own, or the conference's where the row has none.
    """

    model: ClassVar[str] = ""

    state: str
    hats: frozenset[str]
    now: datetime
    zone: str = "UTC"
    by_login: bool = True  # as for a conference
