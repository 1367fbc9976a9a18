from odoo import api, models


class CaseconDecision(models.Model):
    """The list offers *New* to whom the gate lets write decisions of this conference, and nowhere without one."""

    _inherit = "casecon.decision"

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        return (*super()._get_view_cache_key(view_id, view_type, **options), self._writes_here())

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self._writes_here():
            arch.set("create", "0")
        return arch, view

    @api.model
    def _writes_here(self):
        conference_id = self.env.context.get("default_conference_id")
        if type(conference_id) is not int:
            return False
        return bool(self.env["casecon.conference"].search([("id", "=", conference_id)]).can_write_records)
