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

        An end is told at once, and so is a change of what they were invited to: both go to those alone who know of it.
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
        if kind == "request":
            earlier = earlier.filtered(lambda row: row.attendee_id != attendee)
        return max([now, *((row.sent_at or row.next_try_at) + PAUSE for row in earlier)])
