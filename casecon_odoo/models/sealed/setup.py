from odoo import models

from . import key_file


class ResCompany(models.Model):
    """Setting up: the key of sealed text, which the system administrator alone can supply."""

    _inherit = "res.company"

    def _casecon_setup_steps(self, reader):
        steps = super()._casecon_setup_steps(reader)
        if reader.has_group("base.group_system"):
            steps["key"] = {
                "title": self.env._("Make the key for sealed text"),
                "text": self.env._(
                    "Until there is one, clinicians cannot write notes. On the server, run “odoo casecon key new”"
                    " twice, once for notes and once for the access log (a name that begins with “log-”). Name the file"
                    " in odoo.conf as “casecon_key_file”. Then print the keys with “odoo casecon key escrow” and keep"
                    " them in a safe: nobody can replace a lost key."
                ),
                "is_done": key_file.can_write() and key_file.signer() != (None, None),
            }
        return steps
