from odoo import api, fields, models

from .. import in_words
from ..clinical.note import CLINICIAN
from .consent_line import USUAL


class CaseconConsentLine(models.Model):
    """An item as its screens show it; nothing is stored and no rule lives here."""

    _inherit = "casecon.consent.line"

    reads_as = fields.Selection(
        [("employee", "Employee"), ("clinician", "OH clinician")],
        compute="_compute_reads_as",
        export_string_translation=False,
    )
    standing = fields.Selection(
        [("sayable", "May be said"), ("not_sayable", "Not to be said")], string="Now", compute="_compute_standing"
    )
    granted_names = fields.Char(string="Granted for", compute="_compute_standing")
    other_names = fields.Char(string="Not granted for", compute="_compute_standing")
    said_at = fields.Datetime(string="Said at", compute="_compute_standing")
    said_entered_at = fields.Datetime(string="Said: entered at", compute="_compute_standing")
    answered_at = fields.Datetime(string="Answered at", compute="_compute_standing")
    answered_entered_at = fields.Datetime(string="Answer: entered at", compute="_compute_standing")
    is_answered = fields.Boolean(compute="_compute_standing", string="Answered")

    @api.depends("conference_id")
    @api.depends_context("uid")
    def _compute_reads_as(self):
        for line in self:
            own = bool(line.conference_id) and "employee" in line.conference_id._hats()
            line.reads_as = "employee" if own else "clinician"

    @api.depends("sayable", "answer_ids", "conference_id.attendee_ids.removed_at")
    @api.depends_context("lang")
    def _compute_standing(self):
        for line in self:
            stands = line._stands() if line.id else {}
            live = line.conference_id._live_attendees().filtered(lambda a: a._needs_consent())
            granted = live.filtered(lambda attendee, stands=stands: stands.get(attendee.id) == "granted")
            given = line._answers() if line.id else line.answer_ids
            said = given.filtered(lambda answer: answer.answer == "disclosed")
            answered = (given - said)[-1:]
            line.standing = "sayable" if line.sayable else "not_sayable"
            line.granted_names = line._names(granted)
            line.other_names = line._names(live - granted)
            line.said_at, line.said_entered_at = said[-1:].answered_at, said[-1:].entered_at
            line.answered_at, line.answered_entered_at = answered.answered_at, answered.entered_at
            line.is_answered = bool(stands)

    def _names(self, attendees):
        return in_words.names(self.env, attendees.mapped("name")) or False

    def action_open(self):
        """Change an item that was not answered yet, in a dialog."""
        self.ensure_one()
        return {**self.conference_id.action_open_new_item(), "res_id": self.id}


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    item_texts = fields.Char(
        string="What may be said", compute="_compute_item_texts", groups=CLINICIAN, export_string_translation=False
    )

    @api.depends("consent_line_ids.text_revision")
    def _compute_item_texts(self):
        """The addresses of all items and their revisions, for the one frame that shows them."""
        for conference in self:
            lines = conference.consent_line_ids
            conference.item_texts = ",".join(f"{line.text_uuid}/{line.text_revision}" for line in lines)

    def action_open_new_item(self):
        """Propose an item, in a dialog."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What may be said"),
            "res_model": "casecon.consent.line",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_conference_id": self.id, "default_kind": USUAL},
        }
