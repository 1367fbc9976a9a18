from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from .. import clock
from ..conference.arguments import to_record
from ..conference.conference_gate import move

PAUSE = timedelta(minutes=10)


class CaseconConference(models.Model):
    """The invitation once more, for somebody who did not get it or cannot find it."""

    _inherit = "casecon.conference"

    def action_send_again(self, attendee_id=None):
        """Send the latest invitation to this attendee again. It changes nothing: the first acceptance counts [R3]."""
        self._one()
        move(self, "send_again")
        attendee_sudo = to_record(self.env, "casecon.attendee", attendee_id, self.env._("the attendee"))
        if attendee_sudo.conference_id.id != self.id or attendee_sudo.removed_at:
            raise UserError(self.env._("Please choose a person who attends this case conference. [R3]"))
        if not attendee_sudo._addresses():
            raise UserError(
                self.env._("No email can be sent to them. %(what_to_do)s [R3]", what_to_do=attendee_sudo._what_to_do())
            )
        requests = attendee_sudo.message_row_ids.filtered(lambda row: row.kind == "request")
        latest = requests.filtered(lambda row: row.state != "void").sorted("id")[-1:]
        is_under_way = latest.state == "sending" or (latest.state == "waiting" and not latest.attempts)
        if is_under_way or (latest.sent_at and latest.sent_at > clock.now() - PAUSE):
            raise UserError(
                self.env._("The invitation was sent a moment ago, or is about to be. Please wait for ten minutes. [R3]")
            )
        # sudo: casecon.message - nobody else can write it
        self.env["casecon.message"].sudo()._queue(attendee_sudo, "request")
        return True


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def action_send_again(self):
        """HR or the OH administrator sends this person the latest invitation again."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one person."))
        self.check_access("read")
        return self.conference_id.action_send_again(attendee_id=self.id)
