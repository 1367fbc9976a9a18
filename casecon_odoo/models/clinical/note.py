import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.rules_meeting import EARLY
from ...domain.table.note import NoteFacts
from .. import clock
from ..conference.evidence import ROUTES
from ..doors.readable import readable_ids
from ..entered import LONGEST_AGO
from ..sealed.held import erase_with
from ..sealed.moved import NOTES, put_aside
from ..sealed.sealed import key_to_seal
from .note_text import put_text

CLINICIAN = "casecon_odoo.casecon_group_clinician"
DRAFTED = ("consultation", "pre_call", "conference")
PROPOSED = ("employee_id", "conference_id", "kind", "body")
KINDS = [
    ("consultation", "Consultation"),
    ("pre_call", "Pre-call"),
    ("conference", "Case conference"),
    ("addendum", "Addendum"),
    ("reason", "Reason"),
]

# What is signed is never altered again, by nobody; only "entered in error" may still be set (R20).
SIGNED_TRIGGER = """
CREATE OR REPLACE FUNCTION casecon_note_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.entered_in_error IS NOT TRUE
        AND to_jsonb(NEW) - 'entered_in_error'
            = to_jsonb(OLD) - 'entered_in_error' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a signed note is kept as it is' USING ERRCODE = 'check_violation';
END $$;
DROP TRIGGER IF EXISTS casecon_note_signed ON casecon_note;
CREATE TRIGGER casecon_note_signed BEFORE UPDATE OR DELETE ON casecon_note
    FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION casecon_note_signed();
"""


