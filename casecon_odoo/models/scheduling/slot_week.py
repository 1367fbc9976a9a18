"""A search as a screen draws it: suggestions, and one week of it with a lane for everybody."""

from datetime import timedelta

from odoo.fields import Date, Datetime

from ...domain.intervals import without
from ...domain.local_days import midnight
from .slot_sentences import Sentences

DAYS = 7
HOUR = 60


class Drawn:
    """What `find_times` returns of a search: busy and free only, never what a meeting is."""

    def __init__(self, search):
        self.search, self.said = search, Sentences(search)
        self._zone, self._monday = search.asked.zone, search.monday
        self._closed = {}

    def as_dict(self):
        """The answer, as the contract of `find_times` has it."""
        search = self.search
        asked = search.asked
        days = self._days()
        return {
            "zone": asked.zone,
            "length": asked.length,
            "grid": search.answer.wish.grid,
            "first_allowed": Datetime.to_string(asked.earliest),
            "until": Datetime.to_string(search.until),
            "suggestions": [self._suggestion(slot) for slot in search.best],
            "week": {
                "monday": Date.to_string(self._monday),
                "previous": self._week(-1),
                "next": self._week(1),
                "days": [
                    {"date": Date.to_string(day), "from": self._utc(low), "to": self._utc(high)}
                    for day, low, high in days
                ],
            },
            "lanes": [{"key": "everybody"}, *(self._lane(lane, days) for lane in self._shown_lanes())],
            "starts": [run for _day, low, high in days for run in self._starts(low, high)],
            "nothing": False if search.best else self._nothing(),
            "note": self.said.of_window() if search.keeps_window else "",
        }

    def _suggestion(self, slot):
        named = self._named(slot)
        presences = [*slot.people]
        return {
            "start": self._utc(slot.start),
            "stop": self._utc(slot.stop),
            **named,
            "soft": slot.soft,
            "people": [
                {"key": presence.key, "name": self.search.lanes[presence.key].who.name, "state": presence.state}
                for presence in presences
            ],
        }

    def _starts(self, low, high):
        """Starts side by side of which the same is said, as the first of them and how many."""
        found, last = [], None
        for slot, count in self.search.answer.runs(low, high):
            said = self._said_of(slot)
            if said == last:
                found[-1]["count"] += count
            else:
                found.append({"start": self._utc(slot.start), "count": count, **said})
                last = said
        return found

    def _said_of(self, slot):
        if slot.is_offered:
            return {"state": slot.state, **self._named(slot), "soft": slot.soft}
        return {"state": slot.state, "reason": self.said.of_start(slot)}

    def _named(self, slot):
        """Clinician and room of a start, by id and name."""
        found = {}
        for role, key in (("clinician", slot.clinician), ("room", slot.room)):
            found[f"{role}_id"] = int(key.partition(":")[2]) if key else False
            found[role] = self.search.lanes[key].who.name if key else ""
        return found

    def _nothing(self):
        remedies = self.search.answer.remedies()
        return {"sentence": self.said.of_nothing(), "offers": [self._offer(remedy) for remedy in remedies]}

    def _offer(self, remedy):
        change = {}
        for kind, key in [(remedy.kind, remedy.key), *remedy.also]:
            if kind == "optional":
                change["optional"] = sorted({*self.search.asked.optional, *change.get("optional", ()), key})
            elif kind == "clinician":
                change["clinician_id"] = int(key.partition(":")[2])
            elif kind == "mode":
                change["mode"] = key
        return {
            "kind": remedy.kind,
            "label": self.said.of_remedy(remedy),
            "start": self._utc(remedy.start),
            "set": change,
        }

    def _week(self, step):
        """The Monday of a neighbouring week, or False where the search does not reach it."""
        monday = self._monday + timedelta(days=DAYS * step)
        first, last = self.search.mondays
        return Date.to_string(monday) if first <= monday <= last else False

    def _days(self):
        """(date, from, to) in minutes, of the days of the week on which anybody works; whole hours are drawn."""
        dates = [self._monday + timedelta(days=n) for n in range(DAYS + 1)]
        midnights = [self.search.minutes(midnight(day, self._zone)) for day in dates]
        spans = {id(work): work for work in self.search.work.values() if work}.values()
        found = []
        for n in range(DAYS):
            low, high = midnights[n], midnights[n + 1]
            worked = [
                (max(start, low), min(stop, high))
                for work in spans
                for start, stop in work
                if start < high and stop > low
            ]
            if worked:
                begin = min(start for start, _stop in worked)
                end = max(stop for _start, stop in worked)
                begin = low + (begin - low) // HOUR * HOUR
                end = min(low - (low - end) // HOUR * HOUR, high)
                found.append((dates[n], begin, end))
        return found

    def _shown_lanes(self):
        shown = {one.key for one in (*self.search.people, *self.search.pool, *self.search.rooms)}
        if not self.search.answer.wish.needs_room:
            shown -= {one.key for one in self.search.rooms}
        return [lane for key, lane in self.search.lanes.items() if key in shown]

    def _lane(self, lane, days):
        return {
            "key": lane.key,
            "name": lane.who.name,
            "role": lane.role,
            "required": lane.required,
            "can_switch": lane.can_switch,
            "state": "known" if lane.known else "unknown",
            "note": self.said.of_diary(lane),
            "blocks": self._blocks(lane, days),
        }

    def _blocks(self, lane, days):
        """What stands in somebody's way on the drawn days, cut to them."""
        if not days:
            return []
        found = self._outside(self.search.work.get(lane.key), days)
        blocks = self.search.blocks_of(lane.key, days[0][1], days[-1][2])
        for _day, low, high in days:
            found += [
                self._block(max(start, low), min(stop, high), kind)
                for start, stop, kind in blocks
                if start < high and stop > low
            ]
        return found

    def _outside(self, work, days):
        """The hours of the drawn days in which somebody does not work; those who share hours are told the same."""
        if id(work) not in self._closed:
            gaps = (gap for _day, low, high in days if work is not None for gap in without([(low, high)], work))
            self._closed[id(work)] = [self._block(*gap, "outside") for gap in gaps]
        return [*self._closed[id(work)]]

    def _block(self, start, stop, kind):
        return {"start": self._utc(start), "stop": self._utc(stop), "kind": kind}

    def _utc(self, minutes):
        return str(self.search.moment(minutes))  # whole minutes, so that it is Odoo's text of them
