from odoo import fields, models

from .note import CLINICIAN, keep_reason


class CaseconConference(models.Model):
    """Reasons that people give become notes; the tab that lists them is the clinicians'."""

    _inherit = "casecon.conference"

    note_ids = fields.One2many("casecon.note", "conference_id", readonly=True, copy=False, groups=CLINICIAN)

    def _keep_reason(self, verb, text, through=None):
        keep_reason(self, verb, text, through)
        return super()._keep_reason(verb, text, through)
