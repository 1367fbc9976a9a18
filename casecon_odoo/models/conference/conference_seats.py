from odoo import models

from ...domain import gate
from ...domain.notice import local_time
from ...domain.seats import ADDED, STAYING
from .. import clock
from .seats import Case, Seat, Seats


class CaseconConference(models.Model):
    """Who sits where, as the gate judges it: nobody in two seats [R32], and nobody new who has left."""

    _inherit = "casecon.conference"

    def _gate_facts(self):
        """Conflicts and leavers of those for which the next step asks; everybody's people are looked up together."""
        result = super()._gate_facts()
        asked = [
            conference
            for conference, facts in result.items()
            if "R32" in gate.rules_from(facts["state"] or "requested")
        ]
        seats = Seats(self.env, {conference: conference._case() for conference in asked})
        for conference in asked:
            result[conference] |= conference._seat_facts(seats)
        return result

    def _seat_facts(self, seats, roles=None):
        """What stands in the way of these people; of those in `roles` only, where a verb names somebody new."""
        found = seats.conflicts(self, roles)
        accepted = self._accepted_conflicts() if found else ()
        left = {seat.role for seat in seats.left(self, roles or STAYING)}
        return {
            "conflicts": tuple(name for name, key in found if key not in accepted),
            "left": tuple(role for role in STAYING if role in left),
        }

    def _facts_with(self, roles, **instead):
        """The same of one conference, as if somebody else sat there: `manager_id=7`; see `_case`."""
        return self._seat_facts(Seats(self.env, {self: self._case(**instead)}), roles and frozenset(roles))

    def _case(self, **instead):
        """Its seats; `instead`: ids of `clinician_id`, `manager_id` or `hr_user_id`; `companion`, the address of one
        who is about to be named; `companion_login`, the login that is about to take that seat; `added`, role and
        contact of somebody who is about to be added."""
        c_sudo = self.sudo()  # sudo: casecon.conference - who sits where, to compare them; nobody is shown
        zone = c_sudo.employee_id._casecon_zone() if c_sudo.employee_id else "UTC"
        return Case(
            (c_sudo.company_id or c_sudo.employee_id.company_id).id or 0,
            local_time(clock.now(), zone).date(),
            tuple(c_sudo._seats(instead)),
        )

    def _seats(self, instead):
        """The seats, as superuser: those who are named, the companion, and others who attend."""
        named = {
            name: self.env[self._fields[name].comodel_name]
            .sudo()
            .browse(instead.get(name, self[name]._origin.id) or ())
            for name in ("clinician_id", "manager_id", "hr_user_id")
        }
        people = [("employee", self.employee_id._origin), ("manager", named["manager_id"])]
        seats = [Seat(role, employee=one.id, login=_login_of(role, one).id or 0) for role, one in people if one]
        clinician = named["clinician_id"]
        if clinician:
            enrolled = clinician._is_registered() and clinician.company_id == self.company_id._origin
            seats.append(Seat("clinician", login=clinician.user_id.id, enrolled=enrolled))
        if named["hr_user_id"]:
            seats.append(Seat("hr", login=named["hr_user_id"].id))
        if self.is_returned and self.state == "requested":
            seats.append(Seat("requester", login=self.requester_id.id))
        seats += self._companion_seats(instead)
        others = self.attendee_ids.filtered(lambda row: row.role in ADDED and not row.removed_at)
        contacts = [instead["added"]] if "added" in instead else [(row.role, row.partner_id.id) for row in others]
        return seats + [Seat(role, contact=contact) for role, contact in contacts]

    def _companion_seats(self, instead):
        """The companion, and whoever else acts for HR in this case: only a companion must not be one of them."""
        # one by one, and not `filtered`: what is read of such a row is then read of all conferences' at once
        companion = [row for row in self.attendee_ids if row.role == "companion" and not row.removed_at]
        if "companion" in instead:
            seats = [Seat("companion", address=instead["companion"] or "")]
        elif "companion_login" in instead:
            seats = [Seat("companion", login=instead["companion_login"])]
        else:
            seats = [_seat_of_companion(row) for row in companion]
        if not seats:
            return []
        bookers = self.requester_id | self.change_ids.changed_by
        return seats + [Seat("booker", login=one.id) for one in bookers if "hr" in one._casecon_roles()]

    def _accepted_conflicts(self):
        """The keys of the conflicts of interest that OH accepted: of those very people, and nobody else."""
        return frozenset(self.sudo().change_ids.mapped("conflict_key"))  # sudo: casecon.change - for the gate alone


def _seat_of_companion(row):
    """The login that was let in; before that, the contact, which anybody may have changed, and the given address."""
    if row.known_user_id:
        return Seat("companion", login=row.known_user_id.id, address=row.given_address or "")
    return Seat("companion", contact=row.partner_id.id, address=row.given_address or "")


def _login_of(role, employee_sudo):
    """Whose login sits there: the employee's is the one that OH knows, the manager's the one that Odoo links (R31)."""
    return (employee_sudo._casecon_login().user_id if role == "employee" else False) or employee_sudo.user_id
