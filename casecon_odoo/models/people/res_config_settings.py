from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    casecon_notice_days = fields.Integer(related="company_id.casecon_notice_days", readonly=False)
    casecon_margin_hours = fields.Integer(related="company_id.casecon_margin_hours", readonly=False)
    casecon_report_max_age_days = fields.Integer(related="company_id.casecon_report_max_age_days", readonly=False)
    casecon_standard_minutes = fields.Integer(related="company_id.casecon_standard_minutes", readonly=False)
    casecon_move_working_days = fields.Integer(related="company_id.casecon_move_working_days", readonly=False)
    casecon_companion_working_days = fields.Integer(related="company_id.casecon_companion_working_days", readonly=False)
    casecon_cutoff_working_days = fields.Integer(related="company_id.casecon_cutoff_working_days", readonly=False)
    casecon_fact_check_days = fields.Integer(related="company_id.casecon_fact_check_days", readonly=False)
    casecon_sync_stale_hours = fields.Integer(related="company_id.casecon_sync_stale_hours", readonly=False)
    casecon_hr_confirms_complex = fields.Boolean(related="company_id.casecon_hr_confirms_complex", readonly=False)
    casecon_hr_needs_triage = fields.Boolean(related="company_id.casecon_hr_needs_triage", readonly=False)
    casecon_own_cases_only = fields.Boolean(related="company_id.casecon_own_cases_only", readonly=False)
    casecon_mail_domains = fields.Char(related="company_id.casecon_mail_domains", readonly=False)
    casecon_video_url = fields.Char(related="company_id.casecon_video_url", readonly=False)
    casecon_no_reply_email = fields.Char(related="company_id.casecon_no_reply_email", readonly=False)
    casecon_mail_name = fields.Char(related="company_id.casecon_mail_name", readonly=False)
    casecon_contact_name = fields.Char(related="company_id.casecon_contact_name", readonly=False)
    casecon_contact_phone = fields.Char(related="company_id.casecon_contact_phone", readonly=False)
    casecon_event_name = fields.Selection(related="company_id.casecon_event_name", readonly=False)
