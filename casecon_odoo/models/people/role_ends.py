"""A role ends at once with what it rests on: an enrolment, a group, a login that is switched on (R31)."""

from odoo import api, fields, models

from .login import fresh, hold_groups

OH_GROUPS = tuple(f"casecon_odoo.casecon_group_{role}" for role in ("lead_clinician", "oh_admin", "privacy_officer"))
CLINICIAN_GROUP = "casecon_odoo.casecon_group_clinician"
HR_GROUP = "casecon_odoo.casecon_group_hr"
KINDS_OF_USER = ("base.group_user", "base.group_portal", "base.group_public")
DECIDES = {"group_ids", "active", "company_ids", "role"}
DECIDES_FOR_ALL = {"user_ids", "all_user_ids", "implied_ids", "implied_by_ids"}


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if DECIDES & vals.keys():
            self._casecon_hold_roles_of_waiting()
            self._casecon_settle_roles()
        return result

    def _casecon_settle_roles(self):
        """Give and take the clinicians' group as the enrolments say; what hung on a role that ended is let go."""
        if not self.env.ref(CLINICIAN_GROUP, raise_if_not_found=False):
            return  # the app is being uninstalled
        # sudo: casecon.clinician - whoever changes a login or a group need not see who is enrolled
        enrolled_sudo = self.env["casecon.clinician"].sudo().with_context(active_test=False)
        enrolled_sudo.search([("user_id", "in", self.ids)])._settle_role()
        self._casecon_let_go()

    def _casecon_drop_clinician_group(self, but=None):
        """Take the group from those without an enrolment; `but`: enrolments that are about to go."""
        # sudo: casecon.clinician, res.users - the role ends with the enrolment, whoever ends it
        live_sudo = self.env["casecon.clinician"].sudo().search([("user_id", "in", self.ids)])
        for user_sudo in self.sudo() - (live_sudo - (but or live_sudo.browse())).user_id:
            user_sudo.write({"group_ids": user_sudo._casecon_without(self.env.ref(CLINICIAN_GROUP))})

    def _casecon_without(self, groups):
        """The commands that take groups from an internal user, who stays one: a role may be all that made them so."""
        stays = [fields.Command.link(self.env.ref("base.group_user").id)] if self._is_internal() else []
        return [*stays, *(fields.Command.unlink(group.id) for group in groups)]

    def _casecon_hold_roles(self):
        """While a login waits, it has none of OH's groups: what it had is given back when OH confirms."""
        for user_sudo in self.sudo():  # sudo: res.users - whoever changed the login may have no right on groups
            held = user_sudo._casecon_held_by()
            if held:
                hold_groups(user_sudo, held)
                user_sudo.write({"group_ids": user_sudo._casecon_without(held)})
        self._casecon_settle_roles()

    def _casecon_held_by(self):
        """The groups that give this user a role of OH, by themselves or by what they inherit."""
        oh = self.env["res.groups"].union(*(self.env.ref(name) for name in OH_GROUPS))
        kinds = self.env["res.groups"].union(*(self.env.ref(name) for name in KINDS_OF_USER))
        return (self.group_ids - kinds).filtered(lambda group: group.all_implied_ids & oh)

    def _casecon_hold_roles_of_waiting(self):
        """Whoever gives a role of OH to a login that waits, gives it for the time when OH has confirmed it."""
        if not self.env.ref(OH_GROUPS[0], raise_if_not_found=False):
            return  # the app is being installed or uninstalled
        # sudo: casecon.login - whether they wait is not told
        rows_sudo = self.env["casecon.login"].sudo()
        own = [("employee_id", "=", False), ("waits", "=", True), ("user_id", "in", self.ids)]
        waiting_sudo = rows_sudo.search(own).user_id
        waiting_sudo.filtered(lambda user_sudo: user_sudo._casecon_held_by())._casecon_hold_roles()

    def _casecon_give_back(self, held):
        """The groups by user, as they were held."""
        for user_sudo in self.sudo():  # sudo: res.users - OH confirmed the login, and has no right on groups
            if held.get(user_sudo.id):
                groups = self.env["res.groups"].browse(held[user_sudo.id]).exists()
                user_sudo.write({"group_ids": [fields.Command.link(group.id) for group in groups]})
        self._casecon_settle_roles()

    def _casecon_let_go(self):
        """Hook: an area lets go of what these logins held by a role that they may not have any more."""


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        groups._casecon_settle_roles(vals_list)
        return groups

    def write(self, vals):
        result = super().write(vals)
        self._casecon_settle_roles([vals])
        return result

    def _casecon_settle_roles(self, vals_list):
        if not any(DECIDES_FOR_ALL & vals.keys() for vals in vals_list) or not self.pool.ready:
            return
        self.sudo().all_user_ids._casecon_hold_roles_of_waiting()  # sudo: res.groups - whom it gives something
        self.env["res.users"].sudo()._casecon_role_holders()._casecon_settle_roles()  # sudo: who has a role, not shown


class RoleHolders(models.Model):
    _inherit = "res.users"

    @api.model
    def _casecon_role_holders(self):
        """Those who hold something by a role; an area adds its own through super()."""
        return self.env["casecon.clinician"].search([("active", "in", (True, False))]).user_id


class CaseconClinician(models.Model):
    _inherit = "casecon.clinician"

    acting_user_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="set null", groups=".", copy=False
    )
    role_ended = fields.Boolean(readonly=True, copy=False, groups=".")  # HR rights, or a login that is switched off

    @api.model
    def _settle_all_roles(self):
        self.search([("active", "in", (True, False))])._settle_role()

    def _settle_role(self):
        """The group follows the enrolments, for the logins of these clinicians; no right on users is needed for it."""
        group, users_sudo = self.env.ref(CLINICIAN_GROUP), self.user_id.sudo()  # sudo: res.users - their group follows
        self.env.flush_all()
        for user_sudo in users_sudo:
            ended = not user_sudo.active or user_sudo.share or user_sudo.has_group(HR_GROUP)
            self.env.cr.execute(
                "UPDATE casecon_clinician SET role_ended = %s WHERE user_id = %s", [ended, user_sudo.id]
            )
            self.env.cr.execute(
                "SELECT 1 FROM casecon_clinician WHERE user_id = %s AND acting_user_id IS NOT NULL LIMIT 1",
                [user_sudo.id],
            )
            live = bool(self.env.cr.rowcount)
            if live != (group in user_sudo.group_ids):
                given = [fields.Command.link(group.id)]
                user_sudo.write({"group_ids": given if live else user_sudo._casecon_without(group)})
        self.invalidate_recordset(["role_ended"], flush=False)
        fresh(self.env)
