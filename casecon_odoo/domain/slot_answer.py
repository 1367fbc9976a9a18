"""The answer of a search for a time: a bit for each start, and what is read from the bits when it is asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from .intervals import Grid
from .slot_lanes import Lane, Lanes
from .slot_parties import Clinician, Room, Wish
from .slot_remedies import Remedy, remedies
from .slot_view import Slot, View

_HALF_DAY = 12 * 60


class Answer:
    """Which starts are offered, and everything that led to it. Made by ``slot_search.find``."""

    def __init__(
        self,
        wish: Wish,
        lanes: Lanes,
        people: Sequence[Lane],
        pool: Sequence[Lane],
        rooms: Sequence[Room],
        others: Sequence[Clinician],
    ):
        self.wish, self.lanes, self.people, self.pool, self.others = wish, lanes, people, pool, others
        self.all_rooms = rooms
        every = lanes.grid.every
        self.past = every & ~lanes.grid.since(wish.now)
        self.short_notice = every & ~lanes.grid.since(wish.earliest)
        self.present = 0 if wish.present is None else lanes.grid.at(wish.present)
        self.rooms = self.open_rooms if wish.needs_room else []
        self.no_room = every & ~self.any_room if wish.needs_room else 0
        self.nobody = self.closed = every
        for lane in pool:
            self.nobody &= lane.refuses
            self.closed &= lane.outside if lane.person.offers else every
        self.refused = 0
        for lane in people:
            self.refused |= lane.refuses
        refused = self.past | self.present | self.short_notice | self.refused | self.nobody | self.no_room
        self.offered = every & ~refused

    @property
    def grid(self) -> Grid:
        """The starts that were looked at."""
        return self.lanes.grid

    @property
    def count(self) -> int:
        """How many starts were looked at."""
        return self.lanes.grid.count

    @cached_property
    def open_rooms(self) -> list[tuple[str, int]]:
        """Each room and the starts at which it is free."""
        return [(room.key, self.lanes.open_room(room)) for room in self.all_rooms]

    @cached_property
    def any_room(self) -> int:
        """The starts at which any room is free."""
        found = 0
        for _key, starts in self.open_rooms:
            found |= starts
        return found

    @property
    def first(self) -> Slot | None:
        """The first slot that is offered."""
        return self.first_from(0)

    def first_from(self, minute: int) -> Slot | None:
        """The first slot that is offered at ``minute`` or later."""
        index = self.grid.index(minute)
        left = self.offered >> index
        return self._slot(index + (left & -left).bit_length() - 1) if left else None

    def at(self, minute: int) -> Slot | None:
        """The start at ``minute``, offered or not; None where it is none of the grid."""
        index, rest = divmod(minute, self.wish.grid)
        return None if rest or not 0 <= index < self.count else self._slot(index)

    def between(self, start: int, stop: int) -> list[Slot]:
        """Every start of the grid in [``start``, ``stop``) that was looked at, offered or not."""
        return View(self, self.grid.index(start), self.grid.index(stop)).slots()

    def runs(self, start: int, stop: int) -> list[tuple[Slot, int]]:
        """The same as ``View.runs``: the first of starts that are alike, and how many; see there."""
        return View(self, self.grid.index(start), self.grid.index(stop)).runs()

    def slots(self) -> Iterator[Slot]:
        """All that are offered, earliest first; a half day at a time, so that few cost little."""
        for view in self._half_days():
            yield from view.offered_slots()

    def best(self, n: int = 3, since: int = 0) -> list[Slot]:
        """At most ``n`` suggestions from ``since`` on, earliest first, one of each half day.

        Within the half day: fewest soft conflicts, then the preferred clinician, then the earliest.
        """
        found = []
        for view in self._half_days(self.grid.index(since)):
            if len(found) >= n:
                break
            found.append(min(view.offered_slots(), key=lambda slot: (slot.soft, slot.rank, slot.start)))
        return found

    def settles(self, minute: int) -> bool:
        """Whether all that a summary tells of the starts before ``minute`` ends before the horizon.

        Then a search with a later horizon tells the same of them.
        """
        index = self.grid.index(minute)
        rest = self.grid.every >> index
        found = [self.past, self.present, self.short_notice, self.nobody, self.closed, self.no_room]
        for lane in self.people if len(self.pool) > 1 else (*self.people, *self.pool):
            found += lane.taken, lane.away, lane.outside, lane.full
        return all(starts >> index != rest for starts in found)

    def remedies(self) -> list[Remedy]:
        """What would give an earlier time, or any at all; see ``slot_remedies``."""
        return remedies(self)

    def _slot(self, index):
        return Slot(View(self, index, index + 1), 0)

    def _half_days(self, index=0):
        """Views of the half days in which a slot is offered."""
        while left := self.offered >> index:
            index += (left & -left).bit_length() - 1
            end = self.grid.index(self._end_of_half_day(index * self.wish.grid))
            yield View(self, index, end)
            index = end

    def _end_of_half_day(self, minute):
        begins = self.wish.half_days
        if not begins:
            return (minute // _HALF_DAY + 1) * _HALF_DAY
        after = bisect_right(begins, minute)
        return begins[after] if after < len(begins) else self.wish.horizon
