from odoo import api, fields, models

from ...domain.meeting import room
from .. import clock
from .arguments import to_datetime
from .gated import move_row
from .meeting_event import happened


class CaseconAttendee(models.Model):
    """Who is in the room, from when until when; only ever added to (R18)."""

    _inherit = "casecon.attendee"

    can_was_present = fields.Boolean(
        compute="_compute_gate", export_string_translation=False, string="Can be added as present"
    )
    event_ids = fields.One2many("casecon.meeting.event", "attendee_id", readonly=True)
    present_from = fields.Datetime(compute="_compute_present", compute_sudo=True, string="Present from")
    present_until = fields.Datetime(compute="_compute_present", compute_sudo=True, string="Present until")

    @api.depends("event_ids")
    def _compute_present(self):
        """The last time in the room; the earlier ones are in the list of what happened."""
        for row in self:
            last = (row._in_the_room() or [None])[-1]
            row.present_from, row.present_until = last and last.start, last and last.stop

    def _there(self):
        """Those of these who are in the room now."""
        return self.filtered(lambda row: row.present_from and not row.present_until)

    def _in_the_room(self):
        """The intervals of one attendee, in order; as superuser."""
        self.ensure_one()
        # sudo: casecon.meeting.event - one person's own, for the gate and for whoever may read the attendee
        return room(self.sudo().event_ids._told()).get(self.id, [])

    def action_enter(self, at=None):
        """The chair records that the person came into the room (UTC text; now without it) [R16 R18]."""
        row, moment = self._one_attendee(), self._moment(at)
        move_row(row, "enter", at=moment)
        happened(row.conference_id, ("came", moment, row))
        if at is not None:  # who comes in now heard nothing of what was said up to now, be it in this very second
            row.conference_id._was_there(row, moment, None)
        return True

    def action_leave(self, at=None):
        """The chair records that the person left the room (UTC text; now without it) [R18]."""
        row, moment = self._one_attendee(), self._moment(at)
        move_row(row, "leave", at=moment)
        happened(row.conference_id, ("left", moment, row))
        if at is not None:
            row.conference_id._was_gone(row, moment)
        return True

    def action_was_present(self, present_from=None, present_until=None):
        """The chair enters afterwards that the person was in the room (UTC texts); nothing is rewritten [R18]."""
        row = self._one_attendee()
        start = to_datetime(self.env, present_from, self.env._("from when"))
        stop = to_datetime(self.env, present_until, self.env._("until when"))
        move_row(row, "was_present", at=start, until=stop)
        happened(row.conference_id, ("came", start, row), ("left", stop, row))
        row.conference_id._was_there(row, start, stop)
        return True

    def _moment(self, at):
        return clock.now() if at is None else to_datetime(self.env, at, self.env._("the time"))

    def _presence_facts(self):
        """What the gate is told of somebody's coming and going; of a row as superuser."""
        intervals, conference_sudo = self._in_the_room() if self else [], self.conference_id
        return {
            "sittings": tuple(conference_sudo._sittings()),
            "intervals": tuple(intervals),
            "is_open": conference_sudo._stands() == "open",
        }
