from odoo import api, models


class ResPartner(models.Model):
    """A contact's meetings are the other end of an event's participants: a second door to the same room."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        if not any("meeting_ids" in vals for vals in vals_list):
            return super().create(vals_list)
        with self.env.cr.savepoint():
            partners = super().create(vals_list)
            if partners._casecon_marked_meetings():
                raise self.env["calendar.event"]._casecon_refusal()
        return partners

    def write(self, vals):
        if "meeting_ids" not in vals:
            return super().write(vals)
        before = [partner._casecon_marked_meetings() for partner in self]
        with self.env.cr.savepoint():
            result = super().write(vals)
            if before != [partner._casecon_marked_meetings() for partner in self]:
                raise self.env["calendar.event"]._casecon_refusal()
        return result

    def _casecon_marked_meetings(self):
        # sudo: calendar.event - only whether a conference's entry is among them
        return self.sudo().with_context(active_test=False).meeting_ids._casecon_marked()
