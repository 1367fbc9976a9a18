from odoo import models
from odoo.exceptions import AccessError

from ..by_nobody import by_nobody


class ResPartner(models.Model):
    """The link by which a password is set goes to its owner, and stands in no text of somebody else's choice (R31)."""

    _inherit = "res.partner"

    def _get_signup_url(self):
        """Whoever keeps contacts sends it by Odoo's invitation; a template of theirs, or its preview, holds none."""
        # sudo: res.users - whether the contact has a login of somebody else's
        if not self.env.su and self.sudo().user_ids - self.env.user and not self.env["res.users"].has_access("write"):
            raise AccessError(
                self.env._("Only the owner can use this link. Invite the person to the portal instead. [R31]")
            )
        return super()._get_signup_url()

    def _get_login_date(self):
        """What a link is bound to: also when OH last confirmed the login, so that no earlier link lives again."""
        logins_sudo = self.sudo().user_ids  # sudo: res.users - whose link it is
        confirmed = (self.env["casecon.login"]._of_user(login).confirmed_at for login in logins_sudo)
        confirmed_at = max(filter(None, confirmed), default=None)
        date = super()._get_login_date()
        return [date, int(confirmed_at.timestamp())] if confirmed_at else date


class PortalWizardUser(models.TransientModel):
    _inherit = "portal.wizard.user"

    def _send_email(self):
        """By nobody and beside no record: what a mail server refuses is kept, where others would read the link."""
        sent = super(PortalWizardUser, by_nobody(self))._send_email()
        # sudo: mail.mail - the one that was just written
        kept_sudo = self.env["mail.mail"].sudo().search([("model", "=", "res.users"), ("res_id", "=", self.user_id.id)])
        kept_sudo.mail_message_id.write({"model": False, "res_id": False})
        return sent
