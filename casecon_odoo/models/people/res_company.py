from odoo import fields, models

from ...domain.facts import Limits


class ResCompany(models.Model):
    _inherit = "res.company"

    casecon_notice_days = fields.Integer(default=7)
    casecon_margin_hours = fields.Integer(default=2)
    casecon_report_max_age_days = fields.Integer(default=90)
    casecon_standard_minutes = fields.Integer(default=45)
    casecon_move_working_days = fields.Integer(default=2)
    casecon_companion_working_days = fields.Integer(default=5)
    casecon_cutoff_working_days = fields.Integer(default=2)
    casecon_fact_check_days = fields.Integer(default=5)
    casecon_sync_stale_hours = fields.Integer(default=24)
    casecon_hr_confirms_complex = fields.Boolean()
    casecon_hr_needs_triage = fields.Boolean()
    casecon_own_cases_only = fields.Boolean()
    casecon_clinician_ids = fields.One2many("casecon.clinician", "company_id", groups=".")
    casecon_mail_domains = fields.Char()
    casecon_video_url = fields.Char()
    casecon_no_reply_email = fields.Char()
    casecon_event_name = fields.Selection(
        [("meeting", "Meeting"), ("appointment", "Appointment"), ("conversation", "Conversation")],
        default="meeting",
        required=True,
    )

    _casecon_numbers = models.Constraint(
        "CHECK (casecon_notice_days BETWEEN 1 AND 90 AND casecon_margin_hours BETWEEN 0 AND 72"
        " AND casecon_report_max_age_days BETWEEN 1 AND 730 AND casecon_standard_minutes BETWEEN 15 AND 90"
        " AND casecon_move_working_days BETWEEN 0 AND 20 AND casecon_cutoff_working_days BETWEEN 0 AND 20"
        " AND casecon_fact_check_days BETWEEN 1 AND 40 AND casecon_companion_working_days >= 1"
        " AND casecon_sync_stale_hours BETWEEN 1 AND 168)",
        "One of the numbers for case conferences is outside of what is allowed: notice 1 to 90 days, margin"
        " 0 to 72 hours, report age 1 to 730 days, standard length 15 to 90 minutes, working days 0 to 20, for new"
        " dates when the companion cannot come 1 or more, synchronised diary 1 to 168 hours.",
    )

    def _casecon_limits(self) -> Limits:
        """The company's numbers, as the gate wants them."""
        self.ensure_one()
        return Limits(
            notice_days=self.casecon_notice_days,
            margin_hours=self.casecon_margin_hours,
            report_max_age_days=self.casecon_report_max_age_days,
            standard_minutes=self.casecon_standard_minutes,
            move_working_days=self.casecon_move_working_days,
            companion_working_days=self.casecon_companion_working_days,
        )
