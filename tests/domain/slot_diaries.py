"""Random diaries around clock changes, the same for the same seed, built from what clocks on walls show."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from casecon_domain.local_days import day_of, half_days, midnights
from casecon_domain.slot_search import Clinician, Person, Room, Wish
from casecon_domain.zones import zone_named

ZONES = ("Europe/London", "Asia/Kolkata", "Australia/Lord_Howe")
# some hours before the clocks change: London back and forward, Lord Howe (half an hour) forward and back
ORIGINS = (
    datetime(2026, 10, 24, 21, tzinfo=UTC),
    datetime(2027, 3, 27, 21, tzinfo=UTC),
    datetime(2026, 10, 3, 11, 15, tzinfo=UTC),
    datetime(2027, 4, 3, 10, 45, tzinfo=UTC),
)
MINUTE = timedelta(minutes=1)


@dataclass
class Diaries:
    """One search, and beside it what the engine is not told in this form."""

    origin: datetime
    zone: str
    wish: Wish
    people: list[Person]
    clinicians: list[Clinician]
    rooms: list[Room]
    others: list[Clinician]
    # the zone of each clinician, and the local dates of the conferences that they have
    zones: dict[str, str] = field(default_factory=dict)
    conferences: dict[str, list] = field(default_factory=dict)


@lru_cache(maxsize=100_000)
def minute(origin, local, zone):
    """The minute at which a clock in the zone shows `local` (the first time that it does)."""
    return (local.replace(tzinfo=zone_named(zone)).astimezone(UTC) - origin) // MINUTE


@lru_cache(maxsize=100_000)
def clock(origin, at, zone):
    """What a clock in the zone shows at a minute."""
    return (origin + at * MINUTE).astimezone(zone_named(zone))


def diaries(seed):
    """The diaries of a seed."""
    draw = random.Random(seed)
    return _Writer(draw, draw.choice(ORIGINS)).write()


class _Writer:
    def __init__(self, draw, origin):
        self.draw, self.origin = draw, origin
        self.horizon = draw.randrange(240, 600, 5)

    def write(self):
        draw = self.draw
        zone = draw.choice(ZONES)
        pool = draw.choice((0, 1, 1, 2, 2, 3))
        clinicians = {f"clinician:{number}": draw.choice(ZONES) for number in range(pool + draw.randrange(2))}
        conferences = {key: self._conferences(zone) for key, zone in clinicians.items()}
        made = [self._clinician(key, clinicians[key], conferences[key]) for key in clinicians]
        return Diaries(
            origin=self.origin,
            zone=zone,
            wish=Wish(
                length=draw.choice((15, 30, 45, 45, 45, 50, 60, 90, draw.randrange(15, 91))),
                earliest=draw.choice((0, 0, 60, draw.randrange(-30, 400))),
                horizon=self.horizon,
                grid=draw.choice((15, 15, 15, 15, 15, 15, 20, 30, 30, 5)),
                needs_room=draw.random() < 0.4,
                now=draw.choice((0, 0, draw.randrange(-30, 200))),
                half_days=half_days(self.origin, self.horizon, zone) if draw.random() < 0.8 else (),
                modes=draw.choice(({}, {"virtual": False}, {"in_person": True, "virtual": False})),
            ),
            people=[self._person(f"person:{number}") for number in range(draw.randrange(1, 4))],
            clinicians=made[:pool],
            rooms=[
                Room(key=f"room:{number}", busy=self._busy(2), work=draw.choice((None, self._work())))
                for number in range(draw.randrange(3))
            ],
            others=made[pool:],
            zones=clinicians,
            conferences=conferences,
        )

    def _person(self, key):
        draw = self.draw
        return Person(
            key=key,
            required=draw.random() < 0.7,
            busy=self._busy(3),
            work=self._work() if draw.random() < 0.7 else None,
            away=self._blocks(1) if draw.random() < 0.2 else (),
            away_blocks=draw.random() < 0.6,
            tentative_blocks=draw.random() < 0.5,
            known=draw.random() < 0.85,
            can_switch=draw.random() < 0.6,
        )

    def _clinician(self, key, zone, conferences):
        draw = self.draw
        days = midnights(self.origin, self.horizon, zone)
        booked = {}
        for date in conferences:
            noon = datetime(date.year, date.month, date.day, 12)
            day = day_of(days, minute(self.origin, noon, zone))
            booked[day] = booked.get(day, 0) + 1
        return Clinician(
            key=key,
            busy=self._busy(4),
            work=self._work() if draw.random() < 0.85 else None,
            away=self._blocks(1) if draw.random() < 0.2 else (),
            away_blocks=draw.random() < 0.9,
            tentative_blocks=draw.random() < 0.8,
            known=draw.random() < 0.9,
            before=draw.choice((0, 5, 5, 7, 20)),
            after=draw.choice((0, 10, 10, 8, 30)),
            day_limit=draw.choice((0, 1, 2, 2)),
            booked=booked,
            days=days,
            offers=draw.random() < 0.85,
            rank=draw.choice((0, 1, 1)),
            modes={mode: draw.choice((None, self._work())) for mode in ("virtual", "in_person") if draw.random() < 0.5},
        )

    def _conferences(self, zone):
        first = clock(self.origin, 0, zone).date()
        last = clock(self.origin, self.horizon - 1, zone).date()
        return [self.draw.choice((first, last)) for _ in range(self.draw.choice((0, 0, 1, 2, 3)))]

    def _busy(self, most):
        return [(start, stop, self.draw.random() < 0.3) for start, stop in self._blocks(self.draw.randrange(most + 1))]

    def _work(self):
        """Hours with breaks; some touch, some overlap, some are only there on the other side of the change."""
        wide = self.draw.choice(((-600, self.horizon + 600),) * 2 + ((),))
        return (*((wide,) if wide else ()), *self._blocks(2, 400), *self._breaks())

    def _breaks(self):
        start, hours = self.draw.randrange(-60, self.horizon, 5), self.draw.choice((60, 120, 180))
        pause = self.draw.choice((0, 0, 15, 60))
        return ((start, start + hours), (start + hours + pause, start + 2 * hours + pause))

    def _blocks(self, number, longest=120):
        """Blocks from a time on a wall to another: over a change longer, shorter, or ending before they begin."""
        draw, found = self.draw, []
        for _ in range(number):
            zone = draw.choice(ZONES)
            local = clock(self.origin, draw.randrange(-120, self.horizon + 90, draw.choice((15, 15, 5, 1))), zone)
            local = local.replace(tzinfo=None, fold=0)
            length = draw.choice((0, 15, 30, 60, 60, longest, draw.randrange(1, 2 * longest)))
            stop = local + length * MINUTE
            found.append((minute(self.origin, local, zone), minute(self.origin, stop, zone)))
        return tuple(found)
