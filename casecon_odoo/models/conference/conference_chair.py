from odoo import models
from odoo.exceptions import UserError

from .. import clock
from .conference_gate import move
from .evidence import happened_at
from .guarded import write_guarded
from .meeting_event import happened


class CaseconConference(models.Model):
    """Another clinician takes the chair, before the meeting or in it (R18)."""

    _inherit = "casecon.conference"

    def action_take_chair(self, reason=None, at=None):
        """A clinician of the service takes the chair from the one who has it, who is told; the employee accepts them.

        `at`: when they took it, where it is entered later, before the start is (UTC text; now without it) [R18].

        Asks R15 (they make the pre-call, or were briefed), R18 (registered on the day) and R32. In the meeting the one
        replaced leaves the room, and nothing is said before the employee has accepted who chairs now [R11].
        """
        self._one()
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        own_sudo = self.env.user._casecon_enrolment(conference_sudo.company_id)
        vals = {"clinician_id": own_sudo.id}
        chairs = self._live_attendees().filtered(lambda row: row.role == "clinician")
        before = max(filter(None, (conference_sudo.booked_at, chairs.added_at)), default=None)
        if conference_sudo.state == "prepared":
            vals["state"] = "scheduled"
        with self._claim_hour(vals):
            move(
                self,
                "take_chair",
                vals,
                **self._chair_facts(vals),
                **self._facts_with(["clinician"], clinician_id=own_sudo.id),
            )
        what = self.env._("when you took the chair")
        taken_at = happened_at(self.env, at, what, "R18", before or self._first_word(), self._zone())
        if at is not None and conference_sudo.state == "in_session":
            raise UserError(self.env._("In the meeting you take the chair now, so leave the time empty. [R18]"))
        rows = self._sync_attendees()
        own = rows.filtered(lambda row: row.role == "clinician" and not row.removed_at)
        write_guarded(own, {"added_at": taken_at})
        if conference_sudo.state == "in_session":
            happened(self, *(("came", clock.now(), row) for row in own))
        self._note_change("reassign", reason, happened_at=taken_at)
        self._publish(rows)
        return True
