import logging

from odoo import models
from odoo.api import SUPERUSER_ID

from ...domain.mail_address import envelope_address
from .. import clock
from ..people.login import fresh
from ..to_do import make_to_do
from .mail import sender_of

_logger = logging.getLogger(__name__)
BATCH = 100


class CaseconLogin(models.Model):
    """Whose login somebody else has changed is told at the address that was known before; OH gets one to-do (R31).

    Told by a cron, which every change wakes: whoever makes the change waits for nothing, with a case or without.
    """

    _inherit = "casecon.login"

    def _cron_tell(self):
        """Tell row by row, each in a commit of its own: one that fails stops no other."""
        cron = self.env["ir.cron"]
        rows = self.search([("tells", "=", True)], limit=BATCH, order="id")
        for done, row in enumerate(rows, 1):
            try:
                with self.env.cr.savepoint():
                    row._tell_person()
                    row._tell_oh()
            except Exception as error:
                # no name or address: the row's id is enough for whoever looks
                _logger.warning("Login %s: nobody could be told (%s)", row.id, type(error).__name__)
            self.env.cr.execute("UPDATE casecon_login SET tells = false WHERE id = %s", [row.id])
            fresh(self.env)
            if not cron._commit_progress(1, remaining=len(rows) - done):
                break

    def _tell_person(self):
        """At the address that was known before the change: it says nothing but that."""
        self.ensure_one()
        user = self.user_id
        own = self if not self.employee_id else self._of_user(user)
        address = self.address or own.address
        if not (user and address):
            return
        env = self.with_context(lang=user.lang).env
        server, company = env["ir.mail_server"], user.company_id
        text = env._(
            "Someone other than you has changed how you log in at %(company)s, or where we write to you.\n\nIf you"
            " asked for the change, you do not have to do anything. If not, please tell the people who look after"
            " logins there.",
            company=company.name,
        )
        subject = env._("Your login was changed")
        quiet = {"Auto-Submitted": "auto-generated"}
        mail = server._build_email__(sender_of(company), [envelope_address(address)], subject, text, headers=quiet)
        server.send_email(mail)

    def _tell_oh(self):
        """One to-do for each who confirms logins, where the login is of somebody in a case, or of OH."""
        if not (self.waits and self.matters):
            return
        company = self.employee_id.company_id or self.user_id.company_id
        groups = self.env["res.groups"].union(
            *(self.env.ref(f"casecon_odoo.casecon_group_{role}") for role in ("lead_clinician", "oh_admin"))
        )
        users = self.env["res.users"].search(
            [("all_group_ids", "in", groups.ids), ("company_ids", "in", company.id), ("active", "=", True)]
        )
        env = self.with_user(SUPERUSER_ID).env
        for user in users - self.user_id - self.linked_user_id:
            make_to_do(env, user, clock.now().date())

    def _wake(self):
        cron = self.env.ref("casecon_odoo.casecon_cron_login_told", raise_if_not_found=False)  # none while installing
        if cron:
            cron.sudo()._trigger()  # sudo: ir.cron - it is woken by whoever changed a login
