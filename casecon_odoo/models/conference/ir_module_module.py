from odoo import models
from odoo.exceptions import UserError

from ...domain.states import OPEN


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def button_uninstall(self):
        """Refused while case conferences are ahead: people have been invited to them."""
        gone = self | self.downstream_dependencies()
        if "casecon_odoo" in gone.mapped("name"):
            # sudo: casecon.conference - whether any is ahead, in any company
            ahead = self.env["casecon.conference"].sudo().search_count([("state", "in", OPEN)])
            if ahead:
                raise UserError(
                    self.env._(
                        "%(count)s case conferences are still to come. Hold or cancel them before you uninstall the"
                        " app.",
                        count=ahead,
                    )
                )
        return super().button_uninstall()
