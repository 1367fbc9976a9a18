from odoo import api, fields, models
from odoo.exceptions import UserError

from .arguments import to_choice, to_text
from .conference_gate import move
from .conference_people import SEATS
from .seats import Seats

REPLACED = tuple(SEATS.values())


class CaseconConference(models.Model):
    """A conflict of interest that OH accepts: one person in two seats, or somebody who manages another [R32]."""

    _inherit = "casecon.conference"

    has_conflict = fields.Boolean(compute="_compute_has_conflict", export_string_translation=False)

    @api.depends("readiness")
    @api.depends_context("uid")
    def _compute_has_conflict(self):
        for conference in self:
            lines = conference.readiness or []
            conference.has_conflict = any(line["rule"] == "R32" and not line["met"] for line in lines)

    def action_accept_conflict(self, reason=None, role=None, value=None):
        """Record why a conflict of interest is acceptable, for these very people [R32].

        Without `role`: whatever stands now. With it: before somebody takes over, `role` and `value` as for
        `action_reassign`; or before the employee names a companion, `role` companion and `value` the role that this
        person has already (clinician, manager or hr). HR reads that it was accepted; the reason is a note that
        clinicians alone read.
        """
        self._one()
        reason = to_text(self.env, reason, self.env._("the reason"))
        conflicts = self._conflicts_of(role, value)
        accepted = self._accepted_conflicts()
        keys = [key for _name, key in conflicts if key not in accepted]
        move(self, "accept_conflict", conflicts=tuple(name for name, key in conflicts if key in keys))
        for key in keys:
            self._note_change("conflict", None, conflict_key=key)
        self._keep_reason("accept_conflict", reason)
        return True

    def _conflicts_of(self, role, value):
        """Conflicts of interest that stand, or that somebody would bring who is about to take a seat."""
        if not role:
            return Seats(self.env, {self: self._case()}).conflicts(self)
        to_choice(self.env, role, (*REPLACED, "companion"), self.env._("who it is about"))
        if role == "companion":
            return self._conflicts_of_companion(value)
        instead = self._taking_over(role, value)
        return Seats(self.env, {self: self._case(**instead)}).conflicts(self, {role})

    def _conflicts_of_companion(self, role):
        """As if whoever has this role now were named as the companion."""
        to_choice(self.env, role, REPLACED, self.env._("the role of the companion"))
        case = self._case(companion=False)
        taken = {"hr": ("hr", "booker")}.get(role, (role,))
        there = [seat for seat in case.seats if seat.role in taken]
        if not there:
            raise UserError(self.env._("Nobody has this role in the case conference. [R32]"))
        others = [seat for seat in case.seats if seat.role != "companion"]
        as_companion = [seat._replace(role="companion") for seat in there]
        return Seats(self.env, {self: case._replace(seats=(*others, *as_companion))}).conflicts(self, {"companion"})
