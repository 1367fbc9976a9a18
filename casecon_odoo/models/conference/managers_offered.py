from odoo import api, fields, models

OH = {"clinician", "lead_clinician", "oh_admin", "privacy_officer"}


class CaseconConference(models.Model):
    """Who is offered for a seat: as another manager, who leads a team and has no other seat in it [R12]."""

    _inherit = "casecon.conference"

    manager_choices = fields.Json(
        compute="_compute_manager_choices",
        export_string_translation=False,
        help="Ids of hr.employee, for the employee and those who record for them.",
    )

    @api.depends("manager_id", "clinician_id", "hr_user_id", "employee_id")
    @api.depends_context("uid")
    def _compute_manager_choices(self):
        for conference in self:
            may = conference._origin and conference._hats() & {"employee", "clinician"}
            conference.manager_choices = conference._managers_offered().ids if may else []

    @api.readonly
    def find_replacements(self):
        """Find who could take a seat: {"managers": ids of hr.employee, "hr": ids of res.users}.

        For whoever may replace a person; nobody for others. Another manager than these can still be chosen.
        """
        conference = self._one()
        if not (conference.can_reassign or conference.can_accept_conflict):
            return {"managers": [], "hr": []}
        c_sudo = conference.sudo()  # sudo: casecon.conference - the company, and who has the seat
        # sudo: res.users - who has HR's role; ids alone, and users are found by everyone who works here
        hr_sudo = (
            self.env.ref("casecon_odoo.casecon_group_hr")
            .sudo()
            .all_user_ids.filtered(
                lambda user: c_sudo.company_id in user.company_ids and user.active and "hr" in user._casecon_roles()
            )
        )
        return {"managers": conference._managers_offered().ids, "hr": (hr_sudo - c_sudo.hr_user_id).ids}

    def _managers_offered(self):
        """As superuser, by name: of the company, with a login, leading a team; nobody of OH, of HR here, or below."""
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: hr.employee - portal users cannot read employees; who leads a team, by name
        employee_sudo = c_sudo.employee_id
        found_sudo = employee_sudo.search(
            [
                ("company_id", "=", c_sudo.company_id.id),
                ("child_ids", "!=", False),
                ("user_id.active", "=", True),
                ("user_id", "not in", (c_sudo.hr_user_id | c_sudo.clinician_id.user_id).ids),
                ("id", "not in", (employee_sudo.id, c_sudo.manager_id.id)),
                "!",
                ("id", "child_of", employee_sudo.id),
            ],
            order="name",
        )
        return found_sudo.filtered(lambda one: not one.user_id._casecon_roles() & OH)
