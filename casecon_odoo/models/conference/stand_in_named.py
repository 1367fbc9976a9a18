from odoo import api, models

from ..doors.readable import readable_ids


class ResPartner(models.Model):
    """A contact that stands in for somebody is named to those who read who attends, and to nobody else."""

    _inherit = "res.partner"

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Odoo asks for it as superuser, for a refusal, a label and a file: whom it would be shown to decides."""
        # sudo: res.partner - a mark that nobody reads, and the rows that the reader may read or not
        marked_sudo = self.sudo().filtered("casecon_stands_in")._origin
        rows_sudo = marked_sudo.casecon_taken_seat_ids
        read = readable_ids(self.env(su=False), "casecon.attendee", rows_sudo.ids)
        named = marked_sudo.filtered(lambda one: set(one.casecon_taken_seat_ids.ids) & set(read))
        hidden = self.filtered(lambda one: one._origin.id in (marked_sudo - named).ids)
        for partner in hidden:
            partner.display_name = self.env._("Contact %(id)s", id=partner._origin.id)
        return super(ResPartner, self - hidden)._compute_display_name()
