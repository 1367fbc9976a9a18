"""Where logins are changed in Odoo. A change by its owner is nothing; one by anybody else makes the login wait (R31).

Nobody is refused, and nothing differs for a person with a case: each hook writes the same rows for everybody.
"""

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.mail import email_normalize_all

from .login import acts_as, fresh, keep_addresses, restore, touched

KEPT = {"user_id", "company_id", "active"}
CREDENTIALS = {
    "partner_id": "contact",
    "login": "login",
    "oauth_uid": "sign_on",
    "oauth_provider_id": "sign_on",
    "totp_secret": "second_factor",
}
SIGN_ON = {"email", "oauth_provider_id", "oauth_uid", "oauth_access_token"}
# What stock writes for whoever opens a link: a password, or single sign-on; another address is seen to by itself.
BY_LINK = {"login", "name", "password", "lang", "tz", "active"} | SIGN_ON


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        acts_as(self.env)
        employees = super().create(vals_list)
        fresh(self.env)
        return employees

    def write(self, vals):
        if not {"user_id", "resource_id"} & vals.keys():
            return super().write(vals)
        return self.resource_id._casecon_linking(lambda: super(HrEmployee, self).write(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own(self):
        """What is known of a person goes with the record: nobody sheds it by deleting their own (R31)."""
        if any(employee._casecon_may_be(self.env.user) for employee in self):
            raise UserError(self.env._("You cannot delete your own employee record. Ask a colleague, or archive it."))


class ResourceResource(models.Model):
    """`hr.employee.user_id` is the user of the employee's resource: a door of its own."""

    _inherit = "resource.resource"

    def write(self, vals):
        if KEPT & vals.keys():
            self._casecon_refuse_clinicians()
        if "user_id" not in vals:
            return super().write(vals)
        return self._casecon_linking(lambda: super(ResourceResource, self).write(vals))

    def _casecon_refuse_clinicians(self):
        """Company and login of a clinician's resource are those of the enrolment: no second door to it."""
        # sudo: casecon.clinician - whether the resource is one's
        enrolled_sudo = self.env["casecon.clinician"].sudo().with_context(active_test=False)
        if not self.env.su and enrolled_sudo.search_count([("resource_id", "in", self.ids)], limit=1):
            raise AccessError(self.env._("Only a lead clinician can change a clinician's details."))

    def _casecon_linking(self, change):
        """Make a change of links known to PostgreSQL's triggers at once, with who made it."""
        acts_as(self.env)
        result = change()
        self.env["hr.employee"].flush_model(["user_id"])
        fresh(self.env)
        self.env["casecon.login"]._wake()
        return result


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        keep_addresses(users)
        return users

    def write(self, vals):
        # sudo: res.users - only whether it becomes another value
        names = CREDENTIALS.keys() & vals.keys()
        before = {user.id: [user[name] for name in names] for user in self.sudo()} if names else {}
        result = super().write(vals)
        if "active" in vals:
            self.env.flush_all()
            fresh(self.env)  # PostgreSQL has made their time stand still, or go on
        for at, name in enumerate(names):
            changed = self.sudo().filtered(lambda user, at=at, name=name: user[name] != before[user.id][at])
            touched(self.env, changed, CREDENTIALS[name])
        return result

    def _set_password(self):
        result = super()._set_password()  # all of them first: what follows empties the cache that holds the words
        touched(self.env, self, "password")
        return result

    @api.model
    def signup(self, values, token=None):
        """A link that went to the known address is the owner's; a login that waits goes on waiting."""
        own = set(values) <= BY_LINK
        partner = self.env["res.partner"]._get_partner_from_token(token) if token else None
        user_sudo = partner.sudo().user_ids[:1] if partner else self.browse()  # sudo: res.users - whose link it is
        row_sudo = user_sudo and self.env["casecon.login"]._of_user(user_sudo)
        acted = bool(row_sudo and row_sudo.acting_user_id)
        known = max(row_sudo.change_ids.ids, default=0) if row_sudo else 0
        if row_sudo and not acted:  # a password ends with the code of OH; single sign-on would stay
            values = {name: value for name, value in values.items() if name not in SIGN_ON}
        result = super().signup(values, token)
        if acted and own:
            restore(row_sudo, known)
        elif not user_sudo:
            # sudo: res.users - whoever signs up has chosen the password
            made_sudo = self.sudo().search([("login", "=", values.get("login"))], limit=1)
            restore(self.env["casecon.login"]._of_user(made_sudo), 0)
            keep_addresses(made_sudo, claims=True)
        return result


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        # beside `email` Odoo keeps `email_normalized`, and lets it be written: an address that nobody sees
        vals = {name: value for name, value in vals.items() if name != "email_normalized"}
        if "email" not in vals:
            return super().write(vals)
        # sudo: res.users - logins of these contacts, also those that are archived
        before = {
            user: _read_as(user.partner_id.email) for user in self.sudo().with_context(active_test=False).user_ids
        }
        result = super().write(vals)
        changed = [user for user, email in before.items() if _read_as(user.partner_id.email) != email]
        touched(self.env, changed, "email")
        for user_sudo in changed:
            if user_sudo.id == self.env.uid:
                keep_addresses(user_sudo, claims=True)
        return result


class MergePartner(models.TransientModel):
    """Merging moves rows in SQL: a login with another contact or address afterwards waits. All doors come here."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        # sudo: res.users - the logins of what is merged
        contacts_sudo = self.env["res.partner"].sudo().browse(partner_ids).exists().with_context(active_test=False)
        before = {user: (user.partner_id.id, _read_as(user.partner_id.email)) for user in contacts_sudo.user_ids}
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        self.env.invalidate_all()
        touched(
            self.env,
            [user for user, was in before.items() if (user.partner_id.id, _read_as(user.partner_id.email)) != was],
            "contact",
        )
        return result


def _read_as(text):
    """The address or addresses that a mail server would write to; several are one more way to somebody else."""
    return sorted(email_normalize_all(text or "")) or (text or "").strip().lower()
