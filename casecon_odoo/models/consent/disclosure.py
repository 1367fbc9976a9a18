from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import consent
from ...domain.meeting import Interval
from ...domain.table.disclosure import DisclosureFacts
from .. import clock
from ..clinical.note import CLINICIAN
from ..conference.arguments import to_text
from ..conference.gated import move_row
from ..conference.guarded import create_guarded


class CaseconDisclosure(models.Model):
    """Something that was said without the employee's consent: what, to whom, when (R27). Evidence, never a block.

    One is opened by an entry that puts somebody into the room when something was said that they might not hear. What
    else is to be said of it (why, who was asked, whether the employee was told) are the clinician's notes on it.
    """

    _name = "casecon.disclosure"
    _description = "Disclosure without consent"
    _inherit = ["casecon.gated"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _made_by_verbs = True
    _order = "said_at, id"
    _allow_sudo_commands = False

    _guarded = ("line_id", "conference_id", "attendee_id", "said_at", "found_at", "explained_at")

    line_id = fields.Many2one("casecon.consent.line", required=True, readonly=True, index=True, ondelete="restrict")
    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    attendee_id = fields.Many2one("casecon.attendee", required=True, readonly=True, index=True, ondelete="restrict")
    person = fields.Char(string="Who heard it", compute="_compute_person", compute_sudo=True)
    number = fields.Integer(related="line_id.number", string="Item")
    text_uuid = fields.Char(related="line_id.text_uuid", string="What was said")
    said_at = fields.Datetime(required=True, readonly=True, string="Said at")
    found_at = fields.Datetime(required=True, readonly=True, string="Found at")
    explained_at = fields.Datetime(readonly=True, string="Explained on")
    can_explain = fields.Boolean(compute="_compute_gate", export_string_translation=False, string="Can be explained")

    @api.depends("conference_id.state")
    @api.depends_context("uid", "lang")
    def _compute_gate(self):
        return super()._compute_gate()

    @api.depends("attendee_id")
    def _compute_person(self):
        for row in self:
            row.person = row.attendee_id.name

    @api.depends("line_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("Entry %(id)s", id=row.id or "…")

    def action_explain(self, words=None):
        """The clinician keeps, as a note, why it was said, who was asked, and what the employee was told [R27]."""
        if len(self) != 1:
            raise UserError(self.env._("Open one entry first."))
        self.check_access("read")
        words = to_text(self.env, words, self.env._("what was done about it"))
        move_row(self, "explain", {} if self.explained_at else {"explained_at": clock.now()})
        self.conference_id._keep_reason("disclosure", words)
        return True

    def _known(self, about, **arguments):
        return DisclosureFacts(state=about.sudo().state, hats=about._hats(), now=clock.now())


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    disclosure_ids = fields.One2many("casecon.disclosure", "conference_id", readonly=True, copy=False, groups=CLINICIAN)

    def _was_there(self, attendees, start, stop):
        """These people are entered as having been in the room: what they heard and might not is on record [R27]."""
        result = super()._was_there(attendees, start, stop)
        interval = Interval(start, stop)
        # sudo: casecon.consent.line - what was said, for a record that clinicians alone read
        for line_sudo in self.sudo().consent_line_ids:
            answers = line_sudo._answers()
            said = sorted({one.answered_at for one in answers if one.answer == "disclosed"})
            for attendee in attendees.filtered(lambda row: row._needs_consent()):
                given = [(one.answered_at, one.answer) for one in answers if one.attendee_id == attendee]
                for moment in consent.heard_without(given, said, interval):
                    self._open_disclosure(line_sudo, attendee, moment)
        return result

    def _was_gone(self, attendee, since):
        """The employee is entered as having left: what was said since then was said without them [R16 R27]."""
        result = super()._was_gone(attendee, since)
        if attendee.role == "employee":
            # sudo: casecon.consent.line - as above
            for answer in self.sudo().consent_line_ids.answer_ids:
                if answer.answer == "disclosed" and answer.answered_at >= since and answer.attendee_id != attendee:
                    self._open_disclosure(answer.line_id, answer.attendee_id, answer.answered_at)
        return result

    def _open_disclosure(self, line_sudo, attendee, moment):
        # sudo: casecon.disclosure - rows are only added, and nobody has the right to
        create_guarded(
            self.env["casecon.disclosure"].sudo(),
            [
                {
                    "line_id": line_sudo.id,
                    "conference_id": self.id,
                    "attendee_id": attendee.id,
                    "said_at": moment,
                    "found_at": clock.now(),
                }
            ],
        )
