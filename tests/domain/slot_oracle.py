"""What the slot search must answer, the slow way: every meeting is looked at minute by minute."""

from collections import Counter

from tests.domain.slot_diaries import clock

EDGE = 150  # minutes looked at before the origin and after the horizon: the longest meeting and its buffers


class Minutes:
    """A flag for each minute of the diaries."""

    def __init__(self, horizon, blocks):
        self.flags = bytearray(horizon + 2 * EDGE)
        for start, stop in blocks:
            start, stop = max(start, -EDGE) + EDGE, min(stop, horizon + EDGE) + EDGE
            if start < stop:
                self.flags[start:stop] = b"\1" * (stop - start)

    def any(self, start, stop):
        return 1 in self.flags[start + EDGE : stop + EDGE]

    def all(self, start, stop):
        return 0 not in self.flags[start + EDGE : stop + EDGE]


class Oracle:
    """Answers for one start at a time; shares no code with the engine."""

    def __init__(self, diaries):
        self.diaries, self.wish = diaries, diaries.wish
        horizon = self.wish.horizon
        self.minutes = {}
        for one in (*diaries.people, *diaries.clinicians, *diaries.rooms):
            self.minutes[one.key] = (
                Minutes(horizon, [(start, stop) for start, stop, soft in one.busy if not soft]),
                Minutes(horizon, [(start, stop) for start, stop, soft in one.busy if soft]),
                Minutes(horizon, one.work or ()),
                Minutes(horizon, getattr(one, "away", ())),
            )
        self._facts, self._clinicians = {}, {}
        self.booked = {key: Counter(dates) for key, dates in diaries.conferences.items()}

    def facts(self, person, start):
        """Which of firm, tentative, away, outside hold of somebody in a meeting."""
        if (person.key, start) not in self._facts:
            self._facts[person.key, start] = self._look_at(person, start)
        return self._facts[person.key, start]

    def _look_at(self, person, start):
        stop = start + self.wish.length
        before, after = getattr(person, "before", 0), getattr(person, "after", 0)
        firm, tentative, work, away = self.minutes[person.key]
        found = set()
        if firm.any(start - before, stop + after):
            found.add("firm")
        if tentative.any(start - before, stop + after):
            found.add("tentative")
        if away.any(start, stop):
            found.add("away")
        if person.work is not None and not work.all(start, stop):
            found.add("outside")
        return found

    def refusals(self, person, start):
        """The codes with which somebody who is needed refuses."""
        facts = self.facts(person, start)
        found = set()
        if "firm" in facts or ("tentative" in facts and person.tentative_blocks):
            found.add("busy")
        if "away" in facts and person.away_blocks:
            found.add("away")
        if "outside" in facts:
            found.add("outside")
        return found

    def refusals_of_clinician(self, clinician, start):
        found = self.refusals(clinician, start)
        if not clinician.offers:
            found.add("no_clinician_mode")
        if clinician.day_limit and self.load(clinician, start) >= clinician.day_limit:
            found.add("day_limit")
        return found

    def load(self, clinician, start):
        """How many conferences the clinician has on the local date of the start."""
        date = clock(self.diaries.origin, start, self.diaries.zones[clinician.key]).date()
        return self.booked[clinician.key][date]

    def clinicians(self, start):
        """Who of the pool is free, the one to take first."""
        if start not in self._clinicians:
            self._clinicians[start] = self._ranked(start)
        return self._clinicians[start]

    def _ranked(self, start):
        free = [one for one in self.diaries.clinicians if not self.refusals_of_clinician(one, start)]
        return sorted(free, key=lambda one: (one.rank, self.load(one, start), one.key))

    def rooms(self, start):
        if not self.wish.needs_room:
            return []
        stop, found = start + self.wish.length, []
        for room in self.diaries.rooms:
            firm, tentative, work, _away = self.minutes[room.key]
            open_then = room.work is None or work.all(start, stop)
            if open_then and not firm.any(start, stop) and not tentative.any(start, stop):
                found.append(room.key)
        return found

    def reasons(self, start):
        """Every (code, key) that stands against a start; none where it is to be offered."""
        found = set()
        if start < self.wish.now:
            found.add(("past", None))
        if start < self.wish.earliest:
            found.add(("notice", None))
        for person in self.diaries.people:
            if person.required:
                found |= {(code, person.key) for code in self.refusals(person, start)}
        if not self.clinicians(start):
            for one in self.diaries.clinicians:
                found |= {(code, one.key) for code in self.refusals_of_clinician(one, start)}
            if not self.diaries.clinicians:
                found.add(("no_clinician_mode", None))
        if self.wish.needs_room and not self.rooms(start):
            found.add(("no_room", None))
        return found

    def state(self, person, start, needed):
        """The one word for how somebody stands to a start."""
        facts = self.facts(person, start)
        refusals = self.refusals(person, start) if needed else set()
        for word in ("busy", "away", "outside"):
            if word in refusals:
                return word
        for word, fact in (("away", "away"), ("outside", "outside"), ("soft", "firm"), ("soft", "tentative")):
            if fact in facts:
                return word
        return "unknown" if not person.known or person.work is None else "free"

    def people(self, start):
        found = [(person.key, self.state(person, start, person.required)) for person in self.diaries.people]
        return found + [(one.key, self.state(one, start, True)) for one in self.clinicians(start)[:1]]

    def soft(self, start):
        """Soft conflicts of an offered start."""
        return sum(state not in ("free", "unknown") for _key, state in self.people(start))

    def says(self, start):
        """All that is to be answered for one start: state, soft, reasons, people, clinicians, rooms."""
        reasons = self.reasons(start)
        soft = 0 if reasons else self.soft(start)
        if ("past", None) in reasons:
            state = "past"
        elif reasons:
            state = "refused"
        else:
            state = "soft" if soft else "free"
        clinicians = [one.key for one in self.clinicians(start)]
        return state, soft, reasons, self.people(start), clinicians, self.rooms(start)

    def half_day(self, start):
        """Which half day of the reader a start belongs to."""
        if not self.wish.half_days:
            return start // 720
        shown = clock(self.diaries.origin, start, self.diaries.zone)
        return shown.date(), shown.hour >= 12

    def best(self, n, offered):
        halves = {}
        for start in offered:
            halves.setdefault(self.half_day(start), []).append(start)
        return [
            min(starts, key=lambda start: (self.soft(start), self.clinicians(start)[0].rank, start))
            for starts in list(halves.values())[:n]
        ]
