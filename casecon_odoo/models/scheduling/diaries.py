"""What diaries say between two instants, in minutes from the first: for a search, and for the pool's week."""

from datetime import timedelta

from odoo.tools import SQL

from ...domain.intervals import by_partner
from ...domain.local_days import midnights
from ...domain.notice import first_instant
from .conference import BOOKED
from .working_time import Hours, WorkingTime

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# Minutes, because the conversion of timestamps would cost twice the statement. An all-day event comes under the
# negative contact: its dates are no instants until somebody's zone is known; hence a day more on either side.
# Two parts, because the index knows when a meeting stops: those that stop before the end of the search or soon after,
# and the few long ones, from an index of their own. In one part it would read all that is still ahead of everybody.
BUSY_PART = """
    SELECT CASE WHEN whole THEN -partner_id ELSE partner_id END,
           floor(date_part('epoch', start - %(origin)s) / 60)::int,
           ceil(date_part('epoch', stop - %(origin)s) / 60)::int, soft
      FROM casecon_busy WHERE partner_id = ANY(%(partners)s) AND start < %(high)s %(but)s
"""
BUSY_TIMES = f"""
    {BUSY_PART} AND stop > %(low)s AND stop <= %(high)s + interval '2 days'
     UNION ALL {BUSY_PART} AND stop > %(high)s + interval '2 days' AND stop - start > interval '2 days'
"""
HOURS_BOOKED = """
    SELECT clinician_id, room_id, floor(date_part('epoch', start - %(origin)s) / 60)::int,
           ceil(date_part('epoch', stop - %(origin)s) / 60)::int, coalesce(buffer_before, 0), coalesce(buffer_after, 0)
      FROM casecon_conference
     WHERE state IN %(booked)s AND start < %(high)s AND stop > %(low)s AND id <> %(but)s
       AND (clinician_id = ANY(%(clinicians)s) OR room_id = ANY(%(rooms)s))
"""


def hours_booked(env, clinician_ids, room_ids, origin, until, but=0):
    """The conferences of these clinicians and in these rooms, from `origin` on, in minutes."""
    return env.execute_query(
        SQL(
            HOURS_BOOKED,
            origin=origin,
            booked=BOOKED,
            low=origin - DAY,
            high=until + DAY,
            but=but,
            clinicians=clinician_ids,
            rooms=room_ids,
        )
    )


class Diaries:
    """Minutes count from `origin` (naive UTC), and everything is known until `high`."""

    def __init__(self, env, origin, high):
        self.env, self.origin, self._high = env, origin, high
        self._days = {}

    def minutes(self, moment):
        """A naive UTC instant as minutes from the origin, rounded up."""
        return -((self.origin - moment) // MINUTE)

    def moment(self, minutes):
        """Minutes from the origin as a naive UTC instant."""
        return self.origin + minutes * MINUTE

    def days_of(self, zone):
        """The minutes at which the days of a zone begin."""
        if zone not in self._days:
            self._days[zone] = midnights(self.origin, self.minutes(self._high), zone)
        return self._days[zone]

    def _working_time(self, everybody, company_sudo):
        """When they work; the company's own hours are known as well, for a clinician of whom none are set."""
        house = Hours(0, company_sudo.resource_calendar_id.id or 0, "UTC", company_sudo.id)
        return WorkingTime(self.env, [house, *(who.hours for who in everybody if who.hours)], self.origin, self._high)

    def _clinician_hours(self, working_time, hours, company_sudo):
        """When a clinician works; as the company does where nobody says, None where that says nothing either."""
        work = working_time.work(hours)
        if work is None:
            house = company_sudo.resource_calendar_id.id or 0
            work = working_time.work(hours._replace(calendar_id=house, employee_id=0))
        return work

    def _busy_times(self, everybody, low, high, but_event=0):
        """Everybody's busy times by contact, in one statement; `but_event`: of one that moves, which is not in its own
        way."""
        but = SQL()
        if but_event:
            but = SQL("AND attendee_id NOT IN (SELECT id FROM calendar_attendee WHERE event_id = %s)", but_event)
        partners = sorted({partner for who in everybody for partner in who.partner_ids})
        return by_partner(
            self.env.execute_query(SQL(BUSY_TIMES, origin=self.origin, partners=partners, low=low, high=high, but=but))
        )

    def _busy_rows(self, busy, who):
        """The busy times of one person, out of everybody's."""
        parts = [busy[partner] for partner in who.partner_ids if partner in busy]
        whole = [row for partner in who.partner_ids for row in busy.get(-partner, ())]
        if len(parts) == 1 and not whole:
            return parts[0]
        parts.append(
            [
                (0, self._on_clock(start, who.zone), self._on_clock(stop, who.zone), soft)
                for _p, start, stop, soft in whole
            ]
        )
        return [row for part in parts for row in part]

    def _on_clock(self, minutes, zone):
        """A date, which came as if it were UTC, on the clock of a zone."""
        return self.minutes(first_instant(self.moment(minutes), zone))
