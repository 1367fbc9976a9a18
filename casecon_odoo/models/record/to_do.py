from odoo import api, fields, models

from .. import clock
from ..by_nobody import by_nobody, settling
from ..conference.guarded import write_guarded
from ..to_do import make_to_do

SHOWN = {"kind", "owner_id", "due_on", "review_on"}


class CaseconDecision(models.Model):
    """A to-do in the top bar of whoever owns an action and works in Odoo: that there is something, and a link [R25].

    It hangs on no record, since Odoo shows and mails the name of the record that an activity hangs on. Made by the
    superuser, so that it is nobody's but the owner's: whoever creates an activity could else change it.
    """

    _inherit = "casecon.decision"
    _guarded = ("to_do_id",)

    to_do_id = fields.Many2one("mail.activity", readonly=True, index="btree_not_null", ondelete="set null", groups=".")

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        decisions._keep_to_dos()
        return decisions

    def write(self, vals):
        result = super().write(vals)
        if SHOWN & set(vals):
            self._keep_to_dos()
        return result

    def unlink(self):
        # as the system: mail.activity - it goes with its action; the verb was allowed
        to_dos_sudo = by_nobody(self.sudo().exists().to_do_id)
        result = super().unlink()
        to_dos_sudo.unlink()
        return result

    def action_done(self):
        """The owner, or HR, marks it as done [R23]; its to-do goes with it."""
        result = super().action_done()
        # as the system: mail.activity - HR may mark an action of somebody else as done
        with settling(self.sudo().to_do_id) as to_do_sudo:
            to_do_sudo._action_done()
        return result

    def _keep_to_dos(self):
        """Make, move or take away the to-dos, as the actions now stand."""
        with settling(self, "mail.activity") as decisions_sudo:
            for decision in decisions_sudo:
                owner = decision._to_do_owner()
                if decision.to_do_id.user_id != owner:
                    decision.to_do_id.unlink()
                if not owner:
                    continue
                deadline = decision.due_on or decision.review_on or clock.now().date()
                if decision.to_do_id:
                    decision.to_do_id.date_deadline = deadline
                else:
                    write_guarded(decision, {"to_do_id": make_to_do(decision.env, owner, deadline).id})

    def _to_do_owner(self):
        """The owner's own login, where they work in Odoo and may read the action; none for what was done or decided."""
        users = self.env["res.users"]
        if self.kind == "decision" or self.state == "done":
            return users
        owner = self.owner_id.user_ids.filtered(lambda user: user._is_internal())[:1]
        may_read = owner and self.with_user(owner).with_context(allowed_company_ids=owner.company_ids.ids)
        return owner if may_read and may_read.has_access("read") else users
