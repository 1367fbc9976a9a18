from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from ...domain.states import DATED
from .. import clock, in_words
from ..labels import readable_by_caller
from .attendee import ANSWERS

NEAR = timedelta(hours=12)


class CaseconConference(models.Model):
    """What the screens ask about their reader; nothing is stored and no rule lives here."""

    _inherit = "casecon.conference"

    reader = fields.Selection(
        [("employee", "Employee"), ("booker", "HR or OH"), ("requester", "Requester"), ("other", "Other")],
        compute="_compute_reader",
        export_string_translation=False,
    )
    can_edit_agenda = fields.Boolean(compute="_compute_reader")
    employee_tz = fields.Char(compute="_compute_shown", export_string_translation=False)
    has_companion = fields.Boolean(compute="_compute_shown")
    has_unacknowledged = fields.Boolean(compute="_compute_shown")
    is_by_letter = fields.Boolean(compute="_compute_shown")
    needs_letter = fields.Boolean(compute="_compute_shown")
    is_longer = fields.Boolean(compute="_compute_shown")
    report_issued_on = fields.Date(
        string="OH report dated",
        compute="_compute_report_issued_on",
        help="The date of the report, for those who may read it.",
    )
    is_report_old = fields.Boolean(compute="_compute_report_issued_on")
    is_start_near = fields.Boolean(compute="_compute_is_start_near", help="It begins within 12 hours, or has begun.")
    room_names = fields.Char(compute="_compute_attendance", help="Who is in the room.")
    has_removed = fields.Boolean(compute="_compute_attendance", help="A person was removed. Their entry is kept.")
    clinician_registration = fields.Char(compute="_compute_clinician_registration", export_string_translation=False)
    my_answer = fields.Selection(ANSWERS, compute="_compute_attendance", help="Your answer to your own invitation.")

    @api.depends("employee_id", "clinician_id", "requester_id", "requester_replaced", "state", "agenda_locks_at")
    @api.depends_context("uid")
    def _compute_reader(self):
        for conference in self:
            hats = conference._hats()
            conference.reader = (
                "employee"
                if "employee" in hats
                else "booker"
                if hats & {"hr", "oh_admin", "clinician"}
                else "requester"
                if "requester" in hats
                else "other"
            )
            booked = conference._origin
            conference.can_edit_agenda = not booked or self.env["casecon.agenda.item"]._may_edit(booked)

    def _employee_address(self):
        """Where the employee is written to, or nothing: then by letter."""
        self.ensure_one()
        return self._asked_about()._casecon_address()

    @api.depends("employee_id", "duration", "company_id", "state", "ground", "attendee_ids.is_told")
    def _compute_shown(self):
        for conference in self:
            c_sudo = conference.sudo()  # sudo: casecon.conference - whether, never who or why
            employee_sudo, limits = conference._asked_about(), conference._limits()
            live_sudo = c_sudo.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
            conference.employee_tz = employee_sudo._casecon_zone() if employee_sudo else False
            conference.has_companion = "companion" in live_sudo.mapped("role")
            conference.has_unacknowledged = any(a.needs_acknowledgement and not a.acknowledged_at for a in live_sudo)
            untold = live_sudo.filtered(lambda a: a.role == "employee" and not a.is_told)
            booked = c_sudo.state in DATED
            conference.is_by_letter = bool(employee_sudo) and not conference._employee_address()
            conference.needs_letter = bool(booked and untold) and conference.is_by_letter
            conference.is_longer = conference.duration > limits.standard_minutes

    @api.depends("employee_id", "report_id", "company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_report_issued_on(self):
        """For who may read the report, or asks for a conference: to them the label says nothing until it is saved."""
        for conference in self:
            report, employee_sudo = conference.report_id._origin, conference._asked_about()
            asks = not conference._origin and report == report._latest_released(employee_sudo)
            shown_sudo = (report if asks else readable_by_caller(report)).sudo()  # sudo: casecon.report - as just asked
            conference.report_issued_on = shown_sudo.employee_id == employee_sudo and shown_sudo.issued_on
            conference.is_report_old = bool(conference.report_issued_on) and (
                (employee_sudo._casecon_today() - conference.report_issued_on).days
                > conference._limits().report_max_age_days
            )

    @api.depends(
        "state",
        "attendee_ids.answer",
        "attendee_ids.removed_at",
        "attendee_ids.present_from",
        "attendee_ids.present_until",
    )
    @api.depends_context("uid", "lang")
    def _compute_attendance(self):
        for conference in self:
            live = conference.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
            running = live if conference.state == "in_session" else live.browse()
            there = running._there()
            conference.room_names = in_words.names(self.env, there.mapped("name")) if there else False
            conference.has_removed = live != conference.attendee_ids
            conference.my_answer = live.filtered("is_me")[:1].answer

    @api.depends("clinician_id")
    def _compute_clinician_registration(self):
        """For those who take part; a form that is not saved would show it of any clinician to everybody."""
        for conference in self:
            clinician = conference._origin.clinician_id
            conference.clinician_registration = clinician._registration() if clinician else False

    @api.depends("start")
    def _compute_is_start_near(self):
        for conference in self:
            conference.is_start_near = bool(conference.start) and conference.start - NEAR <= clock.now()

    @api.onchange("ground")
    def _onchange_ground(self):
        """The question that the ground suggests, until somebody puts their own on the agenda."""
        questions = [self._first_question(key) for key, _label in self._fields["ground"].selection]
        own = self.agenda_item_ids.filtered(lambda item: item.name and item.name not in questions)
        if self.ground and self.state == "requested" and not self.id and not own:
            suggested = {"kind": "question", "name": self._first_question(self.ground)}
            self.agenda_item_ids = [Command.clear(), Command.create(suggested)]
