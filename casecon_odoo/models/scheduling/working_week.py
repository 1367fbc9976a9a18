from odoo import api, fields, models

from ..people.clinician import HOURS

STEP, DAY = 30, 24 * 60


class CaseconClinician(models.Model):
    """The working hours as the painted week shows them: painting begins with them, so that no day is lost."""

    _inherit = "casecon.clinician"

    working_week = fields.Json(compute="_compute_working_week", groups=HOURS, export_string_translation=False)

    @api.depends("resource_calendar_id.attendance_ids.hour_from", "resource_calendar_id.attendance_ids.hour_to")
    def _compute_working_week(self):
        """As `availability` is stored, in half hours; False where the schedule says no hours."""
        for clinician in self:
            # sudo: resource.calendar - the hours of whoever is read here
            rows = clinician.sudo().resource_calendar_id.attendance_ids
            week = {}
            for row in rows.filtered(lambda one: one.day_period != "lunch" and not one.display_type):
                begin = int(row.hour_from * 60) // STEP * STEP
                end = min(DAY, -(int(row.hour_to * -60) // STEP) * STEP)
                if begin < end:
                    week.setdefault(row.dayofweek, []).append([begin, end, "both"])
            clinician.working_week = week or False
