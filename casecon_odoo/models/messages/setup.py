from odoo import models
from odoo.tools import config


class ResCompany(models.Model):
    """Set-up: whether mails leave."""

    _inherit = "res.company"

    def _casecon_setup_steps(self, reader):
        return {
            **super()._casecon_setup_steps(reader),
            "mail": {
                "title": self.env._("Set up outgoing email"),
                "text": self.env._("The mail server did not accept a message. A system administrator can look into it.")
                if self._casecon_mail_failed()
                else self.env._("Invitations need an outgoing mail server. A system administrator sets it up."),
                "is_done": self._casecon_mail_leaves(),
                "action": reader.has_group("base.group_system") and "base.action_ir_mail_server_list",
                "label": self.env._("Mail servers"),
            },
        }

    def _casecon_mail_failed(self):
        return bool(
            self.env["casecon.message"].search_count(
                [
                    ("company_id", "=", self.id),
                    ("state", "=", "waiting"),
                    ("attempts", ">", 0),
                ],
                limit=1,
            )
        )

    def _casecon_mail_leaves(self):
        """Nothing failed of late, and there is a server, or the default one has taken a message."""
        if self._casecon_mail_failed():
            return False
        if config.get("smtp_server") not in (None, False, "", "localhost"):
            return True
        servers = self.env["ir.mail_server"].search_count([], limit=1)
        return bool(servers or self.env["casecon.message"].search_count([("state", "=", "sent")], limit=1))
