from odoo import api, fields, models


class CaseconNeeds(models.Model):
    """What the employee needs to take part, in their words. Read by them and OH; others see `on_the_day`."""

    _name = "casecon.needs"
    _description = "Accessibility needs"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _made_by_verbs = True
    _rec_name = "conference_id"

    _guarded = ("conference_id", "text")

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    text = fields.Text(readonly=True)

    _one_each = models.UniqueIndex("(conference_id)", "A case conference can have only one record of needs.")

    @api.depends("conference_id")
    def _compute_display_name(self):
        for needs in self:
            # sudo: casecon.conference - its reference is neutral
            needs.display_name = needs.conference_id.sudo().name
