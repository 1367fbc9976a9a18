from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...domain.account import Line
from ...domain.turns import DESK
from .. import clock
from ..conference.conference_gate import move
from ..conference.handover import evidence_of, handed_over
from .feed_entries import CALLED_OFF

NEAR = timedelta(days=14)


class CaseconConference(models.Model):
    """Whoever was told by letter alone hears by letter that it is off, or did not take place.

    However it was cancelled, the letter is the same [R8]; why it did not take place is not in it [R24].
    """

    _inherit = "casecon.conference"
    _guarded = ("end_letter_at", "end_letter_how", "end_letter_entered_at", "end_letter_entered_by_id")

    end_letter_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    end_letter_how = fields.Char(readonly=True, copy=False, groups=".", export_string_translation=False)
    end_letter_entered_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)
    end_letter_entered_by_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        groups=".",
        index=False,
        ondelete="restrict",
        export_string_translation=False,
    )
    needs_end_letter = fields.Boolean(
        compute="_compute_needs_end_letter", compute_sudo=True, export_string_translation=False
    )

    @api.depends("state", "end_letter_at", "attendee_ids.invited_at")
    def _compute_needs_end_letter(self):
        waiting = self.search(Domain("id", "in", self.ids) & self._without_end_letter())
        for conference in self:
            conference.needs_end_letter = conference._origin in waiting

    @api.model
    def _without_end_letter(self):
        """Those that ended, and whose employee was told by letter and is not yet told of the end."""
        rows = self.env["casecon.attendee"].sudo()  # sudo: casecon.attendee - who was told how; whether, never who
        told = Domain("role", "=", "employee") & Domain("removed_at", "=", False) & Domain("invited_at", "!=", False)
        by_letter = rows._search(
            told & ~Domain("message_row_ids", "any", [("kind", "=", "request"), ("sent_at", "!=", False)])
        )
        ended = Domain("state", "in", CALLED_OFF) & Domain("end_letter_at", "=", False)
        return (
            ended & Domain("start", ">", clock.now() - NEAR) & Domain("attendee_ids", "any", [("id", "in", by_letter)])
        )

    def _may_wait(self):
        waiting = super()._may_wait()
        if self.env.user._casecon_roles() & {"hr", "oh_admin"}:
            # sudo: casecon.conference - the stamp is nobody's to read; which cases, the rules decide
            waiting |= Domain("id", "in", self.sudo()._search(self._without_end_letter()))
        return waiting

    def _turn_facts(self):
        result = super()._turn_facts()
        over = self.browse(self._worn_by_me(result, DESK)).filtered(lambda one: one.state in CALLED_OFF)
        for conference in over.filtered("needs_end_letter"):
            result[conference]["end_untold"] = True
        return result

    def _turn_reason(self, code):
        if code == "end_letter":  # the same words however it ended [R8]
            return self.env._("The employee is told by letter, because no email reached them.")
        return super()._turn_reason(code)

    def action_record_end_letter(self, handed_over_at=None, how=None):
        """Record that the employee was handed the letter about the end, `handed_over_at` (UTC text) [R24]."""
        self._one()
        moment, how = handed_over(self.env, handed_over_at, how)
        evidence = evidence_of(self.env, "end_letter", moment, how)
        move(self, "record_end_letter", evidence, handed_over_at=moment)
        return True

    def _account_lines(self):
        """That it was handed over, for OH and HR: the same words however it ended [R8]."""
        lines = super()._account_lines()
        c_sudo = self.sudo()  # sudo: casecon.conference - when, and how; the line is the same for every end
        if c_sudo.end_letter_at and self.reader == "booker":
            text = self.env._("The employee was handed the letter about the end")
            entered_at = c_sudo.end_letter_entered_at or None
            lines.append(Line(c_sudo.end_letter_at, text, entered_at, c_sudo.end_letter_how or ""))
        return lines
