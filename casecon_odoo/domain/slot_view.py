"""The starts of a stretch of an answer, each with who is free and why not: read when asked, from the same bits."""

from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from .local_days import day_of


class Presence(NamedTuple):
    """How one person stands to a start: free, soft, outside, away, unknown; busy where they refuse it."""

    key: str
    state: str


class Reason(NamedTuple):
    """Why a start is not offered.

    ``code``: past, present (it is booked for then), notice, busy, outside, away, day_limit, no_clinician_mode, no_room;
    in a summary also no_clinician, and no_clinician_works where all who offer the mode are outside their hours.
    ``key``: of whom, None where it is nobody's. ``until``: the first later start (minutes) to which it does not
    apply, None where there is none before the horizon.
    """

    code: str
    key: str | None = None
    until: int | None = None


class View:
    """The starts number ``low`` to ``high`` of an answer: its masks cut short, so that a look at a bit is cheap."""

    def __init__(self, answer, low: int, high: int):
        self.answer, self.low, self.size = answer, low, max(high - low, 0)
        window = (1 << self.size) - 1
        self.offered = answer.offered >> low & window
        self.past = answer.past >> low & window
        self.present = answer.present >> low & window
        self.short_notice = answer.short_notice >> low & window
        self.nobody = answer.nobody >> low & window
        self.closed = answer.closed >> low & window
        self.no_room = answer.no_room >> low & window
        self.people = [lane.cut(low, window) for lane in answer.people]
        self.pool = [lane.cut(low, window) for lane in answer.pool]
        self.rooms = [(key, starts >> low & window) for key, starts in answer.rooms]
        self._summaries = {}

    def slots(self) -> "list[Slot]":
        """Every start, offered or not."""
        return [Slot(self, index) for index in range(self.size)]

    def offered_slots(self) -> "list[Slot]":
        """Those that are offered."""
        return [Slot(self, index) for index in range(self.size) if self.offered >> index & 1]

    def runs(self) -> "list[tuple[Slot, int]]":
        """The first of starts side by side of which all is the same but their time, and how many they are."""
        pool = [mask for lane in self.pool for mask in lane.masks]
        turns = self._turns | self._days_of_booked | _changes([*pool, *(starts for _key, starts in self.rooms)])
        begins = [index for index in range(self.size) if turns >> index & 1]
        return [(Slot(self, first), after - first) for first, after in pairwise([*begins, self.size])]

    def summary(self, index: int) -> tuple[Reason, ...]:
        """In few, why a start is not offered: found once for starts side by side that have the same reasons."""
        turn = (self._turns & (2 << index) - 1).bit_length() - 1
        if turn not in self._summaries:
            self._summaries[turn] = Slot(self, turn).listed(each=len(self.pool) < 2)
        return self._summaries[turn]

    @cached_property
    def _turns(self):
        """The starts at which anything that a summary tells differs from the start before."""
        lanes = self.people if len(self.pool) > 1 else self.people + self.pool
        masks = [self.offered, self.past, self.present, self.short_notice, self.nobody, self.closed, self.no_room]
        return 1 | _changes([*masks, *(mask for lane in lanes for mask in lane.masks)])

    @property
    def _days_of_booked(self):
        """The starts at which another day begins for one of the pool who is booked: the order depends on it."""
        found = 0
        for lane in self.pool:
            if lane.person.booked:
                for minute in lane.person.days:
                    index = self.answer.grid.index(minute) - self.low
                    found |= 1 << index if 0 < index < self.size else 0
        return found


