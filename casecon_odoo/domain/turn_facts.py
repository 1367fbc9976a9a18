"""What is known of a conference where it is asked whose turn it is: see `turns.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .missing import Missing


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
    by_login: bool = True  # the employee acts by a login; else OH records what they say
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
    final_untold: bool = False  # final minutes have not reached the employee, and no email is about to bring them
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
class Guest:
    """Somebody who attends and cannot read the conference: a companion, an interpreter, a minute taker."""

    planned: bool  # it is booked, and neither over nor off
    unanswered: bool
    unread_policy: bool  # that nothing is recorded
