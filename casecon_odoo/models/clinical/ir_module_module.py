from odoo import models
from odoo.exceptions import UserError


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def button_uninstall(self):
        """Refused while signed notes exist: they are kept for years. Demo databases are exempt."""
        ours = (self | self.downstream_dependencies()).filtered(lambda module: module.name == "casecon_odoo")
        # sudo: casecon.note - whether any is signed, in any company
        if ours and not ours.demo and self.env["casecon.note"].sudo().search_count([("state", "=", "signed")], limit=1):
            raise UserError(
                self.env._(
                    "This app cannot be uninstalled because it holds signed clinical notes, which must be kept. [R20]"
                )
            )
        return super().button_uninstall()
