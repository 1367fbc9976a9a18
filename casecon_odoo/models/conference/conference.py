import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from psycopg2 import sql

from ...domain import gate
from ...domain.rules_notice import FARTHEST_START
from .. import clock
from ..entered import LONGEST_AGO
from ..neutral import check_neutral
from .arguments import is_within_reach

MODES = [("in_person", "In person"), ("virtual", "By video"), ("hybrid", "In person and by video")]
BOOKING = ("start", "duration", "mode", "place", "video_url", "clinician_id", "manager_id", "hr_user_id", "report_id")


STATE_TRIGGER = """
CREATE OR REPLACE FUNCTION casecon_conference_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'requested' THEN
        RAISE EXCEPTION 'a case conference begins as requested' USING ERRCODE = 'check_violation';
    ELSIF TG_OP = 'UPDATE' AND OLD.state || '>' || NEW.state NOT IN ({allowed}) THEN
        RAISE EXCEPTION 'a case conference cannot make this move' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS casecon_conference_state_insert ON casecon_conference;
CREATE TRIGGER casecon_conference_state_insert BEFORE INSERT ON casecon_conference
    FOR EACH ROW EXECUTE FUNCTION casecon_conference_state();
DROP TRIGGER IF EXISTS casecon_conference_state_update ON casecon_conference;
CREATE TRIGGER casecon_conference_state_update BEFORE UPDATE OF state ON casecon_conference
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION casecon_conference_state();
"""


