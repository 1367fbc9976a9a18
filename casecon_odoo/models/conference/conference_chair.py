from odoo import models

from .. import clock
from .conference_gate import move
from .meeting_event import happened


class CaseconConference(models.Model):
    """Another clinician takes the chair, before the meeting or in it (R18)."""

    _inherit = "casecon.conference"

    def action_take_chair(self, reason=None):
        """A clinician of the service takes the chair from the one who has it, who is told; the employee accepts them.

        Asks R15 (they make the pre-call, or were briefed), R18 (registered on the day) and R32. In the meeting the one
        replaced leaves the room, and nothing is said before the employee has accepted who chairs now [R11].
        """
        self._one()
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        own_sudo = self.env.user._casecon_enrolment(conference_sudo.company_id)
        vals = {"clinician_id": own_sudo.id}
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
        rows = self._sync_attendees()
        if conference_sudo.state == "in_session":
            happened(
                self, *(("came", clock.now(), row) for row in rows if row.role == "clinician" and not row.removed_at)
            )
        self._note_change("reassign", reason)
        self._publish(rows)
        return True
