import hashlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import email_normalize

from .. import clock
from .login import keep_chosen_address, know, make_code, takes_code

STOOD = timedelta(days=30)


class CaseconLogin(models.Model):
    """What OH does with logins that wait: lead clinician or OH administrator, never for oneself, never HR (R31)."""

    _inherit = "casecon.login"

    person = fields.Char(compute="_compute_shown", compute_sudo=True)
    known_address = fields.Char(compute="_compute_shown", compute_sudo=True, string="Address known to OH")
    email = fields.Char(string="Address now", compute="_compute_shown", compute_sudo=True)
    login_now = fields.Char(string="Login now", compute="_compute_shown", compute_sudo=True)
    needs_code = fields.Boolean(
        compute="_compute_shown",
        compute_sudo=True,
        help="This login was already in use when it was changed, or its user entered the address themselves. Read the"
        " person a code by phone, which they then enter.",
    )
    whats = fields.Char(string="What was changed since", compute="_compute_shown", compute_sudo=True)
    seen = fields.Char(
        compute="_compute_shown", compute_sudo=True, export_string_translation=False
    )  # what a press hands back as `casecon_seen`

    @api.depends("employee_id", "user_id", "linked_user_id", "waits", "what", "address", "change_ids")
    @api.depends_context("lang")
    def _compute_shown(self):
        for row in self:
            login = row.linked_user_id if row.employee_id else row.user_id
            row.person = row.employee_id.name or login.name
            row.known_address = row.address or self._of_user(row.user_id).address
            row.email = login.email
            row.login_now = login.login
            row.needs_code = row.waits and row._is_odd()
            labels = dict(row._fields["what"]._description_selection(self.env))
            kinds = dict.fromkeys(row._since().mapped("what")) or dict.fromkeys([row.what])
            row.whats = row.waits and ", ".join(labels[kind] for kind in kinds if kind)
            row.seen = row._seen()

    def _seen(self):
        """What stands here now, as one word: the logins, their addresses, and the last change of either."""
        login = self.linked_user_id if self.employee_id else self.user_id
        changes = (self | self._of_user(login)).change_ids
        shown = (
            login.id,
            login.login,
            login.email,
            self.employee_id.casecon_invitation_email,
            max(changes.ids, default=0),
        )
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]

    def _must_be_as_seen(self):
        """Refuse where the press does not hand back what stands here: nobody looked, or it was changed after that."""
        if self and "casecon_seen" not in self.env.context:
            raise UserError(
                self.env._("More has changed here than the email domain. Open this login and confirm it there. [R31]")
            )
        if any(row._seen() != self.env.context.get("casecon_seen") for row in self):
            raise UserError(
                self.env._("This login has changed since you opened it. Reload the page and check it again. [R31]")
            )

    def _since(self):
        """The changes since OH last confirmed, the last first."""
        since = self.change_ids.filtered(lambda one: not self.confirmed_at or one.changed_at > self.confirmed_at)
        return since.filtered(lambda one: one.what != "let_in")  # that is OH's own word

    def _is_odd(self):
        """Whether more than a look is needed: what OH knew was changed by somebody else."""
        if self.employee_id:
            linked = self.linked_user_id
            return bool(linked and (self.user_id or self.had_login or self._of_user(linked).claims))
        return not (self._is_domain_change() or self._is_new())

    def _is_new(self):
        """A login that nobody has used yet, and for which nobody else has set a password."""
        return not self.confirmed_at and not self.user_id.log_ids and not self._since()

    def _is_domain_change(self):
        """The company's mail has another domain: the same name before the @, and a domain that the company listed."""
        before, after = self.address or "", email_normalize(self.user_id.email or "") or ""
        own = self.user_id.employee_ids.company_id or self.user_id.company_id  # not every company that they may enter
        listed = own._casecon_mail_domains()
        whats = set(self._since().mapped("what"))
        same = before.partition("@")[0] == after.partition("@")[0] != ""
        return same and after.partition("@")[2] in listed and bool(whats) and whats <= {"email", "login"}

    def action_confirm(self):
        """OH knows that these logins are their persons'. Several at once where only the mail's domain changed [R31]."""
        rows_sudo = self._may_confirm()
        if any(row.needs_code for row in rows_sudo):
            raise UserError(self.env._("To confirm this login, call the person and give them a code. [R31]"))
        singly = rows_sudo.filtered(lambda row: row.employee_id or not row._is_domain_change())
        if singly and len(rows_sudo) > 1:
            raise UserError(
                self.env._(
                    "Confirm one login at a time, after speaking to the person. You can confirm several at once only"
                    " for a new email domain. [R31]"
                )
            )
        singly._must_be_as_seen()
        know(rows_sudo)
        return True

    def action_confirm_domain(self):
        """OH knows all logins, chosen or not, of which only the address has moved, to a domain of the company [R31]."""
        waiting = self.search([("waits", "=", True), ("employee_id", "=", False)])
        moved = waiting.filtered(lambda row: row.sudo()._is_domain_change())  # sudo: res.company - its domains
        if not moved:
            raise UserError(self.env._("No login is waiting only because of a new email domain."))
        return moved.action_confirm()

    def action_make_code(self):
        """A code for the person to type after logging in; shown once, good for a day [R31]."""
        row_sudo = self._may_confirm()
        if len(row_sudo) != 1:
            raise UserError(self.env._("Choose one login."))
        code = make_code(row_sudo)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Read this code out by phone: %(code)s", code=code),
                "message": self.env._(
                    "The person logs in, opens “Confirm my login” and enters it. The code works for one day."
                ),
                "type": "info",
                "sticky": True,
            },
        }

    def _may_confirm(self):
        """Those of these rows that wait, as superuser, after the role was asked."""
        rows_sudo = self._may_act()
        rows_sudo._must_wait()
        return rows_sudo

    def _must_wait(self):
        """Refuse where nothing waits for OH."""
        if not self or not all(self.mapped("waits")):
            raise UserError(self.env._("This login is already confirmed."))

    def _may_act(self):
        """These rows as superuser, for a lead clinician or an OH administrator."""
        roles = self.env.user._casecon_roles()
        if not roles & {"lead_clinician", "oh_admin"} or "hr" in roles or self.env.user._casecon_waits():
            raise AccessError(self.env._("Only a lead clinician or an OH administrator can confirm logins. [R31]"))
        rows_sudo = self.sudo().exists()  # sudo: casecon.login - nobody can write it; the role was asked
        if any(self.env.user in row._whose() for row in rows_sudo):
            raise AccessError(self.env._("You cannot confirm your own login. Ask a colleague in OH. [R31]"))
        rows_sudo.sudo(False).check_access("read")
        rows_sudo._not_by_who_changed()
        return rows_sudo

    def _whose(self):
        """The logins that this is about, or was."""
        return self.user_id | self.linked_user_id | self.kept_out_user_ids

    def _not_by_who_changed(self):
        """Refuse whoever made the change that waits: it takes a second person to confirm it."""
        for row in self | self.sudo().search([("employee_id", "=", False), ("user_id", "in", self.linked_user_id.ids)]):
            if self.env.user in row._since().changed_by_id or (row.waits and self.env.user == row.changed_by_id):
                raise AccessError(
                    self.env._("You made this change yourself. Ask a colleague in OH to confirm it. [R31]")
                )

    def _address_known(self):
        """Hook: the area `messages` writes to the address that counts now."""

    def _cron_take_over(self):
        """A first login that has stood for thirty days, link and credentials untouched by anybody else, is known."""
        self.env.cr.execute(
            """
            SELECT l.id FROM casecon_login l
              JOIN casecon_login u ON u.employee_id IS NULL AND u.user_id = l.linked_user_id AND NOT u.waits
              JOIN hr_employee e ON e.id = l.employee_id AND e.user_id = l.linked_user_id
             WHERE l.waits AND NOT coalesce(l.had_login, false) AND l.changed_at < %(before)s
               AND NOT EXISTS (SELECT 1 FROM casecon_login_kept_out k WHERE k.login_id = l.id)
               -- a clinician's login is looked at by OH: it would be shut out of its own cases
               AND NOT EXISTS (SELECT 1 FROM casecon_clinician c WHERE c.user_id = l.linked_user_id)
               AND NOT coalesce(u.claims, false)
               AND l.changed_by_id IS DISTINCT FROM l.linked_user_id
               AND NOT EXISTS (SELECT 1 FROM casecon_login_change c
                                WHERE c.login_id IN (l.id, u.id) AND c.changed_at >= %(before)s)
            """,
            {"before": clock.now() - STOOD},
        )
        know(self.browse(row_id for (row_id,) in self.env.cr.fetchall()))
        self.env.cr.execute(
            "DELETE FROM casecon_login WHERE employee_id IS NULL AND user_id IS NULL"
        )  # of deleted users

    @api.model
    def action_type_code(self, code=None, password=None):
        """The person types the code that OH said, and a new password: the login is theirs, other sessions end [R31]."""
        if not isinstance(password, str) or len(password.strip()) < 8:
            raise UserError(self.env._("Choose a new password of 8 characters or more."))
        rows_sudo = self._my_waiting()
        right_sudo = rows_sudo.filtered("code_hash").filtered(lambda row_sudo: takes_code(row_sudo, code))
        if not right_sudo:
            return False
        user_sudo = self.env.user.sudo()  # sudo: res.users - one's own login
        user_sudo._casecon_end_other_ways_in()
        user_sudo._change_password(password)
        know(right_sudo | self._of_user(user_sudo))  # what OH has looked at, and no more
        return True

    def action_confirm_address(self):
        """The address for invitations that was entered is the employee's own, OH has asked them [R31]."""
        rows_sudo = self._may_act().filtered("employee_id")
        rows_sudo._must_be_as_seen()
        rows_sudo._keep_entered_address()
        return True

    def _keep_entered_address(self):
        """Where invitations go from now on is what was entered for these employees."""
        for row in self:
            keep_chosen_address(row, row.employee_id.casecon_invitation_email)
        self._address_known()

    @api.model
    def action_set_my_address(self, address=None):
        """The employee says by their own login where invitations go; nothing means the login's address [R31]."""
        employees_sudo = self.env["hr.employee"]._casecon_mine()
        if not employees_sudo:
            raise AccessError(self.env._("OH must confirm your login first. [R31]"))
        for employee_sudo in employees_sudo:
            employee_sudo.casecon_invitation_email = address if isinstance(address, str) else False
        employees_sudo.casecon_login_ids._keep_entered_address()
        return True

    @api.model
    def _my_waiting(self):
        """The rows that wait for the present login, as superuser: its own, and of the employee that it is to be."""
        own = ["&", ("employee_id", "=", False), ("user_id", "=", self.env.uid)]
        # sudo: casecon.login - whether one's own login waits
        return self.sudo().search([("waits", "=", True), "|", ("linked_user_id", "=", self.env.uid), *own])

    @api.model
    def _is_closed(self):
        """Whether the present login waits, for itself or for whom it is known."""
        mine = ["|", ("linked_user_id", "=", self.env.uid), ("user_id", "=", self.env.uid)]
        # sudo: casecon.login - one's own
        return bool(self.sudo().search_count([("acting_user_id", "=", False), *mine], limit=1))


class ResUsers(models.Model):
    _inherit = "res.users"

    def _casecon_end_other_ways_in(self):
        """Keys and passkeys that somebody may have made while the login was in other hands.

        So with the single sign-on of whoever entered the person's address for it.
        """
        for user in self if "oauth_uid" in self._fields else ():
            if self.env["casecon.login"]._of_user(user).claims:
                user.write({"oauth_uid": False, "oauth_provider_id": False})
        self.api_key_ids._remove()
        if "auth_passkey_key_ids" in self._fields:
            self.auth_passkey_key_ids.unlink()
        if hasattr(self, "_revoke_all_devices"):
            self._revoke_all_devices()
