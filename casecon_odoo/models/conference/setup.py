from odoo import api, fields, models

from .wording import PRESENT


class ResCompany(models.Model):
    """Set-up: the words that employees confirm, and the first case conference."""

    _inherit = "res.company"

    # the version that was read
    casecon_wording_reviewed = fields.Char(copy=False, groups=".", string="Wording that was checked")

    @api.model
    def action_casecon_review_wording(self):
        """Somebody at the company has read what employees are told [R7]."""
        self._casecon_sets_up().casecon_wording_reviewed = PRESENT
        return True

    def _casecon_setup_steps(self, reader):
        conferences_sudo = self.env["casecon.conference"]
        return {
            **super()._casecon_setup_steps(reader),
            "wording": {
                "title": self.env._("Read what employees are told"),
                "text": self.env._("What an employee reads and confirms before each case conference."),
                "is_done": self.casecon_wording_reviewed == PRESENT,
                "action": {"type": "ir.actions.act_url", "url": "/updates/wording", "target": "new"},
                "label": self.env._("Read them"),
                "confirm": "action_casecon_review_wording",
            },
            "booking": {
                "title": self.env._("Book the first case conference"),
                "text": self.env._("HR opens an employee and chooses “Book a case conference”."),
                "is_done": bool(
                    conferences_sudo.search_count(
                        [("company_id", "=", self.id), ("state", "not in", ("requested", "refused"))], limit=1
                    )
                ),
                "action": "hr" in reader._casecon_roles() and "casecon_odoo.casecon_conference_action_book",
                "label": self.env._("Book"),
            },
        }
