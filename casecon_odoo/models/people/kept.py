from odoo import api, models
from odoo.exceptions import UserError


class CaseconKept(models.AbstractModel):
    """Records that nobody makes, changes, copies or deletes, superuser included: PostgreSQL's triggers and a few module
    functions keep them."""

    _name = "casecon.kept"
    _description = "Maintained by the app"
    _inherit = ["casecon.form"]

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_by_hand(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_by_hand(vals)
        return super().write(vals)

    def copy(self, default=None):
        self._refuse_by_hand(self)
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        self._refuse_by_hand(self)

    @api.model
    def _refuse_by_hand(self, what):
        if what:
            raise UserError(self.env._("The app maintains this list. Use its buttons to confirm a login. [R31]"))
