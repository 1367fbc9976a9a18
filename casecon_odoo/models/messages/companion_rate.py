from datetime import timedelta

from odoo import api, models

from .. import clock

PAUSE = timedelta(hours=1)


class CaseconMessage(models.Model):
    """A companion's address is one that an employee typed: nobody can have it flooded from here."""

    _inherit = "casecon.message"

    @api.model
    def _not_before(self, attendee, kind, address):
        """When a mail of this kind may go to this attendee: to a companion's address one an hour.

        An end is told at once: it goes to those alone who were told of the booking.
        """
        now = clock.now()
        if attendee.role != "companion" or kind == "cancel":
            return now
        earlier = self.search(
            [
                ("kind", "=", kind),
                ("attendee_id.role", "=", "companion"),
                ("address", "=", address),
                *("|", ("state", "=", "waiting"), ("sent_at", ">", now - PAUSE)),
            ]
        )
        return max([now, *((row.sent_at or row.next_try_at) + PAUSE for row in earlier)])
