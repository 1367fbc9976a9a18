from odoo import models
from odoo.exceptions import UserError

from .. import clock
from .arguments import to_datetime
from .conference_gate import move
from .guarded import write_guarded


class CaseconConference(models.Model):
    """The meeting: it starts with who is there, and ends."""

    _inherit = "casecon.conference"

    def action_start(self, present_attendee_ids=None, started_at=None, reason=None):
        """Start the meeting with those present [R3 R7 R11 R15 R18 R28]. `started_at`: UTC text, now without it.

        The reason is needed where HR or the manager is missing, the start is entered late, or somebody has not
        acknowledged that nothing is recorded.
        """
        self._one()
        started_at = clock.now() if started_at is None else to_datetime(self.env, started_at, self.env._("the start"))
        live = self._live_attendees()
        ids = present_attendee_ids if isinstance(present_attendee_ids, (list, tuple)) else []
        present = live.filtered(lambda attendee: attendee.id in ids)
        if len(present) != len(set(ids)):
            raise UserError(self.env._("Choose those who are present from the attendees. [R18]"))
        reason = reason.strip() if isinstance(reason, str) else ""
        move(
            self,
            "start",
            {"started_at": started_at},
            present=frozenset(present.mapped("role")),
            starts_at=started_at,
            reason_given=bool(reason),
            recording_unacknowledged=len(present.filtered(lambda a: not a.recording_acknowledged_at)),
        )
        write_guarded(present, {"present_from": started_at})
        if reason:
            self._keep_reason("start", reason)
        return True

    def action_end(self, ended_at=None):
        """End the meeting (UTC text, now without it); whoever was still in the room leaves."""
        self._one()
        ended_at = clock.now() if ended_at is None else to_datetime(self.env, ended_at, self.env._("the end"))
        move(self, "end", {"ended_at": ended_at}, ends_at=ended_at)
        in_room = self._live_attendees().filtered(lambda a: a.present_from and not a.present_until)
        write_guarded(in_room, {"present_until": ended_at})
        return True
