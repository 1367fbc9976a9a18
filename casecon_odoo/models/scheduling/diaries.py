"""Everybody's busy times between two instants, in minutes from the first: of a search, and of the pool's week."""

from datetime import timedelta

from odoo.tools import SQL

from ...domain.intervals import by_partner
from ...domain.local_days import midnights
from ...domain.notice import first_instant
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

    def _busy_times(self, everybody, but=None):
        """Everybody's busy times by contact, in one statement; `but` may leave some out."""
        partners = {partner for who in everybody for partner in who.partner_ids}
        return by_partner(
            self.env.execute_query(
                SQL(
                    BUSY_TIMES,
                    origin=self.origin,
                    partners=sorted(partners),
                    low=self.origin - DAY,
                    high=self._high + DAY,
                    but=but or SQL(),
                )
            )
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
