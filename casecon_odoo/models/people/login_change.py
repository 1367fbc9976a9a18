from odoo import api, fields, models
from odoo.fields import Domain

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

    person = fields.Char(compute="_compute_person", compute_sudo=True, search="_search_person")

    @api.depends("login_id")
    def _compute_person(self):
        for change in self:
            change.person = change.login_id.person

    def _search_person(self, operator, value):
        # sudo: casecon.login - by name alone, among the changes that the reader may read
        logins_sudo = self.env["casecon.login"].sudo().with_context(active_test=False)
        named = Domain("employee_id.name", operator, value)
        named |= Domain("employee_id", "=", False) & Domain("user_id.name", operator, value)
        return Domain("login_id", "in", logins_sudo._search(named))

    @api.depends("login_id")
    def _compute_display_name(self):
        for change in self:
            change.display_name = self.env._("Change %(id)s", id=change.id or "…")
