from odoo import models

from ...domain import reminders
from .. import clock


class CaseconMessage(models.Model):
    """The reminder of a fact check follows its real end: time that stood still has moved it, which nobody announces."""

    _inherit = "casecon.message"

    def _is_still_due(self):
        if self.about != "check_ends":
            return super()._is_still_due()
        now, conference = clock.now(), self.attendee_id.conference_id
        holding = [(due_at, moment) for _row, about, due_at, moment in conference._reminders() if about == self.about]
        if not holding:
            return False
        ((due_at, moment),) = holding
        if conference.employee_id._casecon_login().suspended_at:  # time stands still: looked at again tomorrow
            due_at = reminders.next_nine(now, conference.employee_id._casecon_zone())
        if due_at > now:
            self._plan(due_at, attendee_id=self.attendee_id.id, about=self.about, moment=moment)
            return False
        self.moment = moment
        return moment > now
