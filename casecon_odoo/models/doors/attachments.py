from odoo import api, models
from odoo.exceptions import UserError

OURS = "casecon."


class IrAttachment(models.Model):
    """No file hangs on a record of ours: whoever may write the record could change the file after it was read.

    Minutes, notes and reports are evidence, and a file beside them would be neither signed nor checked nor kept
    (R20, R22). One that an older version let in stays as it is, as long as its record is there.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._casecon_refuse()
        return made

    def write(self, vals):
        self._casecon_refuse()
        result = super().write(vals)
        if "res_model" in vals:
            self._casecon_refuse()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_ours(self):
        there = self._casecon_ours().filtered(lambda one: self.env[one.res_model].sudo().browse(one.res_id).exists())
        there._casecon_refuse()

    def _casecon_ours(self):
        """Those on a record of ours; as superuser."""
        # sudo: ir.attachment - on which model it hangs, and nothing of it
        return self.sudo().filtered(lambda one: (one.res_model or "").startswith(OURS) and one.res_model in self.env)

    def _casecon_refuse(self):
        if self._casecon_ours():
            raise UserError(
                self.env._("You cannot attach files to case conferences, minutes, reports or notes. Write it as text.")
            )
