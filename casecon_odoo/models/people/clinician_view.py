from odoo import api, models

from .clinician import AVAILABILITY


class CaseconClinician(models.Model):
    """A form offers what its reader may do: who is a clinician is the lead's, an OH administrator keeps the hours."""

    _inherit = "casecon.clinician"

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._is_lead(), self._may_enrol())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self._may_enrol():
            arch.set("create", "0")
            if view_type == "form" and not self._is_lead():
                for node in arch.iter("field"):
                    if node.get("name") not in AVAILABILITY:
                        node.set("readonly", "1")
        return arch, view