class CaseconConference(models.Model):
    """The aggregate root: one case conference. No free text about health sits here."""

    _name = "casecon.conference"
    _description = "Case conference"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _time_rule = "R3"
    _order = "start desc, id desc"

    _guarded = (
        "name",
        "state",
        "requester_id",
        "requester_replaced",
        "stop",
        "is_complex",
        "confirmed_minutes",
        "event_id",
        "accepted_at",
        "accepted_by",
        "is_returned",
        "briefed_on",
        "briefed_by",
        "briefing_attested_at",
        "notice_kind",
        "notice_waived_at",
        "notice_accepts_from",
        "booked_at",
        "booked_limits",
        "agenda_locks_at",
        "shares_agenda",
        "shares_minutes",
        "on_the_day",
        "needs_step_free",
        "needs_hearing_loop",
        "needs_quiet",
        "buffer_before",
        "buffer_after",
        "ical_uid",
        "sequence",
        "started_at",
        "ended_at",
        "no_minutes_reason",
    )
    _guarded_later = ("employee_id", "company_id")

    name = fields.Char(string="Reference", readonly=True, copy=False, index="trigram")
    employee_id = fields.Many2one("hr.employee", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("scheduled", "Scheduled"),
            ("prepared", "Prepared"),
            ("in_session", "In session"),
            ("adjourned", "Adjourned"),
            ("held", "Held"),
            ("closed", "Closed"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
            ("not_held", "Record that it did not take place"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="requested",
        index=True,
    )
    report_id = fields.Many2one(
        "casecon.report",
        string="OH report",
        compute="_compute_from_employee",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The written report that the case conference is based on. It has been released to the employer.",
    )
    clinician_id = fields.Many2one(
        "casecon.clinician",
        compute="_compute_from_employee",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The OH adviser or physician who chairs.",
    )
    manager_id = fields.Many2one(
        "hr.employee",
        string="Line manager",
        compute="_compute_from_employee",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The manager who attends. The employee can ask for another one.",
    )
    requester_id = fields.Many2one("res.users", readonly=True, copy=False, index=True, ondelete="restrict")
    requester_replaced = fields.Boolean(readonly=True, copy=False)
    hr_user_id = fields.Many2one(
        "res.users", string="HR representative", copy=False, index="btree_not_null", ondelete="restrict"
    )
    start = fields.Datetime(
        string="Date and time",
        copy=False,
        index=True,
        help="The proposed date and time. The earliest time gives the employee their full notice.",
    )
    duration = fields.Integer(
        string="Length",
        default=lambda self: self._usual_minutes(),
        help="Length in minutes. If you need more than the standard length, give a reason. OH must confirm it.",
    )
    stop = fields.Datetime(readonly=True, copy=False)
    buffer_before = fields.Integer(readonly=True, default=0)
    buffer_after = fields.Integer(readonly=True, default=0)
    mode = fields.Selection(MODES, default="virtual", string="How people meet")
    place = fields.Char(copy=False, help="Where people meet. Use a neutral name for the room.")
    video_url = fields.Char(string="Video link", copy=False, default=lambda self: self._usual_link())
    is_complex = fields.Boolean(readonly=True, copy=False)
    confirmed_minutes = fields.Integer(readonly=True, copy=False)
    attendee_ids = fields.One2many("casecon.attendee", "conference_id", readonly=True, copy=False)
    agenda_item_ids = fields.One2many("casecon.agenda.item", "conference_id", copy=False)
    request_ids = fields.One2many("casecon.request", "conference_id", readonly=True, copy=False)
    # without the groups, whoever may not read changes could not read the conference with all its fields either
    change_ids = fields.One2many(
        "casecon.change",
        "conference_id",
        readonly=True,
        copy=False,
        groups="casecon_odoo.casecon_group_hr,casecon_odoo.casecon_group_oh_admin,casecon_odoo.casecon_group_clinician",
    )

    accepted_at = fields.Datetime(readonly=True, copy=False)
    accepted_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    is_returned = fields.Boolean(readonly=True, copy=False, help="The requester was asked for more information.")
    briefed_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day when the requester explained to the employee why the meeting is planned and what will happen.",
    )
    briefed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    briefing_attested_at = fields.Datetime(readonly=True, copy=False)
    notice_kind = fields.Selection(
        [("full", "Full notice"), ("later", "Moved to a later time"), ("adjourned", "Adjourned to another day")],
        readonly=True,
        copy=False,
    )
    notice_waived_at = fields.Datetime(readonly=True, copy=False)
    notice_accepts_from = fields.Datetime(string="Earliest start accepted", readonly=True, copy=False)
    booked_at = fields.Datetime(readonly=True, copy=False)
    # the company's numbers as they were at the booking, see `_limits`
    booked_limits = fields.Json(readonly=True, copy=False, groups=".", export_string_translation=False)
    agenda_locks_at = fields.Datetime(readonly=True, copy=False)
    shares_agenda = fields.Boolean(string="Companion sees the agenda", readonly=True, copy=False)
    shares_minutes = fields.Boolean(string="Companion sees the minutes", readonly=True, copy=False)
    on_the_day = fields.Char(string="What is needed on the day", readonly=True, copy=False)
    needs_step_free = fields.Boolean(string="Step-free access", readonly=True, copy=False)
    needs_hearing_loop = fields.Boolean(string="A hearing loop", readonly=True, copy=False)
    needs_quiet = fields.Boolean(string="A quiet room", readonly=True, copy=False)
    ical_uid = fields.Char(readonly=True, copy=False, groups=".")
    sequence = fields.Integer(readonly=True, copy=False)
    started_at = fields.Datetime(readonly=True, copy=False)
    ended_at = fields.Datetime(readonly=True, copy=False)

    _stop_after_start = models.Constraint("CHECK (stop > start)", "A case conference must end after it begins.")
    _length = models.Constraint(
        "CHECK (duration BETWEEN 15 AND 90)", "A case conference must last 15 to 90 minutes. [R4]"
    )

    @api.depends("name")
    def _compute_display_name(self):
        for conference in self:
            conference.display_name = conference.name or self.env._("New case conference")

    @api.constrains("start")
    def _check_start(self):
        if not all(is_within_reach(start) for start in self.sudo().mapped("start") if start):  # sudo: own column
            raise ValidationError(self.env._("A case conference must begin between the years 1970 and 2999."))

    @api.constrains("place", "video_url")
    def _check_neutral(self):
        for c_sudo in self.sudo():  # sudo: casecon.conference - own columns, whoever enters them
            for text in (c_sudo.place, c_sudo.video_url):
                check_neutral(self.env, text, c_sudo.company_id.sudo().name)

    @api.model
    def _guarded_initial(self):
        return {
            **super()._guarded_initial(),
            "state": "requested",
            "ical_uid": str(uuid.uuid4()),
            "sequence": 0,
            "buffer_before": 0,
            "buffer_after": 0,
            "confirmed_minutes": 0,
            "requester_id": self.env.uid,
        }

    @api.model
    def _time_bounds(self):
        """Of the proposal; what is booked is judged by the gate, and the day of the talk by its verb."""
        now = clock.now()
        return {"start": (now - LONGEST_AGO, now + FARTHEST_START), "told_on": (None, None)}

    def _guarded_now(self):
        names = super()._guarded_now()
        if any(conference.state != "requested" for conference in self.sudo()):  # sudo: own columns, state only
            names |= set(BOOKING)
        return names

    def write(self, vals):
        self._check_length(vals)
        self._check_named(vals)
        result = super().write(vals)
        if {"clinician_id", "manager_id", "hr_user_id"} & set(vals):
            self._sync_attendees()
        if "duration" in vals:
            self._check_reason_for_length()
        return result

    def copy(self, default=None):
        self._refuse_deletion_and_copy()
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unshared(self):
        self._refuse_deletion_and_copy()

    @api.model
    def _refuse_deletion_and_copy(self):
        raise UserError(self.env._("You cannot copy or delete a case conference. Cancel it, or book a new one."))

    @api.model
    def _check_length(self, vals):
        duration = vals.get("duration")
        if duration is not None and not 15 <= duration <= 90:
            raise UserError(self.env._("A case conference must last 15 to 90 minutes. [R4]"))

    def init(self):
        """The floor below the gate: PostgreSQL knows the table of moves (see `hooks.py` for its removal)."""
        allowed = sql.SQL(", ").join(sql.Literal(f"{source}>{target}") for source, target in sorted(gate.arcs()))
        self.env.cr.execute(sql.SQL(STATE_TRIGGER).format(allowed=allowed))
