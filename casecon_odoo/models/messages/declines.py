from odoo import models

from .. import clock
from ..by_nobody import by_nobody
from ..conference.declined import AWAITED
from ..to_do import make_to_do


class CaseconAttendee(models.Model):
    """Whoever booked hears at once, on the screen, by mail and by a to-do, that somebody who is needed cannot come."""

    _inherit = "casecon.attendee"

    def _answered(self):
        result = super()._answered()
        for row in self.filtered(lambda a: a.answer == "declined" and a.role in AWAITED):
            row.conference_id._ring_booker()
            row.conference_id._tell_booker(row)
        return result


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    def _booker(self):
        """Who represents HR, else who asked; as superuser, whoever is told is shown to nobody."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - whom to tell
        return conference_sudo.hr_user_id or conference_sudo.requester_id

    def _ring_booker(self):
        booker = self._booker()
        env = self.with_context(lang=booker.lang).env
        message = env._("%(ref)s: someone cannot come.", ref=self.sudo().name)  # sudo: casecon.conference - neutral
        booker._bus_send(
            "simple_notification", {"title": env._("You have an update"), "message": message, "type": "warning"}
        )

    def _tell_booker(self, about):
        """A mail and a to-do for the booker; not about themselves."""
        booker = self._booker()
        if not booker or about.sudo().user_id == booker:
            return
        env, today = by_nobody(self.sudo()).env, clock.now().date()
        open_one = [("user_id", "=", booker.id), ("automated", "=", True), ("date_deadline", "=", today)]
        if not env["mail.activity"].search_count([*open_one, ("res_model", "=", False)], limit=1):
            make_to_do(env, booker, today)
        self._tell_user(booker, "cannot_come")
