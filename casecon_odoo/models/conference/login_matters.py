from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..people.login import know
from .vacant_seats import OPEN

OH = "casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin"


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
        clinicians_sudo = self.env["casecon.clinician"].sudo().search([("active", "=", True)])
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
    known_login = fields.Char(
        compute="_compute_login_waits", compute_sudo=True, groups=OH, help="Ask the employee whether it is theirs."
    )
    known_address = fields.Char(
        compute="_compute_login_waits",
        compute_sudo=True,
        groups=OH,
        help="Where invitations go; without one, by letter.",
    )
    can_confirm_login = fields.Boolean(compute="_compute_login_waits", compute_sudo=True, groups=OH)

    @api.depends("employee_id")
    def _compute_login_waits(self):
        for conference in self:
            employee = conference._origin.employee_id  # of a case that is there: a form may hold anybody's number
            row = employee._casecon_login()
            waiting = bool(row.waits or (row.user_id and not row.acting_user_id))
            conference.login_waits = waiting
            conference.known_login = (row.user_id or row.linked_user_id).login
            conference.known_address = row and (employee._casecon_address() or row.linked_user_id.email)
            conference.can_confirm_login = row.waits and not row._is_odd()

    def action_confirm_login(self):
        """The clinician has asked the employee in the call: the login and address are theirs [R31].

        Only where nothing that OH knew was changed; else a lead clinician or OH administrator makes a code.
        """
        self._one()
        if not self._hats() & {"clinician", "oh_admin"}:
            raise AccessError(self.env._("OH confirms a login, after speaking to the employee. [R31]"))
        row_sudo = self.sudo().employee_id._casecon_login()  # sudo: casecon.login - the role was asked
        row_sudo._must_wait()
        if row_sudo._is_odd():
            raise UserError(
                self.env._(
                    "This login was changed by someone else. Ask a lead clinician or an OH administrator to call the"
                    " employee and give them a code. [R31]"
                )
            )
        know(row_sudo)
        return True

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
