import uuid

from odoo import models
from odoo.exceptions import UserError

from .. import clock
from ..conference.gated import move_row
from ..conference.guarded import create_guarded, write_guarded
from ..sealed.sealed import key_to_seal, sign_text
from .note_text import put_text


class CaseconNote(models.Model):
    """Signing, addenda, entered in error."""

    _inherit = "casecon.note"

    def action_sign(self):
        """The author signs: name, role, registration and time are kept, and the note is locked [R20]."""
        self._one_note()
        move_row(self, "sign", self._signature())
        sign_text(self.env, self.text_uuid, self.text_revision)
        self.sudo().flush_recordset()
        return True

    def action_add_addendum(self, body=None):
        """Correct a signed note by an addendum, signed at once. Returns the id of the addendum [R20]."""
        self._one_note()._ask("add_addendum")
        if not isinstance(body, str) or not body.strip():
            raise UserError(self.env._("Write the addendum. [R20]"))
        return keep_note(
            self.employee_id, self.conference_id, "addendum", body.strip(), amended_note_id=self.id, **self._signature()
        ).id

    def action_mark_error(self, reason=None):
        """Hide a note that was entered in error; it is kept, and the reason beside it [R20]."""
        self._one_note()
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("Enter why the note was an error. [R20]"))
        move_row(self, "mark_error", {"entered_in_error": True})
        keep_note(
            self.employee_id,
            self.conference_id,
            "reason",
            reason.strip(),
            about="mark_error",
            amended_note_id=self.id,
            **self._signature(),
        )
        return True

    def _one_note(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one note first."))
        self.check_access("read")
        return self

    def _signature(self):
        """Name, role and registration of the present user, as they are at this moment."""
        # sudo: casecon.note - of whose service it is
        clinician_sudo = self.env.user._casecon_enrolment(self.sudo().company_id)
        return {
            "state": "signed",
            "signed_at": clock.now(),
            "signed_by": clinician_sudo and clinician_sudo._signature(),
        }


def keep_note(employee, conference, kind, text, about=None, **vals):
    """Keep a note in one go, as superuser and signed last. `about`: the verb whose reason it is; sealed, too.

    Raises a UserError with a sentence where this server has no key.
    """
    key_to_seal(employee.env, employee.id)
    signature = {name: vals.pop(name) for name in ("state", "signed_at", "signed_by") if name in vals}
    # sudo: casecon.note - whoever gives a reason cannot read it back
    notes_sudo = employee.env["casecon.note"].sudo()
    note_sudo = create_guarded(
        notes_sudo,
        [
            {
                "kind": kind,
                "employee_id": employee.id,
                "conference_id": conference.id,
                "company_id": (conference.sudo().company_id or employee.sudo().company_id).id,
                "author_id": employee.env.uid,
                "held_at": clock.now(),
                "text_uuid": str(uuid.uuid4()),
                "state": "draft",
                **vals,
            }
        ],
    )
    note_sudo.flush_recordset()
    put_text(note_sudo, text, about, signed=True)
    write_guarded(note_sudo, {"state": "signed", **signature})
    note_sudo.flush_recordset()
    return note_sudo
