"""What is asked of a search for a time, and who takes part in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from .slot_people import Who

SWITCHED = ("manager", "hr", "companion")  # who may be made optional


class Lane(NamedTuple):
    """One person or room of a search, as screens and sentences need them."""

    key: str
    role: str
    who: Who
    required: bool
    can_switch: bool
    known: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for, after it was found well formed and allowed; of ids 0 is none, or any.

    `people`: (role, kind, id) of all but clinicians and rooms; `kind` as in `slot_people`. `window`: the first and the
    last date of what should be suggested first. `week`: the Monday of the week that is drawn; None: the week of the
    first time that is found. `present`: the start that is booked already, which is not offered, or None.
    """

    company_sudo: object
    employee_user_ids: frozenset
    people: tuple
    length: int
    mode: str
    earliest: datetime
    zone: str
    window: tuple = ()
    weeks: int = 6
    week: date | None = None
    conference_id: int = 0
    event_id: int = 0
    clinician_id: int = 0
    usual_clinician_id: int = 0
    room_id: int = 0
    usual_room_id: int = 0
    needs: tuple = ()
    optional: frozenset = frozenset()
    present: datetime | None = None
