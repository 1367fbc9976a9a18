"""One week of a company's clinicians, gathered in as many statements for twenty of them as for one."""

from collections import Counter
from datetime import timedelta

from ...domain.availability import apart
from ...domain.intervals import joined, without
from ...domain.local_days import midnight
from ...domain.notice import local_time
from ...domain.states import BOOKED
from .. import clock, in_words
from .diaries import DAY, busy_times
from .painted_hours import PaintedHours
from .slot_people import look_up, sync_is_stale
from .slot_sentences import said_of_diary
from .span import Span
from .working_time import WorkingTime

TOOK_PLACE = ("held", "closed")  # a day keeps its load when it is over
FRIDAY = 4


class PoolWeek(Span):
    """What `pool_week` returns of the clinicians: hours, busy and booked, never what a meeting is or whom it is about.

    A day of a clinician is one of their own zone, as the limit counts it; all is drawn on the reader's clock.
    """

    FIELDS = (
        *("name", "kind", "active", "registration_valid_until", "day_limit"),
        *("offers_in_person", "offers_virtual", "availability"),
    )

    def __init__(self, clinicians, monday, zone):
        self._dates = [monday + timedelta(days=n) for n in range(7)]
        origin, end = midnight(monday, zone), midnight(monday + 7 * DAY, zone)
        super().__init__(origin, end + DAY)
        self.env, self._clinicians, self._zone, self._end = clinicians.env, clinicians, zone, self.minutes(end)
        # sudo: res.company - its working hours, and when a diary that is kept elsewhere is too old
        self._company_sudo = self.env.company.sudo()
        self.env.flush_all()
        self._who = look_up(self.env, self._company_sudo, zone, clinicians=clinicians.ids)
        everybody = self._who.values()
        self._time = WorkingTime(self.env, [who.hours for who in everybody], origin, self.high)
        partners = {partner for who in everybody for partner in who.partner_ids}
        self._busy = busy_times(self.env, partners, origin, origin - DAY, self.high + DAY)
        self._painted = PaintedHours(self)
        self._booked = self._conferences()
        self._names = self._readable_names()

    def as_dict(self):
        """The days that are drawn, and the clinicians."""
        rows = [self._clinician(clinician) for clinician in self._clinicians]
        used = {day for row in rows for day in row.pop("used")}
        shown = [day for day in self._dates if day.weekday() <= FRIDAY or day in used]
        for row in rows:
            row["days"] = {str(day): row["days"][day] for day in shown}
        return {"days": [str(day) for day in shown], "clinicians": rows}

    def _conferences(self):
        """Those of this week by clinician; a day more on either side, because days are the clinician's own."""
        # sudo: casecon.conference - when clinicians are booked; whoever answers for their hours may know
        found_sudo = (
            self.env["casecon.conference"]
            .sudo()
            .search_fetch(
                [
                    ("clinician_id", "in", self._clinicians.ids),
                    ("state", "in", (*BOOKED, *TOOK_PLACE)),
                    ("start", "<", self.high),
                    ("stop", ">", self.origin - DAY),
                ],
                ["clinician_id", "start", "stop", "buffer_before", "buffer_after"],
                order="start, id",
            )
        )
        return found_sudo.grouped("clinician_id")

    def _readable_names(self):
        """The references of those that the reader may open."""
        ids = [conference.id for of_one in self._booked.values() for conference in of_one]
        readable = self.env["casecon.conference"].search_fetch([("id", "in", ids)], ["name"])
        return {conference.id: conference.name for conference in readable}

    def _clinician(self, clinician):
        who = self._who["clinician", clinician.id]
        booked = self._booked.get(clinician.sudo(), ())
        away = self._of_week(self._time.away(who.hours))
        hours = self._hours(clinician, who, away)
        busy = self._busy_with(who, booked)
        meets = joined(block for kind, blocks in (hours or {}).items() if kind != "nobody" for block in blocks)
        count = Counter(local_time(conference.start, who.zone).date() for conference in booked)
        limit = clinician.day_limit
        conferences = [self._conference(conference, away) for conference in booked if self._is_of_week(conference)]
        blocks = [self._block(*block, kind) for kind, of_kind in (hours or {}).items() for block in of_kind]
        blocks += [self._block(*block, "away") for block in away]
        blocks += [self._block(*block, "busy") for block in busy]
        kept = [self._kept(conference) for conference in booked]
        drawn = [*meets, *(hours or {}).get("nobody", ()), *map(self._minutes_of, booked)]
        return {
            "id": clinician.id,
            "name": clinician.name,
            "kind": dict(clinician._fields["kind"]._description_selection(self.env))[clinician.kind],
            "zone": who.zone,
            "notes": list(self._notes(clinician, who, hours)),
            "limit": limit,
            "count": sum(count[day] for day in self._dates),
            "booked": _length(self._of_week(joined(kept))),
            "available": hours is not None and clinician._is_registered() * _length(without(meets, busy)),
            "days": {day: {"count": count[day], "is_full": bool(limit) and count[day] >= limit} for day in self._dates},
            "blocks": blocks + conferences,
            "used": self._days_with(self._of_week(drawn)),
        }

    def _hours(self, clinician, who, away):
        """Working hours, leave out, by how they meet people; None where nobody knows."""
        work = self._time.work(who.hours)
        if work is None:
            return None
        by_mode = self._painted.hours(clinician, work, who.zone)
        found = apart(work, by_mode.get("in_person", ()), by_mode.get("virtual", ()))
        return {kind: list(without(self._of_week(blocks), away)) for kind, blocks in found.items()}

    def _busy_with(self, who, booked):
        """Other meetings, tentative ones too: for a clinician they count like the rest."""
        own = {self._minutes_of(conference) for conference in booked}  # they stand in the calendar too
        return self._of_week(joined(row[1:3] for row in self.busy_rows(who, self._busy) if row[1:3] not in own))

    def _conference(self, conference, away):
        start, stop = self._minutes_of(conference)
        kept_from, kept_until = self._kept(conference)
        return {
            **self._block(start, stop, "conference"),
            "kept_from": str(self.moment(kept_from)),
            "kept_until": str(self.moment(kept_until)),
            "is_away": any(begin < stop and end > start for begin, end in away),
            "id": conference.id in self._names and conference.id,
            "name": self._names.get(conference.id, False),
        }

    def _notes(self, clinician, who, hours):
        """What keeps somebody from being booked, or may make the picture wrong."""
        until = clinician.registration_valid_until
        if not clinician._is_registered():
            yield self.env._("The registration has expired, so this clinician cannot be booked.")
        elif until and until < self._dates[-1]:
            yield self.env._("The registration expires on %(day)s.", day=in_words.near_day(self.env, until))
        if hours is None:
            yield self.env._("No working hours are set.")
        stale = sync_is_stale(who.synced_at, clock.now(), self._company_sudo.casecon_sync_stale_hours)
        if stale or not who.has_diary:
            yield said_of_diary(self.env, who, self._zone)

    def _minutes_of(self, conference):
        return self.minutes(conference.start), self.minutes(conference.stop)

    def _kept(self, conference):
        """A conference with the minutes kept free around it."""
        start, stop = self._minutes_of(conference)
        return start - conference.buffer_before, stop + conference.buffer_after

    def _is_of_week(self, conference):
        start, stop = self._minutes_of(conference)
        return start < self._end and stop > 0

    def _of_week(self, blocks):
        """The part of these blocks that lies in the week."""
        return [(max(start, 0), min(stop, self._end)) for start, stop in blocks if start < self._end and stop > 0]

    def _days_with(self, blocks):
        """The reader's days on which a block begins or ends."""
        edges = (minute for start, stop in blocks for minute in (start, stop - 1))
        return {local_time(self.moment(minute), self._zone).date() for minute in edges}

    def _block(self, start, stop, kind):
        return {"start": str(self.moment(start)), "stop": str(self.moment(stop)), "kind": kind}


def _length(blocks):
    return sum(stop - start for start, stop in blocks)
