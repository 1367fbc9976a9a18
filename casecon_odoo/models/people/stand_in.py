from odoo import fields, models


class ResPartner(models.Model):
    """A contact that the app made for an employee with none of their own: in nobody's directory but of HR and OH.

    Beside the work contact it would tell every colleague that its person has a case (rule in `conference_rules.xml`).
    Nor is it named where Odoo names what is refused, or what a row of one's own leads to (`doors/stand_ins.py`).
    """

    _inherit = "res.partner"

    casecon_stands_in = fields.Boolean(readonly=True, copy=False, groups=".", export_string_translation=False)

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
