from odoo import fields, models
from odoo.fields import Command


class CaseconConference(models.Model):
    """A manager instead of whom the employee asked for another comes back only if the employee asks for them [R12]."""

    _inherit = "casecon.conference"
    _guarded = ("asked_away_ids",)

    asked_away_ids = fields.Many2many(
        "hr.employee",
        "casecon_conference_asked_away_rel",
        "conference_id",
        "employee_id",
        readonly=True,
        copy=False,
        groups=".",
        export_string_translation=False,
    )

    def _instead_of_manager(self, manager_sudo):
        """The columns of a conference whose employee asks for this manager; whoever had the seat is asked away."""
        before_sudo = self.sudo().manager_id  # sudo: casecon.conference - own columns
        away = [Command.link(before_sudo.id)] if before_sudo and before_sudo != manager_sudo else []
        return {"manager_id": manager_sudo.id, "asked_away_ids": [*away, Command.unlink(manager_sudo.id)]}

    def _is_asked_away(self, partner_sudo):
        """Whether this contact is that of a manager who was asked away: they do not come back in another seat."""
        away_sudo = self.sudo().asked_away_ids  # sudo: hr.employee - to compare; nobody is shown
        return any(partner_sudo in (one.user_id.partner_id, one.work_contact_id) for one in away_sudo)
