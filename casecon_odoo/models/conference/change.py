from odoo import api, fields, models


class CaseconChange(models.Model):
    """What was done to a booking, by whom and why; read by HR and OH. An end leaves no row [R8]."""

    _name = "casecon.change"
    _description = "Change of a case conference"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _order = "changed_at desc, id desc"
    _rec_name = "kind"

    _guarded = ("conference_id", "kind", "reason", "happened_at", "changed_at", "changed_by", "conflict_key")

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    kind = fields.Selection(
        [
            ("schedule", "Booked"),
            ("move", "Moved"),
            ("change", "Changed"),
            ("adjourn", "Adjourned"),
            ("reassign", "Person replaced"),
            ("handover", "Letter handed over"),
            ("despite", "Booked over a meeting of"),
            ("conflict", "Conflict of interest accepted"),
            ("return", "Request returned"),
            ("return_answer", "Request completed and sent back"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    happened_at = fields.Datetime(
        string="When it happened", readonly=True, help="Shown if it was entered later than it happened."
    )
    changed_at = fields.Datetime(required=True, readonly=True, string="Changed at")
    changed_by = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", string="Changed by")
    conflict_key = fields.Char(readonly=True, groups=".")  # for which very people, see `domain/seats.py`

    @api.depends("kind")
    def _compute_display_name(self):
        for change in self:
            change.display_name = self.env._("Change %(id)s", id=change.id or "…")
