from odoo import api, fields, models

from ..by_nobody import by_nobody


class ResPartner(models.Model):
    """A contact that the app made for an employee with none of their own: in nobody's directory but of HR and OH.

    Beside the work contact it would tell every colleague that its person has a case (rule in `conference_rules.xml`).
    Nor is it named where Odoo names what is refused, or what a row of one's own leads to (`doors/stand_ins.py`).
    """

    _inherit = "res.partner"

    casecon_stands_in = fields.Boolean(
        readonly=True,
        copy=False,
        groups=".",
        export_string_translation=False,
        string="Contact for someone without a login",
    )

    def init(self):
        self.pool.post_init(self._casecon_mark_stand_ins)
        return super().init()

    def _casecon_mark_stand_ins(self):
        """Those that an older version made: by nobody, beside the work contact, with the employee's name."""
        self.env.cr.execute(
            "UPDATE res_partner p SET casecon_stands_in = true FROM casecon_login l"
            " JOIN hr_employee e ON e.id = l.employee_id"
            " WHERE p.id = l.partner_id AND p.create_uid = 1 AND p.name = e.name"
            " AND e.work_contact_id IS DISTINCT FROM p.id AND p.casecon_stands_in IS NOT TRUE"
        )

    def _casecon_stand_in_no_more(self):
        """These are the person's own now, with a login, a record or a history of theirs: everybody's to find again."""
        # sudo: res.partner - a mark that nobody writes
        marked_sudo = self.sudo().filtered("casecon_stands_in")
        if marked_sudo:
            by_nobody(marked_sudo).write({"casecon_stands_in": False})
            marked_sudo.flush_recordset()


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users.partner_id._casecon_stand_in_no_more()
        return users

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self.partner_id._casecon_stand_in_no_more()
        return result


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        employees.work_contact_id._casecon_stand_in_no_more()
        return employees

    def write(self, vals):
        result = super().write(vals)
        if "work_contact_id" in vals:
            self.work_contact_id._casecon_stand_in_no_more()
        return result


class MergePartner(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        # sudo: res.partner - whether all of them stand in for somebody
        contacts_sudo = self.env["res.partner"].sudo().browse(partner_ids).exists()
        has_own = not all(contacts_sudo.mapped("casecon_stands_in"))
        result = super()._merge(partner_ids, dst_partner, extra_checks)
        if has_own:
            self.env.invalidate_all()
            contacts_sudo.exists()._casecon_stand_in_no_more()
        return result
