from odoo import fields, models


class CaseconBooking(models.AbstractModel):
    """What both employee models show: how many conferences the reader may see, and whether they may ask for one."""

    _name = "casecon.booking"
    _description = "Case conferences of an employee"

    casecon_conference_count = fields.Integer(
        compute="_compute_casecon", export_string_translation=False, string="Number of case conferences"
    )
    casecon_can_ask = fields.Selection(
        [("no", "No"), ("book", "Book"), ("ask", "Ask")],
        compute="_compute_casecon",
        export_string_translation=False,
        string="Book or ask",
    )

    def _compute_casecon(self):
        conferences = self.env["casecon.conference"]
        counts = dict(conferences._read_group([("employee_id", "in", self.ids)], ["employee_id"], ["__count"]))
        by_id = {employee.id: count for employee, count in counts.items()}
        for employee in self:
            # sudo: hr.employee - whether the reader may ask is decided on the hierarchy
            employee_sudo = self.env["hr.employee"].sudo().browse(employee._origin.id)
            hats = conferences._asks_as(employee_sudo) if employee_sudo.active else frozenset()
            employee.casecon_conference_count = by_id.get(employee._origin.id, 0)
            employee.casecon_can_ask = "book" if "hr" in hats else "ask" if "manager_above" in hats else "no"

    def action_casecon_conferences(self):
        """Open the case conferences of this employee that the reader may see."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("casecon_odoo.casecon_conference_action")
        return {**action, "domain": [("employee_id", "=", self.id)], "context": {}}


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "casecon.booking"]


class HrEmployeePublic(models.Model):
    _name = "hr.employee.public"
    _inherit = ["hr.employee.public", "casecon.booking"]