class CaseconNote(models.Model):
    """A clinical note. A draft is its author's; signing locks it; a correction is an addendum (R20)."""

    _name = "casecon.note"
    _description = "Note"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _order = "held_at desc, id desc"
    _time_rule = "R20"
    _allow_sudo_commands = False

    _guarded = (
        "text_uuid",
        "text_revision",
        "has_text",
        "through",
        "author_id",
        "state",
        "signed_at",
        "signed_by",
        "amended_note_id",
        "entered_in_error",
    )
    _guarded_later = ("kind", "employee_id", "conference_id", "company_id")

    kind = fields.Selection(KINDS, required=True, default="consultation", groups=CLINICIAN)
    through = fields.Selection(
        ROUTES,
        readonly=True,
        groups=CLINICIAN,
    )
    employee_id = fields.Many2one("hr.employee", required=True, index=True, ondelete="restrict", groups=CLINICIAN)
    conference_id = fields.Many2one("casecon.conference", index="btree_not_null", ondelete="restrict", groups=CLINICIAN)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict", groups=CLINICIAN
    )
    author_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", groups=CLINICIAN)
    held_at = fields.Datetime(string="Held at", required=True, default=lambda self: clock.now(), groups=CLINICIAN)
    minutes = fields.Integer(string="Length", groups=CLINICIAN, help="Minutes.")
    progress = fields.Selection(
        [("improving", "Improving"), ("limited", "Limited"), ("none", "None")], groups=CLINICIAN
    )
    # Goes in and never comes out: the text is sealed under its address, and one page shows it.
    body = fields.Text(string="Text", store=False, copy=False, groups=CLINICIAN)
    text_uuid = fields.Char(string="Note", readonly=True, copy=False, groups=CLINICIAN)
    text_revision = fields.Integer(readonly=True, copy=False, groups=CLINICIAN, export_string_translation=False)
    has_text = fields.Boolean(readonly=True, copy=False, groups=CLINICIAN, export_string_translation=False)
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Signed")], required=True, default="draft", readonly=True, groups=CLINICIAN
    )
    signed_at = fields.Datetime(string="Signed at", readonly=True, groups=CLINICIAN)
    signed_by = fields.Char(
        string="Signed by",
        readonly=True,
        groups=CLINICIAN,
        help="The author's name, role and registration when they signed.",
    )
    amended_note_id = fields.Many2one(
        "casecon.note", readonly=True, index="btree_not_null", ondelete="restrict", groups=CLINICIAN
    )
    amendment_ids = fields.One2many("casecon.note", "amended_note_id", readonly=True, copy=False, groups=CLINICIAN)
    entered_in_error = fields.Boolean(string="In error", readonly=True, groups=CLINICIAN)
    is_mine = fields.Boolean(compute="_compute_is_mine", groups=CLINICIAN)

    _text_once = models.UniqueIndex("(text_uuid)", "Each note has a text of its own.")

    # what the gate says to the reader: whether they may do it now, as far as it is known before they name anything
    can_write = fields.Boolean(compute="_compute_gate", groups=CLINICIAN, export_string_translation=False)
    can_sign = fields.Boolean(compute="_compute_gate", groups=CLINICIAN, export_string_translation=False)
    can_add_addendum = fields.Boolean(compute="_compute_gate", groups=CLINICIAN, export_string_translation=False)
    can_mark_error = fields.Boolean(compute="_compute_gate", groups=CLINICIAN, export_string_translation=False)
    readiness = fields.Json(compute="_compute_gate", groups=CLINICIAN, export_string_translation=False)

    @api.depends("state", "has_text", "entered_in_error")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("author_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for note in self:
            note.is_mine = note.author_id == self.env.user or not note.id

    @api.depends("conference_id")
    def _compute_display_name(self):
        for note in self:
            note.display_name = self.env._("Note %(id)s", id=note.id or "…")

    @api.model
    def _guarded_initial(self):
        return {
            **super()._guarded_initial(),
            "state": "draft",
            "author_id": self.env.uid,
            "text_uuid": str(uuid.uuid4()),
        }

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician's draft; its text is sealed. Refused where this server has no key."""
        notes = self.browse()
        for given in vals_list:
            # what the context proposes is judged like what was given
            vals = {**self.default_get(PROPOSED), **given}
            company_sudo = self._check_may_write_about(vals)
            key_to_seal(self.env, vals["employee_id"])
            text = vals.pop("body", None)
            note = super().create([{**vals, "company_id": company_sudo.id}])
            put_text(note, text)
            notes += note
        return notes

    def write(self, vals):
        """The author's own draft alone."""
        for note in self:
            note._ask("write")
        if "held_at" in vals and not vals["held_at"]:
            raise UserError(self.env._("Enter when it was. [R20]"))
        rest = {name: value for name, value in vals.items() if name != "body"}
        result = super().write(rest) if rest else True
        for note in self if "body" in vals else ():
            put_text(note, vals["body"])
        return result

    def unlink(self):
        """The author's own draft; its text is destroyed."""
        return erase_with(self, super().unlink)

    def copy(self, default=None):
        if self:
            raise UserError(self.env._("Notes cannot be copied. [R20]"))
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own_draft(self):
        for note in self:
            note._ask("unlink")

    @api.model
    def _check_may_write_about(self, vals):
        """The company, as superuser, of which the note is: that of the conference, else where the employee is."""
        employee_id = vals.get("employee_id")
        # sudo: hr.employee - clinicians have no HR rights
        employee_sudo = self.env["hr.employee"].sudo().browse(employee_id if isinstance(employee_id, int) else 0)
        conference_id = vals.get("conference_id")
        # sudo: casecon.conference - whose conference it is, and of which company; one that is hidden is none
        conference_sudo = self.env["casecon.conference"].sudo()
        conference_sudo = conference_sudo.browse(readable_ids(self.env, conference_sudo._name, [conference_id]))
        company_sudo = conference_sudo.company_id or employee_sudo.exists().company_id
        self.browse()._ask(
            "create",
            conference_sudo.with_env(self.env),
            employee=employee_sudo,
            company=company_sudo,
            employee_named=bool(employee_sudo.exists()) and company_sudo in self.env.companies,
            kind_is_drafted=vals.get("kind") in DRAFTED,
            same_employee=not conference_id or conference_sudo.employee_id == employee_sudo,
        )
        return company_sudo

    def _known(self, about, employee=None, company=None, **arguments):
        note_sudo, user = self.sudo(), self.env.user  # sudo: casecon.note - the gate judges, shows none
        hats = user._casecon_roles_in(company or note_sudo.company_id) & {"clinician"}
        if employee is not None and employee._casecon_may_be(user):
            hats = set()
        if hats and note_sudo.author_id == user:
            hats = hats | {"author"}
        return NoteFacts(
            state=note_sudo.state or "draft",
            hats=frozenset(hats),
            now=clock.now(),
            written=note_sudo.has_text,
            in_error=bool(note_sudo.entered_in_error),
            **arguments,
        )

    @api.model
    def _time_bounds(self):
        now = clock.now()
        return {"held_at": (now - LONGEST_AGO, now + EARLY)}  # a form that is open shows a later minute

    def init(self):
        self.env.cr.execute("DROP TRIGGER IF EXISTS casecon_note_signed ON casecon_note")
        put_aside(self.env.cr, NOTES)
        self.env.cr.execute(SIGNED_TRIGGER)
        return super().init()
