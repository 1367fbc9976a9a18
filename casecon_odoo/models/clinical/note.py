from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import clock
from ..conference.guarded import create_guarded, write_guarded

CLINICIAN = "casecon_odoo.casecon_group_clinician"


class CaseconNote(models.Model):
    """A note that OH clinicians alone read. Its text goes in and out through one function per direction."""

    _name = "casecon.note"
    _description = "Note"
    _inherit = ["casecon.guarded"]
    _made_by_verbs = True
    _order = "held_at desc, id desc"
    _allow_sudo_commands = False

    _guarded = (
        "kind",
        "about",
        "through",
        "employee_id",
        "conference_id",
        "company_id",
        "author_id",
        "held_at",
        "body",
        "state",
    )

    kind = fields.Selection([("reason", "Reason")], required=True, readonly=True, groups=CLINICIAN)
    about = fields.Char(readonly=True, groups=CLINICIAN)
    through = fields.Selection(
        [("phone", "By phone"), ("paper", "On paper"), ("in_person", "In person")], readonly=True, groups=CLINICIAN
    )
    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, index=True, ondelete="restrict", groups=CLINICIAN
    )
    conference_id = fields.Many2one(
        "casecon.conference", readonly=True, index="btree_not_null", ondelete="restrict", groups=CLINICIAN
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict", groups=CLINICIAN
    )
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", groups=CLINICIAN)
    held_at = fields.Datetime(required=True, readonly=True, groups=CLINICIAN)
    body = fields.Text(readonly=True, copy=False, prefetch=False, groups=CLINICIAN)
    state = fields.Selection([("draft", "Draft"), ("signed", "Signed")], required=True, readonly=True, groups=CLINICIAN)

    @api.depends("conference_id")
    def _compute_display_name(self):
        for note in self:
            note.display_name = self.env._("Note %(id)s", id=note.id or "…")

    def export_data(self, fields_to_export):
        raise UserError(self.env._("Clinical records are not exported. [R21]"))


def keep_reason(conference, about, text, through=None):
    """Keep a reason as a signed note of kind `reason`. The text is written by an UPDATE of its own:

    an INSERT that fails prints all its columns into the log and to the client.
    """
    conference_sudo = conference.sudo()  # sudo: casecon.note - whoever gives a reason cannot read it back
    notes_sudo = conference_sudo.env["casecon.note"].with_context(prefetch_fields=False)
    note_sudo = create_guarded(
        notes_sudo,
        [
            {
                "kind": "reason",
                "about": about,
                "through": through,
                "employee_id": conference_sudo.employee_id.id,
                "conference_id": conference_sudo.id,
                "company_id": conference_sudo.company_id.id,
                "author_id": conference.env.uid,
                "held_at": clock.now(),
                "state": "signed",
            }
        ],
    )
    note_sudo.flush_recordset()
    write_text(note_sudo, text)


def write_text(note_sudo, text):
    """The one way in for the text of a note; later it is sealed here."""
    write_guarded(note_sudo, {"body": text})
    note_sudo.flush_recordset(["body"])
    note_sudo.invalidate_recordset(["body"])


def read_text(note):
    """The one way out for the text of a note, as the user who reads; later it is opened and logged here."""
    note.ensure_one()
    note.check_access("read")
    return note.body
