"""What happened in a meeting, told as events that are only ever added: sittings, pauses, and who was in the room (R18).

A conference has one or more sittings. In a pause nothing is said or decided; in a private word the employee, whom they
brought and the clinician are alone, and the others wait outside. Whoever leaves and comes back has two intervals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_SITTING = timedelta(hours=12)  # what is open for longer was forgotten: nobody sits for days
STANDS = {
    "started": "open",
    "resumed": "open",
    "paused": "paused",
    "private_word": "private_word",
    "adjourned": "adjourned",
    "missed": "adjourned",
    "ended": "ended",
}
WISHES = {"break_asked": "paused", "word_asked": "private_word"}  # what is asked for, and what grants it


@dataclass(frozen=True, order=True)
class Event:
    """Something that happened at `at` (naive UTC). `number` is the order of entering; `who` an attendee, or 0."""

    at: datetime
    number: int
    kind: str
    who: int = 0


@dataclass(frozen=True)
class Interval:
    """From `start` until `stop`, half-open; `stop` None: still there."""

    start: datetime
    stop: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether `at` lies within.

        >>> Interval(datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)).holds(datetime(2026, 6, 1, 10))
        False
        """
        return self.start <= at and (self.stop is None or at < self.stop)

    def meets(self, other: "Interval") -> bool:
        """Whether both have a moment in common.

        >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
        >>> Interval(nine, ten).meets(Interval(ten)), Interval(nine).meets(Interval(ten))
        (False, True)
        """
        return (self.stop is None or other.start < self.stop) and (other.stop is None or self.start < other.stop)


def last_moment(sitting: Interval) -> datetime:
    """Until when something can have happened in a sitting; of one that nobody ended, while people can still be there.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> last_moment(Interval(nine, ten)).hour, last_moment(Interval(nine)).hour
    (10, 21)
    """
    return sitting.stop or sitting.start + LONGEST_SITTING


def standing(events: Iterable[Event]) -> str:
    """How the meeting stands after `events`: one of the values of `STANDS`, or "" before the start.

    >>> nine = datetime(2026, 6, 1, 9)
    >>> standing([Event(nine, 1, "started"), Event(nine, 2, "came", 7), Event(nine, 3, "paused")])
    'paused'
    >>> standing([])
    ''
    """
    last = max((event for event in events if event.kind in STANDS), default=None)
    return STANDS[last.kind] if last else ""


def room(events: Iterable[Event]) -> dict[int, list[Interval]]:
    """The intervals of each attendee in the room, in order.

    >>> nine, ten, eleven = (datetime(2026, 6, 1, hour) for hour in (9, 10, 11))
    >>> told = [Event(nine, 1, "came", 7), Event(ten, 2, "left", 7), Event(eleven, 3, "came", 7)]
    >>> [(one.start.hour, one.stop and one.stop.hour) for one in room(told)[7]]
    [(9, 10), (11, None)]
    """
    turns = [event for event in events if event.kind in ("came", "left")]
    return {who: _intervals([event for event in turns if event.who == who]) for who in {turn.who for turn in turns}}


def _intervals(turns: list[Event]) -> list[Interval]:
    """The intervals of one attendee. Of what happened at one moment the order is the one that makes sense."""
    found: list[Interval] = []
    for turn in sorted(turns):
        if found and found[-1].stop is None:
            found[-1] = Interval(found[-1].start, turn.at)
        else:
            found.append(Interval(turn.at))
    return [one for one in found if one.start != one.stop]


def in_room(events: Iterable[Event], at: datetime | None = None) -> frozenset[int]:
    """Who is in the room at `at`, or now without it.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> told = [Event(nine, 1, "came", 7), Event(nine, 2, "came", 8), Event(ten, 3, "left", 7)]
    >>> sorted(in_room(told, nine)), sorted(in_room(told))
    ([7, 8], [8])
    """
    found = room(events)
    if at is None:
        return frozenset(who for who, intervals in found.items() if intervals and intervals[-1].stop is None)
    return frozenset(who for who, intervals in found.items() if any(one.holds(at) for one in intervals))


def sittings(events: Iterable[Event]) -> list[Interval]:
    """The sittings of a meeting, in order; the last one may go on.

    >>> nine, ten, eleven = (datetime(2026, 6, 1, hour) for hour in (9, 10, 11))
    >>> told = [Event(nine, 1, "started"), Event(ten, 2, "adjourned"), Event(eleven, 3, "started")]
    >>> [(one.start.hour, one.stop and one.stop.hour) for one in sittings(told)]
    [(9, 10), (11, None)]
    """
    found: list[Interval] = []
    for event in sorted(events):
        goes_on = bool(found) and found[-1].stop is None
        if event.kind == "started" and not goes_on:
            found.append(Interval(event.at))
        elif event.kind in ("adjourned", "ended") and goes_on:
            found[-1] = Interval(found[-1].start, event.at)
    return found


def wishes(events: Iterable[Event]) -> frozenset[str]:
    """What the employee has asked for and was not given since: a break, a private word.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> sorted(wishes([Event(nine, 1, "break_asked"), Event(nine, 2, "word_asked"), Event(ten, 3, "paused")]))
    ['word_asked']
    """
    asked: set[str] = set()
    for event in sorted(events):
        if event.kind in WISHES:
            asked.add(event.kind)
        asked -= {wish for wish, grants in WISHES.items() if event.kind in (grants, "adjourned")}
    return frozenset(asked)
