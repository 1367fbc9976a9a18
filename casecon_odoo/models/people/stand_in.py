from odoo import api, fields, models

from ..doors.readable import readable_ids


class ResPartner(models.Model):
    """A contact that the app made for an employee with none of their own: in nobody's directory but of HR and OH.

    Beside the work contact it would tell every colleague that its person has a case (rule in `conference_rules.xml`).
    Nor is it named where Odoo names what is refused, or what a row of one's own leads to.
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

    @api.depends_context("uid")
    def _compute_display_name(self):
        """Odoo asks for it as superuser, for a refusal, a label and a file: whom it would be shown to decides."""
        # sudo: res.partner - a mark that nobody reads
        marked_sudo = self.sudo().filtered("casecon_stands_in")
        known = readable_ids(self.env(su=False), "res.partner", marked_sudo._origin.ids) if marked_sudo else []
        hidden = self.filtered(lambda one: one.sudo() in marked_sudo and one._origin.id not in known)
        for partner in hidden:
            partner.display_name = self.env._("Contact %(id)s", id=partner.id)
        return super(ResPartner, self - hidden)._compute_display_name()