class Slot:
    """One start. Each property is read from the masks when it is asked for."""

    __slots__ = ("_bit", "_free", "_index", "_view", "start", "stop")

    def __init__(self, view: View, index: int):
        self._view, self._index, self._bit, self._free = view, index, 1 << index, None
        wish = view.answer.wish
        self.start = (view.low + index) * wish.grid
        self.stop = self.start + wish.length

    def __repr__(self) -> str:
        return f"<Slot {self.start}-{self.stop} {self.state}>"

    @property
    def is_offered(self) -> bool:
        """All who are required are free, a clinician is, and a room where one is needed."""
        return bool(self._view.offered & self._bit)

    @property
    def state(self) -> str:
        """past, refused, soft (offered with soft conflicts) or free."""
        if self.is_offered:
            return "soft" if self.soft else "free"
        return "past" if self._view.past & self._bit else "refused"

    @property
    def clinicians(self) -> tuple[str, ...]:
        """All of the pool who are free, the one to take first: preferred, fewest conferences that day, key."""
        return tuple(lane.person.key for lane in self._free_pool())

    @property
    def clinician(self) -> str | None:
        """The one of ``clinicians`` to take."""
        free = self._free_pool()
        return free[0].person.key if free else None

    @property
    def rank(self) -> int:
        """The rank of that clinician."""
        free = self._free_pool()
        return free[0].person.rank if free else 0

    @property
    def rooms(self) -> tuple[str, ...]:
        """All rooms that are free, in the order given; none where none is needed."""
        return tuple(key for key, starts in self._view.rooms if starts & self._bit)

    @property
    def room(self) -> str | None:
        """The first of ``rooms``."""
        return next((key for key, starts in self._view.rooms if starts & self._bit), None)

    @property
    def people(self) -> tuple[Presence, ...]:
        """How each person stands to it, in the order given, and then the clinician to take."""
        bit = self._bit
        return tuple([Presence(lane.person.key, lane.state(bit)) for lane in self._present()])

    @property
    def soft(self) -> int:
        """How many of these people have a soft conflict."""
        bit, found = self._bit, 0
        for lane in self._present():
            if lane.minds & bit and not lane.refuses & bit:
                found += 1
        return found

    @property
    def unknown(self) -> int:
        """How many of these people it is not known of."""
        return sum(lane.state(self._bit) == "unknown" for lane in self._present())

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason why it is not offered; were all of them removed, it would be. None where it is offered.

        With nobody of the pool free it is the reasons of all of them; any one of them would do.
        """
        return self.listed(each=True)

    @property
    def summary(self) -> tuple[Reason, ...]:
        """The same in few: where nobody of a pool of several is free, that is one reason, whoever they are."""
        return self._view.summary(self._index)

    def listed(self, *, each: bool) -> tuple[Reason, ...]:
        """The reasons; where nobody of the pool is free, those of ``each`` of them or one for all."""
        view, bit = self._view, self._bit
        if view.offered & bit:
            return ()
        found = []
        if view.past & bit:
            found.append(Reason("past", None, self._until("past")))
        if view.present & bit:
            found.append(Reason("present", None, self._until("present")))
        if view.short_notice & bit:
            found.append(Reason("notice", None, self._until("short_notice")))
        for number, lane in enumerate(view.people):
            if lane.refuses & bit:
                found += self._reasons_of(lane, "people", number)
        if view.nobody & bit:
            if view.pool and each:
                for number, lane in enumerate(view.pool):
                    found += self._reasons_of(lane, "pool", number)
            elif not any(lane.person.offers for lane in view.pool):
                found.append(Reason("no_clinician_mode"))
            elif view.closed & bit:
                found.append(Reason("no_clinician_works", None, self._until("closed")))
            else:
                found.append(Reason("no_clinician", None, self._until("nobody")))
        if view.no_room & bit:
            found.append(Reason("no_room", None, self._until("no_room")))
        return tuple(found)

    def _free_pool(self):
        if self._free is None:
            bit = self._bit
            self._free = [] if self._view.nobody & bit else [one for one in self._view.pool if not one.refuses & bit]
            if len(self._free) > 1:
                self._free.sort(key=self._preference)
        return self._free

    def _preference(self, lane):
        person = lane.person
        booked = person.booked.get(day_of(person.days, self.start), 0) if person.booked else 0
        return person.rank, booked, person.key

    def _present(self):
        return self._view.people + self._free_pool()[:1]

    def _reasons_of(self, lane, group, number):
        key = lane.person.key
        return [Reason(code, key, mask and self._until(mask, group, number)) for code, mask in lane.reasons(self._bit)]

    def _until(self, mask, group=None, number=0):
        """The first later start that is not in a mask; beyond the end of the view the whole answer knows."""
        view = self._view
        here = getattr(view, group)[number] if group else view
        index = self._index + _run(getattr(here, mask) >> self._index)
        if index < view.size:
            index += view.low
        else:
            whole = getattr(view.answer, group)[number] if group else view.answer
            first = view.low + self._index
            index = first + _run(getattr(whole, mask) >> first)
        return index * view.answer.wish.grid if index < view.answer.count else None


def _run(starts):
    """How many of the lowest bits are ones, without a gap."""
    return (~starts & (starts + 1)).bit_length() - 1


def _changes(masks):
    """The starts at which any of these differs from the start before."""
    found = 0
    for mask in masks:
        found |= mask ^ mask << 1
    return found
