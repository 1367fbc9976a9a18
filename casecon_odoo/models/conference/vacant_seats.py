from odoo import api, models

from ...domain.states import OPEN
from .guarded import write_guarded


class CaseconConference(models.Model):
    """Seats that fall vacant: a role that ended, a manager with another login."""

    _inherit = "casecon.conference"

    def _let_go_of(self, user_sudo):
        """What a login held in these conferences by a role that it has lost: HR's seat, and a request made as HR."""
        roles = user_sudo._casecon_roles()
        for conference_sudo in self:
            # who has left is named on the case until somebody takes over; who is there and has no role is not
            acts = not user_sudo.active or ("hr" in roles and conference_sudo.company_id in user_sudo.company_ids)
            if conference_sudo.hr_user_id == user_sudo and not acts:
                write_guarded(conference_sudo, {"hr_user_id": False})
                conference_sudo._publish(conference_sudo._sync_attendees())
            above = conference_sudo.employee_id._casecon_is_below(user_sudo)
            leads = above or conference_sudo.manager_id.user_id == user_sudo
            if conference_sudo.requester_id == user_sudo and not acts and not leads:
                write_guarded(conference_sudo, {"requester_replaced": True})

    def _follow_manager(self, before):
        """A manager's record has another login: the seat, and what was asked for, are the new one's.

        `before`: the former login by manager, as ids of res.users.
        """
        for conference_sudo in self:
            manager_sudo = conference_sudo.manager_id
            if conference_sudo.requester_id.id == before.get(manager_sudo.id):
                follower_sudo = manager_sudo.user_id
                vals = {"requester_id": follower_sudo.id} if follower_sudo else {"requester_replaced": True}
                write_guarded(conference_sudo, vals)
            conference_sudo._publish(conference_sudo._sync_attendees())


class ResUsers(models.Model):
    _inherit = "res.users"

    def _casecon_let_go(self):
        result = super()._casecon_let_go()
        conferences_sudo = self.env["casecon.conference"].sudo()  # sudo: the roles of others, whoever changed them
        for user_sudo in self.sudo():
            held = ["|", ("hr_user_id", "=", user_sudo.id), ("requester_id", "=", user_sudo.id)]
            conferences_sudo.search([("state", "in", OPEN), *held])._let_go_of(user_sudo)
        return result

    @api.model
    def _casecon_role_holders(self):
        conferences = self.env["casecon.conference"].search([("state", "in", OPEN)])
        return super()._casecon_role_holders() | conferences.hr_user_id | conferences.requester_id


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    def _casecon_linking(self, change):
        # sudo: hr.employee, casecon.conference - a manager's seat follows, whoever changes the link
        employees_sudo = self.sudo().employee_id
        before = {employee.id: employee.user_id.id for employee in employees_sudo if employee.user_id}
        result = super()._casecon_linking(change)
        changed = [employee.id for employee in employees_sudo if employee.user_id.id != before.get(employee.id)]
        led = [("manager_id", "in", changed), ("state", "in", OPEN)]
        self.env["casecon.conference"].sudo().search(led)._follow_manager(before)
        return result
