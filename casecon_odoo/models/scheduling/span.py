from datetime import timedelta

from ...domain.local_days import midnights
from ...domain.notice import first_instant

MINUTE = timedelta(minutes=1)
LONG_BEFORE = -timedelta(weeks=1) // MINUTE


class Span:
    """A stretch of time, of a search or of the pool's week, in minutes from its beginning.

    `origin`: the beginning; `high`: until when all of it is known; both naive UTC.
    """

    def __init__(self, origin, high):
        self.origin, self.high, self._days = origin, high, {}

    def minutes(self, moment):
        """A naive UTC instant as minutes from the origin, rounded up."""
        return -((self.origin - moment) // MINUTE)

    def moment(self, minutes):
        """Minutes from the origin as a naive UTC instant."""
        return self.origin + minutes * MINUTE

    def days_of(self, zone):
        """The minutes at which the days of a zone begin."""
        if zone not in self._days:
            self._days[zone] = midnights(self.origin, self.minutes(self.high), zone)
        return self._days[zone]

    def busy_rows(self, who, busy):
        """The busy times of one person, out of everybody's by contact."""
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
        """A date, which came as if it were UTC, on the clock of a zone; long past ones are all the same."""
        return self.minutes(first_instant(self.moment(max(minutes, LONG_BEFORE)), zone))
