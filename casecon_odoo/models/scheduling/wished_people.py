from functools import partial

from odoo import api, models
from odoo.exceptions import UserError

from ...domain.states import BOOKED
from ..conference.arguments import to_choice, to_record
from .room import NEEDS
from .slot_asked import SWITCHED

EMPLOYEE = ("user_id", "company_id", "parent_id", "resource_id")  # what is asked of employee and manager


class CaseconConference(models.Model):
    """Who, and which room, a time is looked for: as the wish names them, else as is usual. All as superuser."""

    _inherit = "casecon.conference"

    @api.model
    def _wished_people(self, wish, c_sudo, employee_sudo, left):
        """(role, kind, id) of those who are to be there, without clinician and rooms."""
        people = [("employee", "employee", employee_sudo.id)]
        manager_sudo = self._wished_manager(wish, c_sudo, employee_sudo, left)
        if manager_sudo and manager_sudo != employee_sudo:
            people.append(("manager", "employee", manager_sudo.id))
        hr_sudo = self._wished_hr(wish, c_sudo, employee_sudo, left)
        if hr_sudo:
            people.append(("hr", "user", hr_sudo.id))
        if c_sudo:
            for row in c_sudo._live_attendees():
                if row.role not in ("employee", "clinician", "manager", "hr"):
                    role = "companion" if row.role == "companion" else "other"
                    people.append((role, "partner", row.partner_id.id))
        return tuple(people)

    @api.model
    def _wished_manager(self, wish, c_sudo, employee_sudo, left):
        company_sudo = c_sudo.company_id or employee_sudo.company_id
        if wish.get("manager_id"):
            what = self.env._("the manager")
            takes = partial(employee_sudo._casecon_takes_as_manager, company=company_sudo)
            manager_sudo = to_record(self.env, "hr.employee", wish["manager_id"], what, EMPLOYEE, takes)
        elif wish.get("manager_id") is not None or "manager" in left:
            return self.env["hr.employee"]
        else:
            manager_sudo = c_sudo.manager_id if c_sudo else employee_sudo.parent_id
            manager_sudo.fetch(EMPLOYEE)
        if manager_sudo and not employee_sudo._casecon_takes_as_manager(manager_sudo, company_sudo):
            raise self._not_of_the_company()
        return manager_sudo

    @api.model
    def _wished_hr(self, wish, c_sudo, employee_sudo, left):
        if wish.get("hr_user_id"):
            hr_sudo = to_record(self.env, "res.users", wish["hr_user_id"], self.env._("the HR representative"))
        elif wish.get("hr_user_id") is not None or "hr" in left:
            return self.env["res.users"]
        elif c_sudo:
            hr_sudo = c_sudo.hr_user_id
        else:
            user_sudo = self.env.user.sudo()  # sudo: res.users - who books represents HR, where they may
            hr_sudo = user_sudo if "hr" in user_sudo._casecon_roles() else user_sudo.browse()
        companies = hr_sudo._get_company_ids() if hr_sudo else ()
        company_sudo = c_sudo.company_id or employee_sudo.company_id
        if hr_sudo and not (company_sudo.id in companies and "hr" in hr_sudo._casecon_roles()):
            raise UserError(self.env._("The HR representative must have HR rights in this company."))
        return hr_sudo

    @api.model
    def _check_wished_company(self, theirs, company):
        if theirs and theirs != company:
            raise self._not_of_the_company()

    @api.model
    def _not_of_the_company(self):
        return UserError(self.env._("Everyone you choose must belong to the employee's company."))

    @api.model
    def _wished_clinician(self, wish, c_sudo, left):
        if wish.get("clinician_id"):
            return to_record(self.env, "casecon.clinician", wish["clinician_id"], self.env._("a clinician"))
        # one that is booked keeps its clinician, unless the caller says that any will do
        stays = c_sudo.state in BOOKED and "clinician_id" not in wish and "clinician" not in left
        return c_sudo.clinician_id if stays else self.env["casecon.clinician"]

    @api.model
    def _wished_room(self, wish, company_sudo):
        if not wish.get("room_id"):
            return self.env["casecon.room"]
        room_sudo = to_record(self.env, "casecon.room", wish["room_id"], self.env._("a room"))
        self._check_wished_company(room_sudo.company_id, company_sudo)
        return room_sudo

    @api.model
    def _wished_needs(self, wish, conference):
        needs = wish.get("needs") or (conference._room_needs() if conference else [])
        if not isinstance(needs, (list, tuple)):
            needs = [needs]
        for need in needs:
            to_choice(self.env, need, list(NEEDS), self.env._("what the room must have"))
        return tuple(dict.fromkeys(needs))

    @api.model
    def _wished_optional(self, wish):
        """The keys of lanes that need not be free; of employee and clinician, who must be, nothing is taken."""
        keys = wish.get("optional") or []
        keys = keys if isinstance(keys, (list, tuple)) else [keys]
        return [key for key in keys if isinstance(key, str) and key.partition(":")[0] in SWITCHED]
