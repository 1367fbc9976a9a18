from odoo import api, fields, models


class CaseconConference(models.Model):
    """Whether the employee has a login: what the gate and the dialogs say depends on it."""

    _inherit = "casecon.conference"

    is_on_paper = fields.Boolean(compute="_compute_is_on_paper", export_string_translation=False)

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_is_on_paper(self):
        """For HR and OH, who give papers to the employee and talk to them."""
        roles = self.env.user._casecon_roles() & {"hr", "oh_admin", "clinician"}
        for conference in self:
            employee_sudo = roles and conference._asked_about()
            conference.is_on_paper = bool(employee_sudo) and not employee_sudo._casecon_has_login()

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            employee_sudo = conference._asked_about()
            facts["by_login"] = not employee_sudo or employee_sudo._casecon_has_login()
        return result
