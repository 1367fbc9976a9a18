from odoo import models
from odoo.exceptions import AccessError

_TO_ITS_OWNER = object()  # compared by identity: nothing that a client sends is this


class ResPartner(models.Model):
    """The link by which a password is set goes to its owner, and stands in no text of somebody else's choice (R31)."""

    _inherit = "res.partner"

    def _get_signup_url(self):
        """Whoever keeps contacts sends it by Odoo's invitation; a template of theirs, or its preview, holds none."""
        is_sent = self.env.su or self.env.context.get("casecon_link_to") is _TO_ITS_OWNER
        # sudo: res.users - whether the contact has a login of somebody else's
        if not is_sent and self.sudo().user_ids - self.env.user and not self.env["res.users"].has_access("write"):
            raise AccessError(
                self.env._("This link is for its owner alone: invite the person to the portal instead. [R31]")
            )
        return super()._get_signup_url()


class PortalWizardUser(models.TransientModel):
    _inherit = "portal.wizard.user"

    def _send_email(self):
        return super(PortalWizardUser, self.with_context(casecon_link_to=_TO_ITS_OWNER))._send_email()
