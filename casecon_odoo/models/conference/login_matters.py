from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...domain.states import OPEN
from ..people.login import know

OH = (
    "casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin,casecon_odoo.casecon_group_lead_clinician"
)


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
        # sudo: who confirms logins is told that one matters, not why
        logins_sudo = self.sudo().with_context(active_test=False)
        open_sudo = self.env["casecon.conference"].sudo()._search([("state", "in", OPEN)])
        clinicians_sudo = self.env["casecon.clinician"].sudo()._search([("active", "=", True)])
        companions_sudo = self.env["casecon.attendee"].sudo()._search([("conference_id", "in", open_sudo)])
        people = Domain("employee_id", "in", open_sudo.subselect("employee_id"))
        theirs_sudo = logins_sudo._search(people)
        users = (
            theirs_sudo.subselect("user_id"),
            theirs_sudo.subselect("linked_user_id"),
            clinicians_sudo.subselect("user_id"),
            companions_sudo.subselect("known_user_id"),
        )
        in_a_seat = Domain.OR(Domain("user_id", "in", one) for one in users)
        own = Domain("employee_id", "=", False) & (Domain("held_groups", "!=", False) | in_a_seat)
        mattering = Domain("id", "in", logins_sudo._search(people | own))
        return mattering if True in value else ~mattering


class CaseconConference(models.Model):
    """The case says that the employee's login waits; OH has it among what waits for them (R31)."""

    _inherit = "casecon.conference"

    login_waits = fields.Boolean(compute="_compute_login_waits", compute_sudo=True)
    known_login = fields.Char(
        compute="_compute_login_waits",
        compute_sudo=True,
        groups=OH,
        help="Ask the employee whether this login is theirs.",
        string="Login to confirm",
    )
    known_address = fields.Char(
        compute="_compute_login_waits",
        compute_sudo=True,
        groups=OH,
        help="Invitations go to this address once the login is confirmed. If it is empty, they go by letter.",
    )
    entered_address = fields.Char(
        compute="_compute_login_waits",
        compute_sudo=True,
        groups=OH,
        help="Someone else entered this address. Until the employee confirms it, invitations also go to the other one.",
    )
    can_confirm_login = fields.Boolean(compute="_compute_login_waits", compute_sudo=True, groups=OH)
    login_seen = fields.Char(
        compute="_compute_login_seen", compute_sudo=True, groups=OH, export_string_translation=False
    )

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_login_waits(self):
        for conference in self:
            employee = conference._origin.employee_id  # of a case that is there: a form may hold anybody's number
            row = employee._casecon_login()
            waiting = bool(row.waits or (row.user_id and not row.acting_user_id))
            conference.login_waits = waiting
            login = row.user_id or row.linked_user_id
            conference.known_login = ", ".join(dict.fromkeys(filter(None, (login.login, login.email))))
            conference.known_address = row and (employee._casecon_address() or row.linked_user_id.email)
            conference.entered_address = row and employee._casecon_unconfirmed_address()
            conference.can_confirm_login = row.waits and not row._is_odd() and conference._speaks_with_employee()

    @api.depends("employee_id")
    def _compute_login_seen(self):
        for conference in self:
            asks = conference.login_waits or conference.entered_address  # else there is nothing to press
            conference.login_seen = asks and conference._origin.employee_id._casecon_login()._seen()

    def _speaks_with_employee(self):
        """Whether the reader is one of those in OH who ask the employee."""
        return bool(self._hats() & {"clinician", "oh_admin"}) and "hr" not in self.env.user._casecon_roles()

    def action_confirm_login(self):
        """The clinician has asked the employee in the call: the login and address are theirs [R31].

        Only where nothing that OH knew was changed; else a lead clinician or OH administrator makes a code.
        """
        self._one()
        if not self._speaks_with_employee():
            raise AccessError(self.env._("Only OH can confirm a login, after speaking to the employee. [R31]"))
        row_sudo = self.sudo().employee_id._casecon_login()  # sudo: casecon.login - the role was asked
        row_sudo._not_by_who_changed()
        row_sudo._must_wait()
        if row_sudo._is_odd():
            raise UserError(
                self.env._(
                    "This login needs a code. Ask a lead clinician or an OH administrator to call the employee and"
                    " give them one. [R31]"
                )
            )
        row_sudo._must_be_as_seen()
        know(row_sudo)
        return True

    def action_confirm_address(self):
        """The clinician has asked the employee in the call: the address that was entered for them is theirs [R31]."""
        self._one()
        if not self._speaks_with_employee():
            raise AccessError(self.env._("Only OH can confirm an address, after speaking to the employee. [R31]"))
        employee_sudo = self.sudo().employee_id  # sudo: casecon.login - the role was asked
        if not employee_sudo._casecon_unconfirmed_address():
            raise UserError(self.env._("There is no new address to confirm."))
        row_sudo = employee_sudo._casecon_login()
        row_sudo._not_by_who_changed()
        row_sudo._must_be_as_seen()
        row_sudo._keep_entered_address()
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
