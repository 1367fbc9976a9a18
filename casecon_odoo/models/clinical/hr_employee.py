from odoo import fields, models

from .note import CLINICIAN


class CaseconClinicalTab(models.AbstractModel):
    """The clinical tab of both employee models: a list for clinicians alone."""

    _name = "casecon.clinical.tab"
    _description = "Clinical tab"

    casecon_note_ids = fields.One2many(
        "casecon.note", "employee_id", readonly=True, copy=False, groups=CLINICIAN, string="Clinical notes"
    )

    def action_open_new_note(self):
        """Open an empty note about this employee, in a dialog."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("casecon_odoo.casecon_note_action_new")
        return {**action, "context": {"default_employee_id": self.id}}


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "casecon.clinical.tab"]


class HrEmployeePublic(models.Model):
    _name = "hr.employee.public"
    _inherit = ["hr.employee.public", "casecon.clinical.tab"]
