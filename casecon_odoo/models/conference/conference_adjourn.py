from datetime import timedelta

from odoo import models

from .. import clock
from .arguments import to_datetime, to_keys
from .conference_gate import move
from .guarded import write_guarded
from .meeting_event import happened

NO_WAIVER = {"notice_waived_at": False, "notice_accepts_from": False}


class CaseconConference(models.Model):
    """The meeting is adjourned to another day, and goes on there in a new sitting (R18)."""

    _inherit = "casecon.conference"

    def action_adjourn(self, start=None, reason=None, room_id=None, despite=None, adjourned_at=None):
        """Adjourn the meeting to another day (`start`, UTC text): new invitations, the same consent [R3 R18].

        The employee has two working days after the new invitation, or accepts less in this very meeting. Also for a
        next sitting that should have begun and did not. `adjourned_at`: when the present sitting ended (UTC text; now
        without it); `room_id`, `despite`: as for `action_schedule`.
        """
        self._one()
        start = to_datetime(self.env, start, self.env._("the new date and time"))
        now = clock.now()
        at = now if adjourned_at is None else to_datetime(self.env, adjourned_at, self.env._("the time"))
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns
        missed = c_sudo.start if c_sudo.state == "adjourned" else False
        waived = self._waived_for_next()
        vals = {"start": start, "stop": start + timedelta(minutes=c_sudo.duration)}
        vals |= {"booked_at": now, "notice_kind": "adjourned", **({} if waived else NO_WAIVER)}
        vals |= self._room_vals(room_id, c_sudo.mode)
        given = {"start": start, "booked_start": c_sudo.start, "ends_at": at, "accepts_from": waived}
        given |= self._clinician_facts(c_sudo.clinician_id, *self._start_of(vals))
        with self._claim_hour(vals, to_keys(self.env, despite)):
            move(self, "adjourn", vals, **given)
        if missed:
            happened(self, ("missed", missed))
        else:
            self._empty_room(at)
            happened(self, ("adjourned", at))
        rows = self._live_attendees()
        # sudo: casecon.attendee - the gate said yes: answers and notice begin anew
        write_guarded(rows, {"answer": "needs_action", "invited_at": False, "is_told": False})
        self._note_change("adjourn", reason)
        self._publish(rows)
        return True

    def _waived_for_next(self):
        """The earliest next start that the employee accepted in the present sitting; not before it [R3]."""
        c_sudo = self.sudo()  # sudo: casecon.conference - own columns
        sitting = self._sittings()[-1:]
        fresh = sitting and c_sudo.notice_waived_at and c_sudo.notice_waived_at >= sitting[0].start
        return (fresh and c_sudo.notice_accepts_from) or None
