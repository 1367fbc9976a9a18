from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import consent
from .. import clock
from ..clinical.note import CLINICIAN
from ..conference.arguments import to_choice, to_text
from ..conference.guarded import create_guarded, write_guarded

KINDS = [
    ("diagnosis", "Diagnosis"),
    ("symptoms", "Symptoms"),
    ("treatment", "Treatment"),
    ("effect_on_work", "Effect on work"),
    ("outlook", "Outlook"),
    ("adjustment", "Adjustment"),
    ("other", "Other"),
]
OPEN = ("requested", "scheduled", "prepared", "in_session")


class CaseconConsentLine(models.Model):
    """One item that might be told. Its exact wording is what the employee answers (R16, R17)."""

    _name = "casecon.consent.line"
    _description = "Item"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _order = "sequence, id"
    _allow_sudo_commands = False

    _guarded_later = ("conference_id", "company_id")

    conference_id = fields.Many2one("casecon.conference", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True, default="effect_on_work")
    wording = fields.Text(copy=False, prefetch=False, help="The very words that would be said.")
    answer_ids = fields.One2many("casecon.consent.answer", "line_id", readonly=True, copy=False)
    sayable = fields.Boolean(
        compute="_compute_sayable", help="Granted for every person in the room who needs the employee's consent."
    )

    @api.depends("conference_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Item %(id)s", id=line.id or "…")

    @api.depends("answer_ids", "conference_id.attendee_ids.present_from", "conference_id.attendee_ids.present_until")
    def _compute_sayable(self):
        for line in self:
            room = {attendee.id: attendee.role for attendee in line.conference_id._room()}
            line.sayable = bool(line.id) and consent.is_sayable(line._stands(), room)

    def _stands(self):
        """The answer that stands for each attendee id."""
        answers = self.sudo().answer_ids.sorted("id")  # sudo: casecon.consent.answer - judged, not shown
        return consent.current((answer.attendee_id.id, answer.answer) for answer in answers)

    @api.model_create_multi
    def create(self, vals_list):
        """A clinician proposes an item; the row is inserted without its wording, which follows by itself."""
        lines = self.browse()
        for vals in vals_list:
            conference = self.env["casecon.conference"].browse(vals.get("conference_id"))
            self._check_clinician(conference)
            wording = to_text(self.env, vals.get("wording"), self.env._("the exact wording"))
            # sudo: casecon.conference - its company
            line = super().create([{**vals, "wording": False, "company_id": conference.sudo().company_id.id}])
            line._put_wording(wording)
            lines += line
        return lines

    def write(self, vals):
        for line in self:
            line._check_clinician(line.conference_id)
            if set(vals) & {"wording", "kind"} and line.sudo().answer_ids:
                raise UserError(
                    self.env._("The employee has answered these words already: propose another item instead. [R16]")
                )
        if "kind" in vals and not vals["kind"]:
            raise UserError(self.env._("Say what kind of item it is. [R16]"))  # PostgreSQL's error would print the row
        wording = vals.get("wording")
        result = super().write({name: value for name, value in vals.items() if name != "wording"})
        if "wording" in vals:
            self._put_wording(to_text(self.env, wording, self.env._("the exact wording")))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unanswered(self):
        for line in self:
            line._check_clinician(line.conference_id)
            if line.sudo().answer_ids:
                raise UserError(self.env._("An item that was answered is kept. [R16]"))

    def copy(self, default=None):
        if self:
            raise UserError(self.env._("Items are not copied: each conference asks anew. [R16]"))
        return super().copy(default)

    def _put_wording(self, wording):
        self.flush_recordset()
        write_guarded(self, {"wording": wording})
        self.flush_recordset(["wording"])

    @api.model
    def _check_clinician(self, conference):
        if "clinician" not in conference._hats():
            raise AccessError(self.env._("The clinician of the case proposes what might be said. [R16]"))
        if conference.sudo().state not in OPEN:
            raise UserError(self.env._("Nothing more can be proposed now. [R16]"))

    def action_grant(self, attendee_ids=None, through=None, words=None):
        """The employee grants this item for these attendees; without ids for all invited others [R16]."""
        return self._answer("granted", attendee_ids, through, words)

    def action_refuse(self, attendee_ids=None, through=None, words=None):
        """The employee refuses this item for these attendees [R16]."""
        return self._answer("refused", attendee_ids, through, words)

    def action_withdraw(self, attendee_ids=None, through=None, words=None):
        """The employee withdraws, effective at once; what was said stays shown as said [R17]."""
        return self._answer("withdrawn", attendee_ids, through, words)

    def action_disclose(self):
        """The clinician records that the item was said, to everybody in the room [R16 R15]."""
        line = self._one_line()
        conference = line.conference_id
        if "clinician" not in conference._hats():
            raise AccessError(self.env._("The clinician says it, nobody else. [R16]"))
        conference_sudo = conference.sudo()  # sudo: casecon.conference - state and pre-call decide
        if conference_sudo.state != "in_session":
            raise UserError(self.env._("Something is said in the meeting only. [R16]"))
        if conference_sudo._counting_pre_call().outcome != "done":
            raise UserError(
                self.env._("There was no pre-call, so nothing beyond the released report may be said. [R15]")
            )
        if not line.sayable:
            raise UserError(
                self.env._("The employee has not granted this for everybody in the room: it cannot be said. [R16]")
            )
        hearers = conference._room().filtered(lambda a: a.role not in consent.ALWAYS_MAY_HEAR)
        line._add_answers("disclosed", hearers, "in_person")
        return True

    def _answer(self, answer, attendee_ids, through, words):
        line = self._one_line()
        conference = line.conference_id
        hats = conference._hats()
        if not hats & {"employee", "clinician"}:
            raise AccessError(self.env._("The employee answers, or the clinician records their words. [R16]"))
        if "employee" in hats:
            through = "login"
        else:
            routes = ("phone", "paper", "in_person")
            through = to_choice(self.env, through, routes, self.env._("how the employee answered"))
        if conference.sudo().state not in OPEN:
            raise UserError(self.env._("The meeting is over: nothing more can be answered. [R16]"))
        others = conference._live_attendees().filtered(lambda a: a.role not in consent.ALWAYS_MAY_HEAR)
        if attendee_ids is not None:
            wanted = set(attendee_ids if isinstance(attendee_ids, (list, tuple)) else [attendee_ids])
            if not wanted or wanted - set(others.ids):
                raise UserError(self.env._("Choose people who attend and need the employee's consent. [R16]"))
            others = others.filtered(lambda a: a.id in wanted)
        line._add_answers(answer, others, through)
        if isinstance(words, str) and words.strip():
            conference._keep_reason(f"consent_{answer}", words.strip(), through)
        return True

    def _add_answers(self, answer, attendees, through):
        # sudo: casecon.consent.answer - the role was checked; rows are only added
        create_guarded(
            self.env["casecon.consent.answer"].sudo(),
            [
                {
                    "line_id": self.id,
                    "attendee_id": attendee.id,
                    "answer": answer,
                    "through": through,
                    "answered_at": clock.now(),
                    "answered_by": self.env.uid,
                }
                for attendee in attendees
            ],
        )
        self.invalidate_recordset(["answer_ids", "sayable"])

    def _one_line(self):
        if len(self) != 1:
            raise UserError(self.env._("Open one item first."))
        self.check_access("read")
        return self


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    consent_line_ids = fields.One2many("casecon.consent.line", "conference_id", copy=False, groups=CLINICIAN)

    def _room(self):
        """Who hears what is said: those in the room, or before the meeting all who are invited; as superuser."""
        live = self._live_attendees()
        if self.sudo().state != "in_session":
            return live
        return live.filtered(lambda attendee: attendee.present_from and not attendee.present_until)
