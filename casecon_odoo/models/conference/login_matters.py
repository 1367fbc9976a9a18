from odoo import api, fields, models
from odoo.fields import Domain

from .vacant_seats import OPEN


class CaseconLogin(models.Model):
    """Which logins matter now: of people in an open case, and of those who work in OH."""

    _inherit = "casecon.login"

    matters = fields.Boolean(compute="_compute_matters", search="_search_matters", compute_sudo=True)

    @api.depends("employee_id", "user_id", "linked_user_id")
    def _compute_matters(self):
        mattering = self.search([("id", "in", self.ids), ("matters", "=", True)])
        for row in self:
            row.matters = row in mattering

    def _search_matters(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: casecon.conference, casecon.clinician - who confirms logins is told that one matters, not why
        open_sudo = self.env["casecon.conference"].sudo().search([("state", "in", OPEN)])
        clinicians_sudo = self.env["casecon.clinician"].sudo().search([])
        seats_sudo = open_sudo.attendee_ids.filtered(lambda row: row.role in ("employee", "companion"))
        people = Domain("employee_id", "in", open_sudo.employee_id.ids)
        users = (clinicians_sudo.user_id | seats_sudo.known_user_id).ids
        in_oh = Domain("held_groups", "!=", False) | Domain("user_id", "in", users)
        mattering = Domain("id", "in", self.sudo()._search(people | (Domain("employee_id", "=", False) & in_oh)))
        return mattering if True in value else ~mattering


class CaseconConference(models.Model):
    """The case says that the employee's login waits; OH has it among what waits for them (R31)."""

    _inherit = "casecon.conference"

    login_waits = fields.Boolean(compute="_compute_login_waits", compute_sudo=True)

    @api.depends("employee_id")
    def _compute_login_waits(self):
        for conference in self:
            login_sudo = conference.employee_id and conference.employee_id._casecon_login()
            suspended = login_sudo and login_sudo.user_id and not login_sudo.acting_user_id
            conference.login_waits = bool(login_sudo and (login_sudo.waits or suspended))

    def action_open_login(self):
        """Open what OH knows of the employee's login, for those who confirm it."""
        self._one()
        # sudo: casecon.login - its id alone; it opens only for those who may read it
        row_sudo = self.sudo().employee_id._casecon_login()
        return {
            "type": "ir.actions.act_window",
            "res_model": "casecon.login",
            "res_id": row_sudo.id,
            "views": [(False, "form")],
        }
