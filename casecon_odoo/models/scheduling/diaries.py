"""What a search for a time asks the diaries: when people are busy, and what is booked."""

from datetime import timedelta

from odoo.tools import SQL

from ...domain.intervals import by_partner
from ...domain.states import BOOKED

DAY = timedelta(days=1)

# Minutes, because the conversion of timestamps would cost twice the statement. An all-day event comes under the
# negative contact: its dates are no instants until somebody's zone is known; hence a day more on either side.
# Two parts, because the index knows when a meeting stops: those that stop before the end of the search or soon after,
# and the few long ones, from an index of their own. In one part it would read all that is still ahead of everybody.
# Of those the end does not matter, and may lie where no minutes can be counted: anybody can write the year 9999.
BEYOND = "%(high)s + interval '2 days'"
BUSY_PART = """
    SELECT CASE WHEN whole THEN -partner_id ELSE partner_id END,
           floor(date_part('epoch', start - %(origin)s) / 60)::int,
           ceil(date_part('epoch', {end} - %(origin)s) / 60)::int, soft
      FROM casecon_busy WHERE partner_id = ANY(%(partners)s) AND start < %(high)s %(but)s
"""
BUSY_TIMES = f"""
    {BUSY_PART.format(end="stop")} AND stop > %(low)s AND stop <= {BEYOND}
     UNION ALL {BUSY_PART.format(end=BEYOND)} AND stop > {BEYOND} AND stop - start > interval '2 days'
"""
HOURS_BOOKED = """
    SELECT clinician_id, room_id, floor(date_part('epoch', start - %(origin)s) / 60)::int,
           ceil(date_part('epoch', stop - %(origin)s) / 60)::int, coalesce(buffer_before, 0), coalesce(buffer_after, 0)
      FROM casecon_conference
     WHERE state IN %(booked)s AND start < %(high)s AND stop > %(low)s AND id <> %(but)s
       AND (clinician_id = ANY(%(clinicians)s) OR room_id = ANY(%(rooms)s))
"""


def busy_times(env, partner_ids, origin, low, high, but_event=0):
    """Everybody's busy times by contact, in minutes from `origin`, in one statement; `but_event`: of one that moves,
    which is not in its own way."""
    but = SQL()
    if but_event:
        but = SQL("AND event_id <> %s", but_event)
    return by_partner(
        env.execute_query(SQL(BUSY_TIMES, origin=origin, partners=sorted(partner_ids), low=low, high=high, but=but))
    )


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
