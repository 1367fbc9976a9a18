from odoo import api, models
from odoo.api import SUPERUSER_ID

from .. import clock
from ..to_do import make_to_do
from .guarded import write_guarded
from .leavers import OPEN

BATCH = 200


class CaseconConference(models.Model):
    """HR and the clinician are told of people who leave in mid-case: each by one to-do that says nothing.

    Told by the cron, which every change of a person wakes: such a change answers alike, in words and time, whether
    there is a case or none [R31]. Daily as well, since a last day passes by itself.
    """

    _inherit = "casecon.conference"

    def _cron_tell_of_leavers(self):
        """Look at what is going on, and tell of whom nobody was told yet."""
        cron = self.env["ir.cron"]
        ids = self.search([("state", "in", OPEN)], order="id").ids
        for done in range(0, len(ids), BATCH):
            batch = self.browse(ids[done : done + BATCH])
            batch._tell_of_leavers()
            if not cron._commit_progress(len(batch), remaining=max(len(ids) - done - BATCH, 0)):
                break

    def _tell_of_leavers(self):
        """Keep who has left; a to-do for those who see to it, one for each of them, however many cases there are."""
        told = self.env["res.users"]
        for conference, seats in self.with_user(SUPERUSER_ID)._leavers().items():
            now = {f"{seat.role}: {seat.named}" for seat in seats}
            before = set(filter(None, (conference.leavers_key or "").split("; ")))
            if now != before:
                since = bool(now) and (conference.left_since or clock.now())
                key = "; ".join(sorted(now)) or False
                write_guarded(conference, {"leavers_key": key, "has_leavers": bool(now), "left_since": since})
            if now - before:
                told |= conference._sees_to_leavers({seat.role for seat in seats})
        env = self.with_user(SUPERUSER_ID).env
        for user in told:
            make_to_do(env, user, clock.now().date())
            self._tell_user(user, "leaver")

    def _sees_to_leavers(self, left):
        """The logins of HR and the clinician; of OH administrators where one of those has left; else all of HR."""
        self.ensure_one()
        named = {"hr": self.hr_user_id or self._other_hr(), "clinician": self.clinician_id.user_id}
        there = self.env["res.users"].union(*(user for role, user in named.items() if role not in left))
        if not all(user and role not in left for role, user in named.items()):
            there |= self._in_role("casecon_odoo.casecon_group_oh_admin")
        return self._who_may_read(there) or self._who_may_read(self._in_role("casecon_odoo.casecon_group_hr"))

    def _other_hr(self):
        """Who acted for HR where nobody is named."""
        return (self.accepted_by | self.requester_id).filtered(lambda user: "hr" in user._casecon_roles())

    def _in_role(self, group):
        return self.env["res.users"].search(
            [("all_group_ids", "in", self.env.ref(group).id), ("company_ids", "in", self.company_id.id)]
        )

    def _who_may_read(self, users):
        """Of these logins those which may read the case: nobody is led to what is not for them."""
        readers = self.env["res.users"]
        for user in users.filtered("active"):
            mine = self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
            if user._is_internal() and user != self.employee_id.user_id and mine.has_access("read"):
                readers |= user
        return readers

    @api.model
    def _look_for_leavers(self):
        """Something changed by which people leave: the cron looks, whether there is a case or none."""
        cron = self.env.ref("casecon_odoo.casecon_cron_leavers", raise_if_not_found=False)  # none while installing
        if cron:
            cron.sudo()._trigger()  # sudo: ir.cron - it is woken by whoever changed a person


class Leaving(models.AbstractModel):
    """What people leave by: a change of these columns of it wakes the cron."""

    _name = "casecon.leaving"
    _description = "People who have left"

    _leaves_by: frozenset[str] = frozenset()

    def write(self, vals):
        result = super().write(vals)
        if self._leaves_by & set(vals):
            self.env["casecon.conference"]._look_for_leavers()
        return result


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "casecon.leaving"]
    _leaves_by = frozenset({"active", "company_id", "user_id", "departure_date"})


class HrVersion(models.Model):
    _name = "hr.version"
    _inherit = ["hr.version", "casecon.leaving"]
    _leaves_by = frozenset({"departure_date"})


class ResourceResource(models.Model):
    _name = "resource.resource"
    _inherit = ["resource.resource", "casecon.leaving"]
    _leaves_by = frozenset({"active", "company_id", "user_id"})


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "casecon.leaving"]
    _leaves_by = frozenset({"active", "company_ids"})


class CaseconClinician(models.Model):
    _name = "casecon.clinician"
    _inherit = ["casecon.clinician", "casecon.leaving"]
    _leaves_by = frozenset({"active", "company_id", "user_id", "registration_valid_until"})
