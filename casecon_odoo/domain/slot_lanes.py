"""What a search knows of each person, as sets of starts."""

from typing import NamedTuple

from .intervals import Grid
from .slot_parties import Clinician, Person, Room


class Lane(NamedTuple):
    """One person: the starts at which they are taken, tentative, away, outside their hours or at their limit.

    ``refuses`` and ``minds`` (a soft conflict) are what decides; the others tell why.
    """

    person: Person
    taken: int
    soft: int
    away: int
    outside: int
    full: int
    refuses: int
    minds: int
    unknown: int

    def cut(self, low: int, window: int) -> "Lane":
        """The same for the starts from number ``low`` on, as many as ``window`` has bits."""
        return Lane(self[0], *[starts >> low & window for starts in self.masks])

    @property
    def masks(self) -> tuple[int, ...]:
        """All sets of starts that are known of them."""
        return self[1:]

    def state(self, bit: int) -> str:
        """free, soft, outside, away or unknown; "busy" where they refuse because they are."""
        if self.refuses & bit:
            if self.taken & bit or self.full & bit:
                return "busy"
            return "away" if self.away & bit and self.person.away_blocks else "outside"
        if self.minds & bit:
            if self.away & bit:
                return "away"
            return "outside" if self.outside & bit else "soft"
        return "unknown" if self.unknown & bit else "free"

    def reasons(self, bit: int) -> list[tuple[str, str | None]]:
        """Why they refuse: every code that holds, and the name of the mask that says so."""
        found = []
        if self.refuses & bit:
            if isinstance(self.person, Clinician) and not self.person.offers:
                found.append(("no_clinician_mode", None))
            if self.taken & bit:
                found.append(("busy", "taken"))
            if self.away & bit and self.person.away_blocks:
                found.append(("away", "away"))
            if self.outside & bit:
                found.append(("outside", "outside"))
            if self.full & bit:
                found.append(("day_limit", "full"))
        return found


class Lanes:
    """Makes lanes on one grid; hours and leave that several people share, as one object, become bits once."""

    def __init__(self, grid: Grid):
        self.grid = grid
        self._shared = {}

    def of_person(self, person: Person) -> Lane:
        """The lane of somebody who is not of the pool."""
        if person.required:
            return self._needed(person)
        soft, away, outside = self.grid.taken(person.busy), self.away(person), self.outside(person.work)
        unknown = self.grid.every if person.work is None or not person.known else 0
        return Lane(person, 0, soft, away, outside, 0, 0, soft | away | outside, unknown)

    def _needed(self, person):
        away, outside = self.away(person), self.outside(person.work)
        unknown = self.grid.every if person.work is None or not person.known else 0
        taken, soft = self._taken(person)
        refuses, minds = taken | outside, soft
        if person.away_blocks:
            refuses |= away
        else:
            minds |= away
        return Lane(person, taken, soft, away, outside, 0, refuses, minds, unknown)

    def of_clinician(self, clinician: Clinician) -> Lane:
        """The lane of one of the pool."""
        lane = self._needed(clinician)
        full = self._full(clinician)
        refuses = lane.refuses | full if clinician.offers else self.grid.every
        return lane._replace(full=full, refuses=refuses)

    def in_mode(self, lane: Lane, mode: str) -> int:
        """The starts that a clinician could take in another mode."""
        clinician = lane.person
        if mode not in clinician.modes:
            return 0
        refuses = lane.taken | lane.full | self.outside(clinician.modes[mode])
        if clinician.away_blocks:
            refuses |= lane.away
        return self.grid.every & ~refuses

    def open_room(self, room: Room) -> int:
        """The starts at which a room is free."""
        return self.grid.every & ~(self.grid.taken(room.busy) | self.outside(room.work))

    def away(self, person: Person) -> int:
        """The starts that meet somebody's leave."""
        return self._once(person.away, self.grid.meeting) if person.away else 0

    def outside(self, work) -> int:
        """The starts whose meeting does not lie in one stretch of work; none where the hours are unknown."""
        return 0 if work is None else self.grid.every ^ self._once(work, self.grid.within)

    def _taken(self, person):
        before, after = (person.before, person.after) if isinstance(person, Clinician) else (0, 0)
        if person.tentative_blocks:
            return self.grid.taken(person.busy, before, after), 0
        return self.grid.taken_apart(person.busy, before, after)

    def _full(self, clinician):
        if not clinician.day_limit:
            return 0
        found = 0
        days = clinician.days or (0,)
        for day, conferences in clinician.booked.items():
            if conferences >= clinician.day_limit and 0 <= day < len(days):
                # as in day_of, the first day has no beginning and the last no end
                begins = self.grid.since(days[day]) if day else self.grid.every
                ends = self.grid.since(days[day + 1]) if day + 1 < len(days) else 0
                found |= begins & ~ends
        return found

    def _once(self, intervals, make):
        key = (id(intervals), make.__name__)
        # the intervals are kept as well, so that no other object can get the same id
        if key not in self._shared:
            self._shared[key] = (make(intervals), intervals)
        return self._shared[key][0]
