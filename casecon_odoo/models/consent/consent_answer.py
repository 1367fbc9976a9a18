from odoo import api, fields, models

from ..conference.evidence import ROUTES, entered_field
from ..triggers import kept

ANSWERS = [
    ("granted", "Granted"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
    ("disclosed", "Said"),
]


class CaseconConsentAnswer(models.Model):
    """One answer, for one item and one person. Rows are only ever added."""

    _name = "casecon.consent.answer"
    _description = "Answer"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _is_clinical = True
    _order = "id"
    _made_by_verbs = True
    _allow_sudo_commands = False

    _guarded = ("line_id", "attendee_id", "answer", "through", "answered_at", "entered_at", "answered_by")

    line_id = fields.Many2one("casecon.consent.line", required=True, readonly=True, index=True, ondelete="restrict")
    attendee_id = fields.Many2one("casecon.attendee", required=True, readonly=True, index=True, ondelete="restrict")
    answer = fields.Selection(ANSWERS, required=True, readonly=True)
    through = fields.Selection(ROUTES, required=True, readonly=True)
    answered_at = fields.Datetime(required=True, readonly=True)
    entered_at = entered_field()
    answered_by = fields.Many2one("res.users", required=True, readonly=True, index=False, ondelete="restrict")

    _entered = models.Constraint(
        "CHECK (answered_at <= entered_at)", "An answer can only be recorded after it was given. [R16]"
    )

    @api.depends("line_id")
    def _compute_display_name(self):
        for answer in self:
            answer.display_name = self.env._("Answer %(id)s", id=answer.id or "…")

    def init(self):
        """Append-only below the ORM too."""
        self.env.cr.execute(kept(self._table, "an answer is kept as it was given"))
