from odoo import models

from .. import clock
from ..by_nobody import by_nobody
from ..to_do import make_to_do
from .attendee import AWAITED


class CaseconAttendee(models.Model):
    """Whoever booked hears at once, by mail and by a to-do, that somebody who is needed cannot come."""

    _inherit = "casecon.attendee"

    def _answered(self):
        result = super()._answered()
        for row in self.filtered(lambda a: a.answer == "declined" and a.role in AWAITED):
            row.conference_id._tell_booker(row)
        return result


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _tell_booker(self, about):
        """A mail "you have an update" and a to-do for who represents HR, else who asked; not about themselves."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - whom to tell; nothing of it is shown
        booker = conference_sudo.hr_user_id or conference_sudo.requester_id
        if not booker or about.sudo().user_id == booker:
            return
        env, today = by_nobody(conference_sudo).env, clock.now().date()
        open_one = [("user_id", "=", booker.id), ("automated", "=", True), ("date_deadline", "=", today)]
        if not env["mail.activity"].search_count([*open_one, ("res_model", "=", False)], limit=1):
            make_to_do(env, booker, today)
        self._tell_user(booker, "cannot_come")
