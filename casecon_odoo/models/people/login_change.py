from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .login import WHAT, let_in_again


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

    keeps_out = fields.Boolean(
        compute="_compute_keeps_out",
        compute_sudo=True,
        help="The previous login has no access to the person's cases.",
        string="Previous login kept out",
    )

    @api.depends("before_user_id", "login_id.kept_out_user_ids", "login_id.change_ids")
    def _compute_keeps_out(self):
        """Said by the last change that took a login off which is kept out now."""
        for change in self:
            before, row = change.before_user_id, change.login_id
            off = row.change_ids.filtered(lambda one, before=before: before and one.before_user_id == before)
            change.keeps_out = change._origin in off[:1] and before in row.kept_out_user_ids - row.user_id

    def action_let_in(self):
        """OH has asked: the login that was taken off here never was the person's; it may act in their cases [R31]."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one login."))
        row_sudo = self.login_id._may_act()
        change_sudo = self.sudo()  # sudo: casecon.login.change - the role was asked
        if not change_sudo.keeps_out:
            raise UserError(self.env._("This login is not kept out."))
        let_in_again(row_sudo, change_sudo.before_user_id)
        return True

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
