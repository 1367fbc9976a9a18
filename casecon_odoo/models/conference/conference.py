import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL
from psycopg2 import sql

from ...domain import gate
from ...domain.facts import Facts
from .. import clock
from .arguments import is_within_reach
from .sentences import said

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

# Which clinician last saw the employee, offered to whoever may book.
LAST_CLINICIAN = """
    SELECT c.id FROM casecon_conference f JOIN casecon_clinician c ON c.id = f.clinician_id
      JOIN hr_employee e ON e.id = f.employee_id
      JOIN casecon_login l ON l.employee_id = e.id
     WHERE e.id = %(employee)s AND c.active AND c.company_id = %(company)s
       AND c.user_id IS DISTINCT FROM l.linked_user_id AND c.user_id IS DISTINCT FROM l.user_id
     ORDER BY f.id DESC LIMIT 1
"""


class CaseconConference(models.Model):
    """The aggregate root: one case conference. No free text about health sits here."""

    _name = "casecon.conference"
    _description = "Case conference"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
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
        "understood_at",
        "understood_wording",
        "notice_kind",
        "notice_waived_at",
        "notice_accepts_from",
        "booked_at",
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
            ("held", "Held"),
            ("closed", "Closed"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
            ("not_held", "Did not take place"),
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
        help="The written report, released to the employer, on which the conference rests.",
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
        help="The manager who attends. The employee may ask for another one.",
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
        help="Proposed by whoever books. The first allowed time leaves the employee seven days' notice.",
    )
    duration = fields.Integer(
        default=lambda self: self.env.company.casecon_standard_minutes,
        help="Minutes. More than the standard length is asked for with a reason, and confirmed by OH.",
    )
    stop = fields.Datetime(readonly=True, copy=False)
    buffer_before = fields.Integer(readonly=True, default=0)
    buffer_after = fields.Integer(readonly=True, default=0)
    mode = fields.Selection(MODES, default="virtual")
    place = fields.Char(copy=False, help="Where people meet: a room with a neutral name.")
    video_url = fields.Char(string="Video link", copy=False, default=lambda self: self.env.company.casecon_video_url)
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
    needs_ids = fields.One2many(
        "casecon.needs",
        "conference_id",
        readonly=True,
        copy=False,
        groups="casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin",
    )

    accepted_at = fields.Datetime(readonly=True, copy=False)
    accepted_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    is_returned = fields.Boolean(readonly=True, copy=False, help="The requester was asked for something more.")
    briefed_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day on which the requester explained to the employee why, and what will happen.",
    )
    briefed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    briefing_attested_at = fields.Datetime(readonly=True, copy=False)
    understood_at = fields.Datetime(readonly=True, copy=False)
    understood_wording = fields.Char(readonly=True, copy=False)
    notice_kind = fields.Selection(
        [("full", "Full notice"), ("later", "Moved to a later time")], readonly=True, copy=False
    )
    notice_waived_at = fields.Datetime(readonly=True, copy=False)
    notice_accepts_from = fields.Datetime(string="Earliest start accepted", readonly=True, copy=False)
    booked_at = fields.Datetime(readonly=True, copy=False)
    agenda_locks_at = fields.Datetime(readonly=True, copy=False)
    shares_agenda = fields.Boolean(string="Companion sees the agenda", readonly=True, copy=False)
    shares_minutes = fields.Boolean(string="Companion sees the minutes", readonly=True, copy=False)
    on_the_day = fields.Char(string="Needed on the day", readonly=True, copy=False)
    needs_step_free = fields.Boolean(string="Step-free access", readonly=True, copy=False)
    needs_hearing_loop = fields.Boolean(string="A hearing loop", readonly=True, copy=False)
    needs_quiet = fields.Boolean(string="A quiet room", readonly=True, copy=False)
    ical_uid = fields.Char(readonly=True, copy=False, groups=".")
    sequence = fields.Integer(readonly=True, copy=False)
    started_at = fields.Datetime(readonly=True, copy=False)
    ended_at = fields.Datetime(readonly=True, copy=False)

    _stop_after_start = models.Constraint("CHECK (stop > start)", "A case conference ends after it begins.")
    _length = models.Constraint("CHECK (duration BETWEEN 15 AND 90)", "A case conference lasts 15 to 90 minutes. [R4]")

    @api.depends("employee_id")
    def _compute_company_id(self):
        for conference in self:
            # sudo: hr.employee - the company decides who may see the conference
            conference.company_id = conference.employee_id.sudo().company_id or self.env.company

    @api.depends("employee_id")
    def _compute_from_employee(self):
        for conference in self:
            employee_sudo = conference.employee_id.sudo()  # sudo: hr.employee - manager and company only
            company_sudo = conference.company_id.sudo() or employee_sudo.company_id
            manager_sudo = self._still_there(employee_sudo._origin, employee_sudo.parent_id._origin, company_sudo)
            conference.manager_id = manager_sudo.sudo(False)
            conference.report_id = self.env["casecon.report"]._latest_released(employee_sudo)
            conference.clinician_id = self._usual_clinician(employee_sudo)

    def _usual_clinician(self, employee_sudo):
        """The clinician who had the employee's last conference, else the first one there is."""
        company_sudo = employee_sudo.company_id
        own = employee_sudo._casecon_users().ids if employee_sudo else []
        last_sudo = self._last_clinician(employee_sudo, company_sudo).sudo()
        clinicians_sudo = last_sudo.search([("company_id", "=", company_sudo.id), ("user_id", "not in", own)])
        there_sudo = self._still_there(employee_sudo._origin, last_sudo | clinicians_sudo, company_sudo)
        return there_sudo[:1].sudo(False)

    def _last_clinician(self, employee_sudo, company_sudo):
        """The clinician of this company who had the employee's last conference, while they are enrolled."""
        clinicians = self.env["casecon.clinician"]
        self.flush_model(["employee_id", "clinician_id"])
        clinicians.flush_model(["active", "company_id", "user_id"])
        rows = self.env.execute_query(SQL(LAST_CLINICIAN, employee=employee_sudo.id or 0, company=company_sudo.id or 0))
        return clinicians.browse(clinician_id for (clinician_id,) in rows)

    @api.depends("name")
    def _compute_display_name(self):
        for conference in self:
            conference.display_name = conference.name or self.env._("New case conference")

    # One check for one name: somebody who left must not stop the change of somebody else.

    @api.constrains("clinician_id")
    def _check_clinician(self):
        for c_sudo in self.sudo().filtered("clinician_id"):  # sudo: casecon.conference - whoever names them
            if c_sudo.clinician_id.company_id != c_sudo.company_id:
                raise ValidationError(self.env._("The clinician belongs to the OH service of this company. [R18]"))
            if c_sudo.employee_id._casecon_may_be(c_sudo.clinician_id.user_id):
                raise ValidationError(self.env._("Nobody chairs their own case conference. [R18]"))

    @api.constrains("start")
    def _check_start(self):
        if not all(is_within_reach(start) for start in self.sudo().mapped("start") if start):  # sudo: own column
            raise ValidationError(self.env._("A case conference begins between the years 1970 and 2999."))

    @api.constrains("manager_id")
    def _check_manager(self):
        for c_sudo in self.sudo():  # sudo: casecon.conference - whoever names them
            same = c_sudo.manager_id == c_sudo.employee_id
            facts = Facts(state=c_sudo.state, hats=frozenset(), now=clock.now(), names_the_employee=same)
            for item in gate.missing(("R12",), "reassign", facts):
                raise ValidationError(said(self.env, item, "UTC", with_rule=True))
            if c_sudo.manager_id and not c_sudo.employee_id._casecon_takes_as_manager(
                c_sudo.manager_id, c_sudo.company_id
            ):
                raise ValidationError(
                    self.env._("The line manager is of the employee's company, or above them in the hierarchy.")
                )

    @api.constrains("hr_user_id")
    def _check_hr_user(self):
        for c_sudo in self.sudo().filtered("hr_user_id"):  # sudo: casecon.conference - whoever names them
            hr_user = c_sudo.hr_user_id
            if c_sudo.employee_id._casecon_may_be(hr_user):
                raise ValidationError(self.env._("Nobody acts for HR in their own case conference."))
            if "hr" not in hr_user._casecon_roles() or c_sudo.company_id not in hr_user.company_ids:
                raise ValidationError(self.env._("The HR representative is somebody with HR rights in this company."))

    @api.constrains("report_id")
    def _check_report(self):
        for c_sudo in self.sudo().filtered("report_id"):  # sudo: casecon.conference - whoever names it
            if c_sudo.report_id.employee_id != c_sudo.employee_id:
                raise ValidationError(self.env._("The report is about another employee. [R1]"))

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

    def _guarded_now(self):
        names = super()._guarded_now()
        if any(conference.state != "requested" for conference in self.sudo()):  # sudo: own columns, state only
            names |= set(BOOKING)
        return names

    def write(self, vals):
        self._check_length(vals)
        result = super().write(vals)
        if {"clinician_id", "manager_id", "hr_user_id"} & set(vals):
            self._sync_attendees()
        return result

    def copy(self, default=None):
        self._refuse_deletion_and_copy()
        return super().copy(default)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_unshared(self):
        self._refuse_deletion_and_copy()

    @api.model
    def _refuse_deletion_and_copy(self):
        raise UserError(self.env._("A case conference is neither copied nor deleted: cancel it, or book a new one."))

    @api.model
    def _check_length(self, vals):
        duration = vals.get("duration")
        if duration is not None and not 15 <= duration <= 90:
            raise UserError(self.env._("A case conference lasts 15 to 90 minutes. [R4]"))

    def init(self):
        """The floor below the gate: PostgreSQL knows the table of moves (see `hooks.py` for its removal)."""
        allowed = sql.SQL(", ").join(sql.Literal(f"{source}>{target}") for source, target in sorted(gate.arcs()))
        self.env.cr.execute(sql.SQL(STATE_TRIGGER).format(allowed=allowed))
