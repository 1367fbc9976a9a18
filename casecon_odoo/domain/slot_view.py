"""The starts of a stretch of an answer, each with who is free and why not: read when asked, from the same bits."""

from functools import cached_property
from typing import NamedTuple

from .local_days import day_of


class Presence(NamedTuple):
    """How one person stands to a start: free, soft, outside, away, unknown; busy where they refuse it."""

    key: str
    state: str


class Reason(NamedTuple):
    """Why a start is not offered.

    ``code``: past, notice, busy, outside, away, day_limit, no_clinician_mode, no_room. ``key``: of whom, None
    where it is nobody's. ``until``: the first later start (minutes) to which it does not apply, None where
    there is none before the horizon.
    """

    code: str
    key: str | None = None
    until: int | None = None


class View:
    """The starts number ``low`` to ``high`` of an answer: its masks cut short, so that a look at a bit is cheap."""

    def __init__(self, answer, low: int, high: int):
        window = (1 << max(high - low, 0)) - 1
        self.answer, self.low = answer, low
        self.size = max(high - low, 0)
        self.offered = answer.offered >> low & window
        self.past = answer.past >> low & window
        self.short_notice = answer.short_notice >> low & window
        self.no_room = answer.no_room >> low & window
        self.people = [lane.cut(low, window) for lane in answer.people]
        self.pool = [lane.cut(low, window) for lane in answer.pool]
        self.rooms = [(key, starts >> low & window) for key, starts in answer.rooms]

    def slots(self) -> "list[Slot]":
        """Every start, offered or not."""
        return [Slot(self, index) for index in range(self.size)]

    def offered_slots(self) -> "list[Slot]":
        """Those that are offered."""
        return [Slot(self, index) for index in range(self.size) if self.offered >> index & 1]


class Slot:
    """One start. Each property is read from the masks when it is asked for."""

    def __init__(self, view: View, index: int):
        self._view, self._index, self._bit = view, index, 1 << index
        self.start = (view.low + index) * view.answer.wish.grid
        self.stop = self.start + view.answer.wish.length

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

    @cached_property
    def clinicians(self) -> tuple[str, ...]:
        """All of the pool who are free, the one to take first: preferred, fewest conferences that day, key."""
        return tuple(lane.person.key for lane in self._free_pool)

    @cached_property
    def _free_pool(self):
        free = [lane for lane in self._view.pool if not lane.refuses & self._bit]
        if len(free) > 1:
            free.sort(key=self._preference)
        return free

    def _preference(self, lane):
        person = lane.person
        booked = person.booked.get(day_of(person.days, self.start), 0) if person.booked else 0
        return person.rank, booked, person.key

    @property
    def clinician(self) -> str | None:
        """The one of ``clinicians`` to take."""
        return self._free_pool[0].person.key if self._free_pool else None

    @property
    def rank(self) -> int:
        """The rank of that clinician."""
        return self._free_pool[0].person.rank if self._free_pool else 0

    @property
    def rooms(self) -> tuple[str, ...]:
        """All rooms that are free, in the order given; none where none is needed."""
        return tuple(key for key, starts in self._view.rooms if starts & self._bit)

    @property
    def room(self) -> str | None:
        """The first of ``rooms``."""
        return next((key for key, starts in self._view.rooms if starts & self._bit), None)

    @property
    def _present(self):
        return [*self._view.people, *self._free_pool[:1]]

    @property
    def people(self) -> tuple[Presence, ...]:
        """How each person stands to it, in the order given, and then the clinician to take."""
        return tuple(Presence(lane.person.key, lane.state(self._bit)) for lane in self._present)

    @property
    def soft(self) -> int:
        """How many of these people have a soft conflict."""
        return sum(bool(lane.minds & self._bit) for lane in self._present if not lane.refuses & self._bit)

    @property
    def unknown(self) -> int:
        """How many of these people it is not known of."""
        return sum(lane.state(self._bit) == "unknown" for lane in self._present)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason why it is not offered; were all of them removed, it would be. None where it is offered.

        With nobody of the pool free it is the reasons of all of them.
        """
        view, bit = self._view, self._bit
        if view.offered & bit:
            return ()
        found = []
        if view.past & bit:
            found.append(self._reason("past", None, "past"))
        if view.short_notice & bit:
            found.append(self._reason("notice", None, "short_notice"))
        for number, lane in enumerate(view.people):
            if lane.refuses & bit:
                found += self._reasons_of(lane, "people", number)
        if all(lane.refuses & bit for lane in view.pool):
            for number, lane in enumerate(view.pool):
                found += self._reasons_of(lane, "pool", number)
            if not view.pool:
                found.append(Reason("no_clinician_mode"))
        if view.no_room & bit:
            found.append(self._reason("no_room", None, "no_room"))
        return tuple(found)

    _MASKS = {"busy": "taken", "away": "away", "outside": "outside", "day_limit": "full"}

    def _reasons_of(self, lane, group, number):
        found = []
        for code in lane.reasons(self._bit):
            if code == "no_clinician_mode":
                found.append(Reason(code, lane.person.key))
                continue
            name = self._MASKS[code]
            until = self._until(
                getattr(lane, name), lambda answer, name=name: getattr(getattr(answer, group)[number], name)
            )
            found.append(Reason(code, lane.person.key, until))
        return found

    def _reason(self, code, key, name):
        return Reason(code, key, self._until(getattr(self._view, name), lambda answer: getattr(answer, name)))

    def _until(self, starts, whole):
        # the run of ones that begins here; where it reaches the end of the view, the whole answer knows
        index = self._index + _run(starts >> self._index)
        if index < self._view.size:
            index += self._view.low
        else:
            first = self._view.low + self._index
            index = first + _run(whole(self._view.answer) >> first)
        return index * self._view.answer.wish.grid if index < self._view.answer.count else None


def _run(starts):
    return (~starts & (starts + 1)).bit_length() - 1
