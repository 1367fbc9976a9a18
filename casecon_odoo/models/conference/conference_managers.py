from odoo import api, fields, models
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
        vals = {}
        if away and self._is_contact_of(before_sudo, self.sudo().hr_user_id.partner_id):
            vals["hr_user_id"] = False  # one person in two seats leaves both
        return {**vals, "manager_id": manager_sudo.id, "asked_away_ids": [*away, Command.unlink(manager_sudo.id)]}

    def _is_asked_away(self, partner_sudo):
        """Whether this contact is that of a manager who was asked away: they do not come back in another seat."""
        away_sudo = self.sudo().asked_away_ids  # sudo: hr.employee - to compare; nobody is shown
        return any(self._is_contact_of(one_sudo, partner_sudo) for one_sudo in away_sudo)

    @api.model
    def _is_contact_of(self, manager_sudo, partner_sudo):
        return bool(partner_sudo) and partner_sudo in (manager_sudo.user_id.partner_id, manager_sudo.work_contact_id)
