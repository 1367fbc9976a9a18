from odoo import fields, models
from odoo.exceptions import UserError

from ...domain import meeting
from .. import clock
from .arguments import to_datetime
from .conference_gate import move
from .meeting_event import happened


class CaseconConference(models.Model):
    """The meeting: it starts with who is there, and ends; what happened in between is only ever added to."""

    _inherit = "casecon.conference"

    meeting_event_ids = fields.One2many("casecon.meeting.event", "conference_id", readonly=True, copy=False)

    def action_start(self, present_attendee_ids=None, started_at=None, reason=None):
        """Start the meeting with those present [R3 R7 R11 R15 R18 R28]. `started_at`: UTC text, now without it.

        The reason is needed where HR or the manager is missing, the start is entered late, or somebody has not
        acknowledged that nothing is recorded.
        """
        self._one()
        started_at = clock.now() if started_at is None else to_datetime(self.env, started_at, self.env._("the start"))
        present = self._those_present(present_attendee_ids)
        reason = reason.strip() if isinstance(reason, str) else ""
        move(
            self,
            "start",
            {"started_at": started_at},
            present=frozenset(present.mapped("role")),
            starts_at=started_at,
            reason_given=bool(reason),
            recording_unacknowledged=len(present.filtered(lambda row: not row._knew_of_recording(started_at))),
        )
        happened(self, ("started", started_at), *(("came", started_at, row) for row in present))
        if reason:
            self._keep_reason("start", reason)
        return True

    def action_end(self, ended_at=None):
        """End the meeting (UTC text, now without it); whoever was still in the room leaves [R18]."""
        self._one()
        ended_at = clock.now() if ended_at is None else to_datetime(self.env, ended_at, self.env._("the end"))
        move(self, "end", {"ended_at": ended_at}, ends_at=ended_at)
        self._empty_room(ended_at)
        happened(self, ("ended", ended_at))
        return True

    def _those_present(self, ids):
        """The attendees with these ids, of those who attend; as superuser."""
        ids = ids if isinstance(ids, (list, tuple)) else []
        present = self._live_attendees().filtered(lambda attendee: attendee.id in ids)
        if len(present) != len(set(ids)):
            raise UserError(self.env._("Choose those who are present from the attendees. [R18]"))
        return present

    def _empty_room(self, at, but=()):
        """Whoever is in the room leaves it, but those in these roles."""
        # sudo: casecon.attendee - who is there; the gate said yes
        there = self.sudo().attendee_ids._there()
        happened(self, *(("left", at, row) for row in there if row.role not in but))

    def _happened_so_far(self):
        """What happened in this meeting, as the domain reads it."""
        # sudo: casecon.meeting.event - the gate judges on all of it, shows none
        return self.sudo().meeting_event_ids._told()

    def _stands(self):
        """How the meeting stands: "open", "paused", "private_word"; "" where there is none now."""
        return meeting.standing(self._happened_so_far()) if self.sudo().state == "in_session" else ""

    def _goes_on(self):
        """Whether it is neither paused nor in a private word; also where there is no meeting now."""
        return self._stands() in ("", "open")

    def _was_there(self, attendees, start, stop):
        """Hook: these people are entered as having been in the room from `start` to `stop` (None: still)."""

    def _gate_depends(self):
        return [*super()._gate_depends(), "meeting_event_ids"]

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            events = conference._happened_so_far() if facts["state"] == "in_session" else ()
            facts["stands"] = meeting.standing(events)
            facts["last_event_at"] = max((event.at for event in events), default=None)
        return result
