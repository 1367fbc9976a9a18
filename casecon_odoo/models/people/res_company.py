from odoo import api, fields, models
from odoo.tools.sql import SQL, column_exists

from ...domain.facts import Limits
from ...domain.neutral import neutral_name
from ..neutral import check_neutral

SETTINGS = "base.group_system"


class ResCompany(models.Model):
    _inherit = "res.company"

    # Every user of Odoo may read a company, a stranger who signed up too: what is set here is read by whoever sets it,
    # and asked by code. A link to the meeting is for those who are invited.
    casecon_notice_days = fields.Integer(default=7, groups=SETTINGS, string="Notice to the employee (days)")
    casecon_margin_hours = fields.Integer(default=2, groups=SETTINGS, string="Margin for sending (hours)")
    casecon_report_max_age_days = fields.Integer(default=90, groups=SETTINGS, string="Age of the OH report (days)")
    casecon_standard_minutes = fields.Integer(default=45, groups=SETTINGS, string="Standard length (minutes)")
    casecon_move_working_days = fields.Integer(
        default=2, groups=SETTINGS, string="Notice when moved to a later time (working days)"
    )
    casecon_companion_working_days = fields.Integer(
        default=5, groups=SETTINGS, string="New dates if the companion cannot come (working days)"
    )
    casecon_cutoff_working_days = fields.Integer(
        default=2, groups=SETTINGS, string="Agenda closes before the start (working days)"
    )
    casecon_fact_check_days = fields.Integer(default=5, groups=SETTINGS, string="Fact check (working days)")
    casecon_sync_stale_hours = fields.Integer(
        default=24, groups=SETTINGS, string="Treat synchronised calendars as unknown after (hours)"
    )
    casecon_hr_confirms_complex = fields.Boolean(groups=SETTINGS, string="HR may confirm a longer case conference")
    casecon_hr_needs_triage = fields.Boolean(groups=SETTINGS, string="OH also accepts HR's requests")
    casecon_own_cases_only = fields.Boolean(groups=SETTINGS, string="Clinicians see their own cases only")
    casecon_mail_domains = fields.Char(groups=SETTINGS, string="Email domains of the organisation")
    casecon_clinician_ids = fields.One2many("casecon.clinician", "company_id", groups=".", string="Clinicians")
    casecon_video_url = fields.Char(groups=SETTINGS, string="Video link")
    casecon_no_reply_email = fields.Char(groups=SETTINGS, string="No-reply address")
    casecon_mail_name = fields.Char(groups=SETTINGS, string="Name in emails")
    casecon_contact_name = fields.Char(groups=SETTINGS, string="Contact for questions")
    casecon_contact_phone = fields.Char(groups=SETTINGS, string="Phone number of the contact")
    casecon_event_name = fields.Selection(
        [("meeting", "Meeting"), ("appointment", "Appointment"), ("conversation", "Conversation")],
        default="meeting",
        required=True,
        groups=SETTINGS,
        string="Name in calendars",
    )

    _casecon_numbers = models.Constraint(
        "CHECK (casecon_notice_days BETWEEN 1 AND 90 AND casecon_margin_hours BETWEEN 0 AND 72"
        " AND casecon_report_max_age_days BETWEEN 1 AND 730 AND casecon_standard_minutes BETWEEN 15 AND 90"
        " AND casecon_move_working_days BETWEEN 0 AND 20 AND casecon_cutoff_working_days BETWEEN 0 AND 20"
        " AND casecon_fact_check_days BETWEEN 1 AND 40 AND casecon_companion_working_days BETWEEN 1 AND 40"
        " AND casecon_sync_stale_hours BETWEEN 1 AND 168)",
        "A setting for case conferences is outside its limits. Notice: 1 to 90 days. Margin: 0 to 72 hours. Report"
        " age: 1 to 730 days. Standard length: 15 to 90 minutes. Working days: 0 to 20. Fact check, and new dates"
        " when the companion cannot come: 1 to 40. Synchronised calendars: 1 to 168 hours.",
    )

    def _auto_init(self):
        column = "casecon_companion_working_days"  # it had no highest value at first
        if column_exists(self.env.cr, self._table, column):
            self.env.cr.execute(SQL("UPDATE res_company SET %(c)s = 40 WHERE %(c)s > 40", c=SQL.identifier(column)))
        return super()._auto_init()

    @api.constrains("casecon_video_url", "casecon_mail_name", "casecon_contact_name", "casecon_contact_phone")
    def _check_neutral(self):
        for company_sudo in self.sudo():  # sudo: res.company - own columns, whoever enters them
            for name in ("casecon_video_url", "casecon_mail_name", "casecon_contact_name", "casecon_contact_phone"):
                check_neutral(self.env, company_sudo[name], company_sudo.name)

    def _casecon_event_word(self):
        """The neutral word for a meeting that the company chose, in the language of the environment."""
        company_sudo = self.sudo()  # sudo: res.company - the word stands in every calendar
        return dict(self._fields["casecon_event_name"]._description_selection(self.env))[
            company_sudo.casecon_event_name
        ]

    def _casecon_mail_domains(self):
        """The mail domains that these companies listed, in small letters."""
        listed = " ".join(filter(None, self.sudo().mapped("casecon_mail_domains")))  # sudo: res.company - compared only
        return {name.lstrip("@") for name in listed.replace(",", " ").lower().split()}

    def _casecon_shown_name(self):
        """The name under which it writes, or nothing: its own name may tell what its mails are about [R25]."""
        company_sudo = self.sudo()  # sudo: res.company - the name is for whoever is written to
        return neutral_name(
            [company_sudo.casecon_mail_name, company_sudo.name, *company_sudo.parent_ids[::-1].mapped("name")]
        )

    def _casecon_limits(self) -> Limits:
        """The company's numbers, as the gate wants them."""
        self.ensure_one()
        company_sudo = self.sudo()  # sudo: res.company - the gate counts with them, whoever asks it
        return Limits(
            notice_days=company_sudo.casecon_notice_days,
            margin_hours=company_sudo.casecon_margin_hours,
            report_max_age_days=company_sudo.casecon_report_max_age_days,
            standard_minutes=company_sudo.casecon_standard_minutes,
            move_working_days=company_sudo.casecon_move_working_days,
            companion_working_days=company_sudo.casecon_companion_working_days,
            cutoff_working_days=company_sudo.casecon_cutoff_working_days,
            fact_check_days=company_sudo.casecon_fact_check_days,
        )
