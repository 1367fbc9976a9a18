"""Who and what a search for a time is told about: the wish, the people, the pool of clinicians, the rooms.

All times are whole minutes from an origin that lies on the grid (an instant in UTC, so that a clock change is
nothing special); intervals are half-open. Minutes before the origin are negative.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .intervals import Block, Busy, Row

WEEK = 7 * 24 * 60
DEFAULT_WEEKS, MOST_WEEKS = 6, 26


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is looked for: a meeting of ``length`` minutes that begins in [``now``, ``horizon``).

    A start before ``now`` is past; one before ``earliest`` would be too short notice, which can be waived.
    Both may be off the grid. Diaries must be known until ``horizon + length`` and the buffers.
    ``half_days`` are the minutes at which a half day begins for who reads the suggestions, see
    ``local_days.half_days``; without, a half day is 12 hours from the origin.
    ``modes`` are the other modes that could be offered instead: whether each needs a room.
    ``present``: the start that is booked already, which is no other time; None where nothing is booked.

    >>> Wish(length=45).horizon == 6 * WEEK
    True
    >>> Wish(length=0)
    Traceback (most recent call last):
        ...
    ValueError: A meeting lasts a minute or more, not 0.
    """

    length: int
    earliest: int = 0
    horizon: int = DEFAULT_WEEKS * WEEK
    grid: int = 15
    needs_room: bool = False
    now: int = 0
    half_days: Sequence[int] = ()
    modes: Mapping[str, bool] = field(default_factory=dict)
    present: int | None = None

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError(f"A meeting lasts a minute or more, not {self.length}.")
        if self.grid < 1:
            raise ValueError(f"The grid is of a minute or more, not {self.grid}.")
        if not 0 <= self.horizon <= 2 * MOST_WEEKS * WEEK:
            raise ValueError(f"A search looks at most a year ahead, not {self.horizon} minutes.")


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a diary.

    ``busy``: (start, stop, soft), or rows (whose, start, stop, soft) of ``intervals.by_partner``; soft is a
    tentative answer, which refuses where ``tentative_blocks``. ``work``: when they work; None: not known, they
    are "unknown" where nothing else is. ``away``: leave, refuses where ``away_blocks``. Not ``known``: no diary
    here or a stale one: never "free" but "unknown", while what is known of it counts, as it does when it is
    booked. Who is not ``required`` refuses nothing.
    ``can_switch``: could be made optional, see ``Answer.remedies``.
    Give people with the same hours the same ``work`` and ``away`` object: it is turned into bits once.

    >>> Person(key="manager:4", busy=[(540, 600, False)], tentative_blocks=False).required
    True
    """

    key: str
    required: bool = True
    busy: Sequence[Busy | Row] = ()
    work: Sequence[Block] | None = None
    away: Sequence[Block] = ()
    away_blocks: bool = True
    tentative_blocks: bool = True
    known: bool = True
    can_switch: bool = False


@dataclass(frozen=True, kw_only=True)
class Clinician(Person):
    """Somebody of the pool; one of them is needed.

    The buffers ``before`` and ``after`` keep busy times away, and may lie outside of the working hours. A
    conference that has buffers of its own comes widened by them, as the database will want them apart too.
    ``day_limit``: conferences on one of their ``days``, 0 for no limit; ``booked``: how many each day has.
    ``days`` are the minutes at which their days begin, the first of them at the origin or before it, see
    ``local_days.midnights``; the keys of ``booked`` count from 0 along them, see ``local_days.day_of``.
    ``work`` is that of the mode asked for; ``modes``: the working hours in each other mode that they offer.
    ``offers``: they offer the mode at all. ``rank``: 0 is preferred most.

    >>> Clinician(key="clinician:2", rank=1).day_limit
    0
    """

    before: int = 0
    after: int = 0
    day_limit: int = 0
    booked: Mapping[int, int] = field(default_factory=dict)
    days: Sequence[int] = ()
    offers: bool = True
    rank: int = 0
    modes: Mapping[str, Sequence[Block] | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room; its busy times all count, ``work`` None is always open.

    >>> Room(key="room:1", busy=[(540, 600, False)]).work is None
    True
    """

    key: str
    busy: Sequence[Busy | Row] = ()
    work: Sequence[Block] | None = None
