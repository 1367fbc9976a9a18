from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Whether the web client asks for steps of set-up at all: everybody else is spared the call."""
        result = super().session_info()
        user = self.env.user
        if user._is_internal() and user._casecon_sets_up():
            # sudo: res.company - whether the list of steps was put away
            result["casecon_sets_up"] = not all(user.company_ids.sudo().mapped("casecon_setup_done"))
        return result
