"""Gathers who is busy, who works and what is booked, and asks the engine for a time."""

from datetime import timedelta

from ...domain.intervals import joined
from ...domain.local_days import day_of, half_days, midnight, monday_of
from ...domain.notice import local_time
from ...domain.slot_search import Clinician, Person, Room, Wish, find
from .. import clock
from ..conference.conference import MODES
from .diaries import DAY, busy_times, hours_booked
from .painted_hours import PaintedHours
from .room import NEEDS
from .slot_asked import SWITCHED, Lane
from .slot_people import look_up, sync_is_stale
from .span import Span
from .working_time import WorkingTime

SUGGESTIONS = 3


class SlotFinder(Span):
    """One search: `answer` is the engine's, all times of it are minutes from `origin` (naive UTC).

    `best`: the suggestions; `keeps_window`: whether they are of the dates that come first; `monday`: of the week that
    is drawn; `lanes`: by key, everybody asked about; `work`: by key, when they work, in the mode asked for.

    Diaries are read for some weeks only, and to the end of the search where these do not tell all: most answers lie
    near. Outside of what was read the answer is not to be asked.
    """

    near = 3  # weeks, from the first that can matter

    def __init__(self, env, asked):
        self.env, self.asked, self.now = env, asked, clock.now()
        self.until = asked.earliest + timedelta(weeks=asked.weeks)
        super().__init__(self._midnight(self._monday_of(self.now)), self.until + DAY)
        env.flush_all()
        self._gather()
        weeks = self._monday_of(asked.earliest), self._asked_monday or self._monday_of(asked.earliest)
        begin, end = self._midnight(min(weeks)), self._midnight(max(weeks) + timedelta(weeks=self.near))
        self._look(max(begin, self.origin), min(end, self.until))
        if not self._tells_all(min(end, self.until)):
            self._look(self.origin, self.until)

    def _look(self, begin, end):
        """Search between two instants; of what lies before the first, nobody's diary is known."""
        self._busy = self._busy_times(begin - DAY, end + 2 * DAY)
        self.lanes, self.work, self._taken, self._away = {}, {}, {}, {}
        self.people = [self._person(*person) for person in self.asked.people]
        clinicians = [self._clinician(clinician) for clinician in self._clinicians_sudo]
        wanted = f"clinician:{self.asked.clinician_id}"
        self.pool = [one for one in clinicians if not self.asked.clinician_id or one.key == wanted]
        self.others = [one for one in clinicians if self.asked.clinician_id and one.key != wanted]
        self.rooms = [self._room(room) for room in self._rooms_sudo]
        self.answer = find(self._wish(end), self.people, self.pool, self.rooms, self.others)
        in_window = self._in_window()
        self.keeps_window = bool(in_window)
        self.best = in_window or self.answer.best(SUGGESTIONS)

    def _in_window(self):
        """The suggestions of the dates that should come first, where there are any."""
        if not self.asked.window:
            return []
        first, last = self.asked.window
        low, high = (self.minutes(self._midnight(day)) for day in (first, last + DAY))
        return [slot for slot in self.answer.best(SUGGESTIONS, since=low) if slot.start < high]

    def _tells_all(self, end):
        """Whether enough is found, and each reason of the drawn week ends before `end`, unless the search does."""
        if len(self.best) < SUGGESTIONS or end == self.until:
            return len(self.best) == SUGGESTIONS
        return self.answer.settles(self.minutes(self._midnight(self.monday + timedelta(weeks=1))))

    @property
    def monday(self):
        """The Monday of the week that is drawn."""
        first = self.moment(self.best[0].start) if self.best else self.asked.earliest
        return self._asked_monday or self._monday_of(first)

    @property
    def mondays(self):
        """The Mondays of the first and of the last week that can be drawn."""
        return self._monday_of(self.origin), self._monday_of(self.until)

    @property
    def _asked_monday(self):
        """A week in which nothing is looked for is drawn as the nearest in which something is."""
        first, last = self.mondays
        return self.asked.week and min(max(self.asked.week, first), last)

    def _monday_of(self, moment):
        return monday_of(local_time(moment, self.asked.zone).date())

    def _midnight(self, day):
        return midnight(day, self.asked.zone)

    def _gather(self):
        """All but the diaries."""
        asked = self.asked
        clinicians_sudo, rooms_sudo = self._clinicians_sudo, self._rooms_sudo = self._enrolled(), self._open_rooms()
        ids = {"employees": set(), "users": set(), "partners": set()}
        for _role, kind, person_id in asked.people:
            ids[f"{kind}s"].add(person_id)
        self._who = look_up(
            self.env, asked.company_sudo, asked.zone, **ids, clinicians=clinicians_sudo.ids, rooms=rooms_sudo.ids
        )
        self._time = WorkingTime(
            self.env, [who.hours for who in self._who.values() if who.hours], self.origin, self.high
        )
        self._booked = hours_booked(
            self.env, clinicians_sudo.ids, rooms_sudo.ids, self.origin, self.high, but=asked.conference_id
        )
        self._painted = PaintedHours(self)

    def _wish(self, end):
        asked, horizon = self.asked, self.minutes(end)
        return Wish(
            length=asked.length,
            earliest=self.minutes(asked.earliest),
            horizon=horizon,
            needs_room=asked.mode != "virtual" and self._has_rooms,
            now=self.minutes(self.now),
            present=self.minutes(asked.present) if asked.present else None,
            half_days=half_days(self.origin, horizon, asked.zone),
            modes={mode: mode != "virtual" and self._has_rooms for mode in self._other_modes()},
        )

    def _other_modes(self):
        return [mode for mode, _label in MODES if mode != self.asked.mode]

    def _enrolled(self):
        """The clinicians of the company's OH service whose registration is valid; nobody chairs their own case."""
        # sudo: casecon.clinician - who can be booked, and when; every booker may know
        found_sudo = (
            self.env["casecon.clinician"]
            .sudo()
            .search_fetch(
                [("company_id", "=", self.asked.company_sudo.id), ("user_id.active", "=", True)],
                [
                    *(
                        "user_id",
                        "active",
                        "role_ended",
                        "registration_valid_until",
                        "offers_in_person",
                        "offers_virtual",
                    ),
                    *("availability", "buffer_before", "buffer_after", "day_limit"),
                ],
            )
        )
        own = self.asked.employee_user_ids
        return found_sudo.filtered(lambda c_sudo: c_sudo._is_registered() and c_sudo.user_id.id not in own)

    def _open_rooms(self):
        """The rooms of the company that have what is needed, or the one that was named."""
        domain = [("company_id", "in", (False, self.asked.company_sudo.id))]
        if self.asked.room_id:
            domain += [("id", "=", self.asked.room_id)]
        # sudo: casecon.room - which rooms there are; every booker may know
        rooms_sudo = self.env["casecon.room"].sudo().search_fetch(domain, [*NEEDS.values()])
        # where a company has none, the place is said in words
        self._has_rooms = bool(rooms_sudo or self.asked.room_id)
        if not self.asked.room_id:
            rooms_sudo = rooms_sudo.filtered(lambda room_sudo: not room_sudo._lacks(self.asked.needs))
        return rooms_sudo.sorted(lambda room_sudo: room_sudo.id != self.asked.usual_room_id)  # the first is taken

    def _busy_times(self, low, high):
        """Everybody's busy times by contact."""
        partners = {partner for who in self._who.values() for partner in who.partner_ids}
        return busy_times(self.env, partners, self.origin, low, high, but_event=self.asked.event_id)

    def blocks_of(self, key, low, high):
        """(start, stop, kind) of what stands in somebody's way between two minutes, or meets what does: busy, soft,
        away, conference, buffer."""
        hours = [row for row in self._booked if key in (f"clinician:{row[0]}", f"room:{row[1]}")]
        conferences = {(start, stop) for _clinician, _room, start, stop, *_buffers in hours}
        # a clinician's conference stands in the calendar too
        diary = [
            row[1:]
            for row in self._taken.get(key, ())
            if row[1] < high and row[2] > low and row[1:3] not in conferences
        ]
        found = [(*block, "busy") for block in joined(row[:2] for row in diary if not row[2])]
        found += [(*block, "soft") for block in joined(row[:2] for row in diary if row[2])]
        found += [(start, stop, "away") for start, stop in self._away.get(key, ())]
        found += [(*block, "conference") for block in sorted(conferences)]
        if key.startswith("clinician"):
            for _clinician, _room, start, stop, before, after in hours:
                found += [(start - before, start, "buffer")] if before else []
                found += [(stop, stop + after, "buffer")] if after else []
        return found

    def _busy_of(self, key, who):
        """The busy times of one person, as the engine takes them."""
        self._taken[key] = self.busy_rows(who, self._busy)
        return self._taken[key]

    def _away_of(self, key, hours, until=None):
        """When they are away; `until`: the last day on which they may chair at all."""
        away = self._time.away(hours) if hours else ()
        if until:
            away = joined([*away, (self.minutes(self._midnight(until + DAY)), self.minutes(self.high))])
        self._away[key] = away
        return away

    def _person(self, role, kind, person_id):
        who = self._who[kind, person_id]
        key = f"{role}:{person_id}"
        can_switch = role in SWITCHED
        required = role in ("employee", *SWITCHED) and not (can_switch and key in self.asked.optional)
        lane = self._lane(key, role, who, required, can_switch)
        return Person(
            key=key,
            required=required,
            busy=self._busy_of(key, who),
            work=self._hours(key, who.hours),
            away=self._away_of(key, who.hours),
            away_blocks=role != "employee",  # a case conference is held while somebody is off sick
            tentative_blocks=role not in ("manager", "hr"),
            known=lane.known,
            can_switch=can_switch,
        )

    def _lane(self, key, role, who, required=True, can_switch=False):
        stale = sync_is_stale(who.synced_at, self.now, self.asked.company_sudo.casecon_sync_stale_hours)
        self.lanes[key] = Lane(key, role, who, required, can_switch, who.has_diary and not stale)
        return self.lanes[key]

    def _hours(self, key, hours):
        self.work[key] = self._time.work(hours) if hours else None
        return self.work[key]

    def _clinician(self, c_sudo):
        who = self._who["clinician", c_sudo.id]
        key = f"clinician:{c_sudo.id}"
        lane = self._lane(key, "clinician", who)
        days = self.days_of(who.zone)
        own, booked = [], {}
        for clinician_id, _room, start, stop, before, after in self._booked:
            if clinician_id == c_sudo.id:
                own.append((0, start - before, stop + after, False))
                day = day_of(days, start)
                booked[day] = booked.get(day, 0) + 1
        work = self._time.work(who.hours)
        offered = self._painted.hours(c_sudo, work, who.zone)
        self.work[key] = offered.get(self.asked.mode, work)
        return Clinician(
            key=key,
            busy=[*own, *self._busy_of(key, who)] if own else self._busy_of(key, who),
            work=self.work[key],
            away=self._away_of(key, who.hours, c_sudo.registration_valid_until),
            known=lane.known,
            before=c_sudo.buffer_before,
            after=c_sudo.buffer_after,
            day_limit=c_sudo.day_limit,
            booked=booked,
            days=days,
            offers=self.asked.mode in offered,
            rank=int(c_sudo.id != self.asked.usual_clinician_id),
            modes=offered,
        )

    def _room(self, room_sudo):
        key = f"room:{room_sudo.id}"
        who = self._who["room", room_sudo.id]
        self.lanes[key] = Lane(key, "room", who, True, False, True)
        work = self._hours(key, who.hours)
        away = self._away_of(key, who.hours)
        booked = [(0, start, stop, False) for _c, room, start, stop, *_buffers in self._booked if room == room_sudo.id]
        return Room(key=key, busy=[*booked, *((0, start, stop, False) for start, stop in away)], work=work)
