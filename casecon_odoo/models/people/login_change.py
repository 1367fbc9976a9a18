from odoo import api, fields, models

from .login import WHAT


class CaseconLoginChange(models.Model):
    """The trace of a login: what was changed, when and by whom. Rows are only ever added, by PostgreSQL's triggers
    and by the functions of `login.py`."""

    _name = "casecon.login.change"
    _description = "Change of a login"
    _inherit = ["casecon.kept"]
    _order = "changed_at desc, id desc"
    _log_access = False

    login_id = fields.Many2one("casecon.login", required=True, readonly=True, index=True, ondelete="cascade")
    what = fields.Selection(WHAT, readonly=True)
    changed_at = fields.Datetime(string="Changed on", readonly=True)
    changed_by_id = fields.Many2one("res.users", string="Changed by", readonly=True, index=False, ondelete="set null")
    before_user_id = fields.Many2one("res.users", string="Before", readonly=True, index=False, ondelete="set null")
    after_user_id = fields.Many2one("res.users", string="After", readonly=True, index=False, ondelete="set null")

    @api.depends("login_id")
    def _compute_display_name(self):
        for change in self:
            change.display_name = self.env._("Change %(id)s", id=change.id or "…")
