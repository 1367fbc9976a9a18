from odoo import models
from odoo.exceptions import UserError

from ...domain.seats import ADDED
from .. import clock
from .arguments import to_choice, to_keys, to_record
from .attendee import end_attendance
from .conference_gate import move
from .guarded import create_guarded, write_guarded

NAMED = ("employee", "clinician", "manager", "hr")
NOBODY = {"conflicts": (), "left": ()}  # nobody new: what the gate knows of those who sit there is not asked
SEATS = {"clinician_id": "clinician", "manager_id": "manager", "hr_user_id": "hr"}


class CaseconConference(models.Model):
    """Who attends: the rows that follow from the named people, and the verbs that add, replace and remove."""

    _inherit = "casecon.conference"

    def action_reassign(self, role=None, value=None, reason=None, despite=None):
        """Replace the clinician (id of casecon.clinician), the manager (hr.employee) or HR (res.users) [R11 R12].

        The one replaced loses access at once and is told; the new one is invited and acknowledged anew.
        `despite`: as for `action_schedule`.
        """
        self._one()
        role = to_choice(self.env, role, ("clinician", "manager", "hr"), self.env._("who to replace"))
        vals = self._taking_over(role, value)
        conference_sudo = self.sudo()  # sudo: casecon.conference - own columns
        if role == "clinician" and conference_sudo.state == "prepared":
            vals["state"] = "scheduled"
        with self._claim_hour(vals, to_keys(self.env, despite)):
            move(
                self,
                "reassign",
                vals,
                sits_there=self._sits_there(vals),
                names_the_employee=vals.get("manager_id") == conference_sudo.employee_id.id,
                asked_away=vals.get("manager_id") in conference_sudo.asked_away_ids.ids,
                **self._chair_facts(vals),
                **self._facts_with([role], **{name: vals[name] for name in SEATS if name in vals}),
            )
        self._note_change("reassign", reason)
        self._publish(self._sync_attendees())
        return True

    def _chair_facts(self, vals):
        """Whether who takes the chair by `vals` is registered on the day; nothing where nobody does."""
        clinicians_sudo = self.env["casecon.clinician"].sudo()  # sudo: whether, not until when
        return self._clinician_facts(clinicians_sudo.browse(vals.get("clinician_id") or ()), *self._start_of(vals))

    def _sits_there(self, vals):
        """Whether those whom `vals` names have these seats already."""
        c_sudo = self.sudo()  # sudo: casecon.conference - who is named
        return all(c_sudo[name].id == vals[name] for name in SEATS if name in vals)

    def _taking_over(self, role, person_id):
        """The column of a role, with whoever takes over."""
        model, column = {
            "clinician": ("casecon.clinician", "clinician_id"),
            "manager": ("hr.employee", "manager_id"),
            "hr": ("res.users", "hr_user_id"),
        }[role]
        # sudo: hr.employee - those above somebody may be of another company
        takes = self._takes_as_manager if role == "manager" else None
        person_sudo = to_record(self.env, model, person_id, self.env._("who takes over"), fits=takes)
        return {column: person_sudo.id}

    def action_add_attendee(self, role=None, partner_id=None):
        """Add a minute taker, an interpreter or another person; the employee acknowledges whoever comes later [R11]."""
        self._one()
        roles = ("minute_taker", "interpreter", "other", "companion", "employee", "clinician", "manager", "hr")
        role = to_choice(self.env, role, roles, self.env._("the role"))
        partner_sudo = to_record(self.env, "res.partner", partner_id, self.env._("the person"))
        attends = partner_sudo in self._live_attendees().partner_id
        is_new = not attends and role in ADDED
        away = self._is_asked_away(partner_sudo)
        new = self._facts_with([role], added=(role, partner_sudo.id)) if is_new else {}
        facts = {**NOBODY, **new, "asked_away": away}
        move(self, "add_attendee", attendee_role=role, person_named=not attends, **facts)
        if role not in ADDED:
            raise UserError(self.env._("Use Replace to change the clinician, manager or HR representative."))
        added = self._add_row(role, partner_sudo, known_user_id=partner_sudo.user_ids[:1].id)
        self._publish(added)
        return added.id

    def action_remove_attendee(self, attendee_id=None):
        """Remove an attendee; the row stays with `removed_at`, access ends at once, and they are told."""
        self._one()
        attendee_sudo = to_record(self.env, "casecon.attendee", attendee_id, self.env._("the attendee"))
        if attendee_sudo.conference_id.id != self.id or attendee_sudo.removed_at:
            raise UserError(self.env._("Please choose a person who attends this case conference."))
        move(self, "remove_attendee", attendee_role=attendee_sudo.role)
        column = {"manager": "manager_id", "hr": "hr_user_id"}.get(attendee_sudo.role)
        if column:
            write_guarded(self.sudo(), {column: False})
            gone = self._sync_attendees()
        else:
            gone = attendee_sudo
            end_attendance(gone)
        self._publish(gone)
        return True

    def _named_partners(self):
        """The partner of each named role, as superuser."""
        c_sudo = self.sudo()  # sudo: casecon.conference - who attends follows from who is named
        employees_sudo = c_sudo.employee_id | c_sudo.manager_id
        (employees_sudo.user_id | c_sudo.clinician_id.user_id | c_sudo.hr_user_id).fetch(["partner_id"])
        partners = {
            "employee": c_sudo.employee_id._casecon_partner(),
            "clinician": c_sudo.clinician_id.user_id.partner_id,
            "manager": c_sudo.manager_id and c_sudo.manager_id._casecon_contact(c_sudo.manager_id.user_id),
            "hr": c_sudo.hr_user_id.partner_id,
        }
        if partners["hr"] and partners["hr"] == partners["manager"]:
            partners["hr"] = None  # one person, one invitation
        return partners

    def _sync_attendees(self):
        """Bring the rows in line with the named people. Returns the rows that came or went."""
        touched = self.env["casecon.attendee"].sudo()  # sudo: casecon.attendee - rows follow the named people
        for conference in self:
            live = {attendee.role: attendee for attendee in conference._live_attendees()}
            for role, partner in conference._named_partners().items():
                row = live.get(role)
                if row and role == "employee":  # one person from first to last, whatever their login
                    if row.partner_id != partner:
                        write_guarded(row, {"partner_id": partner.id})
                        touched |= row
                    continue
                if row and row.partner_id != partner:
                    end_attendance(row)
                    touched |= row
                    conference._after_replaced(role, row)
                if partner and (not row or row.partner_id != partner):
                    touched |= conference._add_row(role, partner)
        return touched

    def _after_replaced(self, role, row):
        """A manager who is replaced loses access at once, also as the requester [R12]."""
        requester_sudo = self.sudo().requester_id
        if role == "manager" and requester_sudo in row.partner_id.user_ids:
            write_guarded(self.sudo(), {"requester_replaced": True})

    def _add_row(self, role, partner_sudo, **given):
        """A row for a person in a role; `given`: login, name and address of who has no record of their own."""
        booked = self.sudo().state != "requested"
        attendees_sudo = self.env["casecon.attendee"].sudo()
        # whoever had the role leaves first: an INSERT goes out before waiting UPDATEs, into the unique index
        attendees_sudo.flush_model(["removed_at"])
        made = create_guarded(
            attendees_sudo,
            [
                {
                    "conference_id": self.id,
                    "role": role,
                    "partner_id": partner_sudo.id,
                    "answer": "needs_action",
                    "added_at": clock.now(),
                    "needs_acknowledgement": booked and role not in ("employee", "companion"),
                    **given,
                }
            ],
        )
        made.invalidate_recordset(["user_id"], flush=False)  # PostgreSQL has given the seat
        return made

    def _is_seen(self):
        """Whether the reader sees this conference, whole or as somebody who attends it."""
        return self.has_access("read") or bool(self.exists() and self._attends_as())

    def _attends_as(self):
        """The roles in which the present user attends this conference."""
        if not self:
            return set()
        self.ensure_one()
        return set(self._live_attendees()._holds().mapped("role")) - {"clinician", "hr"}
