from collections import defaultdict
from datetime import datetime

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import reminders
from ...domain.in_time import minute_of
from ...domain.rules_meeting import EARLY
from ...domain.states import DATED
from ...domain.zones import first_zone
from .. import clock
from ..conference.arguments import to_choice, to_datetime, to_minutes, to_text
from ..conference.conference_gate import move
from ..conference.evidence import entered_field, happened_at, not_before_it_happened
from ..conference.guarded import create_guarded, write_guarded
from ..entered import check_within
from ..triggers import drop, keeps_before

BRIEFED = {"who": "briefed_clinician_id", "at": "briefed_at", "entered_at": "briefed_entered_at"}
NAME = "casecon_pre_call_briefings"
KEPT = keeps_before(NAME, "casecon_pre_call", "earlier_briefings", {"briefed": BRIEFED})
REMOVE = drop(NAME)

CHANNELS = ("phone", "video", "in_person")


class CaseconPreCall(models.Model):
    """The short private call before the meeting: an appointment of the employee's, and what came of it [R15].

    Read by employee, clinicians and OH administrators. Manager and HR know "OH preparation: done / not yet".
    """

    _name = "casecon.pre.call"
    _description = "Pre-call"
    _inherit = ["casecon.guarded"]
    _log_access = False  # no stamp tells who did what [R8]
    _order = "id desc"
    _made_by_verbs = True

    _guarded = (
        "conference_id",
        "clinician_id",
        "briefed_clinician_id",
        "start",
        "channel",
        "where",
        "outcome",
        "called_at",
        "entered_at",
        "minutes",
        "briefed_at",
        "briefed_entered_at",
        "earlier_briefings",
    )

    conference_id = fields.Many2one("casecon.conference", required=True, readonly=True, index=True, ondelete="restrict")
    clinician_id = fields.Many2one("casecon.clinician", readonly=True, index="btree_not_null", ondelete="restrict")
    briefed_clinician_id = fields.Many2one(
        "casecon.clinician", string="Briefed", readonly=True, index=False, ondelete="restrict"
    )
    start = fields.Datetime(string="Date and time", readonly=True)
    channel = fields.Selection(
        [("phone", "By phone"), ("video", "By video"), ("in_person", "In person")], readonly=True
    )
    where = fields.Char(readonly=True, help="Number, link or room.")
    outcome = fields.Selection(
        [("done", "Done"), ("declined", "Declined by the employee"), ("missed", "Missed")], readonly=True
    )
    called_at = fields.Datetime(readonly=True, string="Called at")
    entered_at = entered_field()
    minutes = fields.Integer(string="Length", readonly=True)
    briefed_at = fields.Datetime(readonly=True)
    briefed_entered_at = entered_field()

    earlier_briefings = fields.Json(readonly=True, groups=".", export_string_translation=False)

    _entered = models.Constraint(
        "CHECK (called_at <= entered_at)", "A call can only be recorded after it was made. [R15]"
    )
    _briefed_entered = not_before_it_happened("briefed")

    def init(self):
        self.pool.post_init(self.env.cr.execute, KEPT)

    def _briefings(self):
        """`(clinician, briefed at, entered at)` of each who was briefed on this call, the last one last; as superuser.

        Who chaired then was briefed then, whoever takes the chair later.
        """
        self.flush_recordset()
        query = SQL("SELECT earlier_briefings FROM casecon_pre_call WHERE id = %s", self.id)
        ((before,),) = self.env.execute_query(query)
        clinicians = self.env["casecon.clinician"]
        for one in before or ():
            times = (one[name] and datetime.fromisoformat(one[name]) for name in ("at", "entered_at"))
            yield clinicians.browse(one["who"]), *times
        if self.briefed_clinician_id:
            yield self.briefed_clinician_id, self.briefed_at or None, self.briefed_entered_at or None

    @api.depends("conference_id")
    def _compute_display_name(self):
        for call in self:
            # sudo: casecon.conference - its reference is neutral
            call.display_name = call.conference_id.sudo().name


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    pre_call_ids = fields.One2many(
        "casecon.pre.call",
        "conference_id",
        readonly=True,
        copy=False,
        groups="casecon_odoo.casecon_group_clinician,casecon_odoo.casecon_group_oh_admin",
    )
    is_oh_prepared = fields.Boolean(string="OH preparation done", compute="_compute_is_oh_prepared", compute_sudo=True)
    oh_prepared_at = fields.Datetime(
        compute="_compute_is_oh_prepared", compute_sudo=True, groups=".", export_string_translation=False
    )
    has_made_call = fields.Boolean(
        compute="_compute_is_oh_prepared", compute_sudo=True, groups=".", export_string_translation=False
    )

    @api.depends(
        "pre_call_ids.outcome",
        "pre_call_ids.clinician_id",
        "pre_call_ids.briefed_clinician_id",
        "pre_call_ids.called_at",
        "pre_call_ids.briefed_at",
        "clinician_id",
    )
    def _compute_is_oh_prepared(self):
        made = self.env["casecon.pre.call"].search_fetch(
            [("conference_id", "in", self.ids), ("outcome", "!=", False)],
            ["conference_id", "clinician_id", "briefed_clinician_id", "called_at", "briefed_at"],
        )
        known_at = defaultdict(list)  # when who knew what came of a call
        for call in made:
            known_at[call.conference_id.id, call.clinician_id.id].append(call.called_at)
            briefed_at = max(call.called_at, call.briefed_at or call.called_at)
            known_at[call.conference_id.id, call.briefed_clinician_id.id].append(briefed_at)
        called = set(made.conference_id.ids)
        for conference in self:
            chair = conference.clinician_id._origin.id
            conference.has_made_call = conference._origin.id in called
            times = known_at[conference._origin.id, chair] if chair else ()
            conference.is_oh_prepared, conference.oh_prepared_at = bool(times), min(times, default=False)

    def _counting_pre_call(self):
        """The pre-call made last that the chair made or was briefed on, as superuser; no other counts."""
        self.ensure_one()
        chair_sudo = self.sudo().clinician_id
        known = self._made_pre_calls().filtered(
            lambda call: chair_sudo in (call.clinician_id, call.briefed_clinician_id)
        )
        return known[:1]

    def _made_pre_calls(self):
        """The calls that came to something, before the meeting or its last sitting, the last first, as superuser."""
        until = None if self.sudo().state == "adjourned" else self._began_at()
        made_sudo = self.sudo().pre_call_ids.filtered("outcome")
        if until:
            made_sudo = made_sudo.filtered(lambda call: minute_of(call.called_at) <= until)
        return made_sudo.sorted(lambda call: (call.called_at, call.id), reverse=True)

    def action_confirm_briefed(self, at=None):
        """The chair was briefed by the colleague who made the pre-call, `at` (UTC text; now without it) [R15]."""
        self._one()
        move(self, "confirm_briefed")
        call = self._made_pre_calls()[:1]
        briefed_at = happened_at(
            self.env, at, self.env._("when you were briefed"), "R15", call.called_at or clock.now(), self._zone()
        )
        chair = self.sudo().clinician_id  # sudo: casecon.conference - the gate said yes
        if call.briefed_clinician_id == chair:
            return True  # to confirm it again changes nothing
        vals = {"briefed_clinician_id": chair.id, "briefed_at": briefed_at, "briefed_entered_at": clock.now()}
        write_guarded(call, vals)
        return True

    def _gate_depends(self):
        return [*super()._gate_depends(), "is_oh_prepared"]

    def _gate_facts(self):
        result = super()._gate_facts()
        for conference, facts in result.items():
            conference_sudo = conference.sudo()
            facts["pre_call_recorded"] = conference_sudo.is_oh_prepared
            facts["prepared_at"] = conference_sudo.oh_prepared_at or None
            facts["call_of_colleague"] = conference_sudo.has_made_call and not conference_sudo.is_oh_prepared
        return result

    def _turn_facts(self):
        result = super()._turn_facts()
        ids = self._worn_by_me(result, {"chair"})
        # sudo: casecon.pre.call - when a call is planned, for the turn of who makes it
        calls = self.env["casecon.pre.call"].sudo()
        planned = [("conference_id", "in", ids), ("start", "!=", False), ("outcome", "=", False)]
        for call in calls.search(planned) if ids else ():
            result[call.conference_id]["call_at"] = call.start
        return result

    def action_plan_pre_call(self, start=None, channel=None, where=None):
        """Tell the employee when and how the clinician will call (UTC text; phone, video or in_person) [R15]."""
        self._one()
        what = self.env._("when the call is")
        vals = {
            "start": to_datetime(self.env, start, what),
            "channel": to_choice(self.env, channel, CHANNELS, self.env._("how")),
            "where": to_text(self.env, where, self.env._("the number, link or room")),
        }
        move(self, "plan_pre_call")
        booked_sudo = self.sudo()  # sudo: casecon.conference - the gate said yes
        zone = booked_sudo.employee_id._casecon_zone()
        # a quarter of an hour to spare: screens round, and whoever calls at once has typed for a while
        check_within(self.env, vals["start"], what, "R15", clock.now() - EARLY, booked_sudo.start, zone)
        call_sudo = self._open_pre_call()
        is_new_time = call_sudo.start != vals["start"] or call_sudo.channel != vals["channel"]
        write_guarded(call_sudo, vals)
        if is_new_time:
            self._tell_employee("call", vals["start"])
        self._plan_reminders()
        return True

    def action_record_pre_call(
        self,
        outcome=None,
        called_at=None,
        minutes=None,
        through=None,
        said=None,
        consent=None,
        words=None,
        ready=None,
    ):
        """Record what came of the pre-call: `done`, `declined` or `missed`; when (UTC text) and how long [R15].

        In the same step, all of it or nothing: `through` (phone, video or in_person), how they spoke; `said`, by verb
        the values of what the employee said, as `action_record_for_employee` takes them; `consent`, a list of answers,
        each with `line_id` and the `revision` that was shown (or the `wording` of a new item), `answer` (granted or
        refused) and `attendee_ids` (without them all invited others); `words`, theirs, one note for all that; `ready`,
        the clinician is ready, too.
        """
        self._one()
        outcome = to_choice(self.env, outcome, ("done", "declined", "missed"), self.env._("what happened"))
        if through is not None:
            through = to_choice(self.env, through, CHANNELS, self.env._("how you spoke"))
        what, now = self.env._("when you called"), clock.now()
        called_at = to_datetime(self.env, called_at, what)
        minutes = 0 if outcome != "done" and minutes is None else to_minutes(self.env, minutes)
        # sudo: casecon.pre.call - whether it is recorded already, for the gate
        known = self.sudo().pre_call_ids.filtered(lambda call: call.outcome and call.called_at == called_at)
        move(self, "record_pre_call", called_at=called_at, call_minutes=minutes, call_known=bool(known))
        zone = self.sudo().employee_id._casecon_zone()  # sudo: casecon.conference - the gate said yes
        check_within(self.env, called_at, what, "R15", self._first_booked_at() - EARLY, now, zone)
        write_guarded(
            self._open_pre_call(),
            {
                "outcome": outcome,
                "called_at": called_at,
                "entered_at": now,
                "minutes": minutes,
                **({"channel": through} if through else {}),
                # whoever made it, by their enrolment here
                "clinician_id": self.env.user._casecon_enrolment(self.sudo().company_id).id,
            },
        )
        self._settle_in_call(called_at, through, said, consent, words)
        return self.action_prepare() if ready is True else True

    def _reminders(self):
        found = super()._reminders()
        clinician = self._live_attendees().filtered(lambda row: row.role == "clinician")
        call_sudo = self.sudo().pre_call_ids.filtered(lambda call: call.start and not call.outcome)[:1]
        if clinician and call_sudo and self.sudo().state in DATED:
            zone = first_zone(clinician.partner_id.tz, self.sudo().employee_id._casecon_zone())
            due_at = reminders.of_call(call_sudo.start, zone, self._working_days(self.sudo().company_id))
            found.append((clinician, "call_soon", due_at, call_sudo.start))
        return found

    def action_prepare(self):
        """The clinician is ready: the pre-call is recorded [R15]."""
        self._one()
        move(self, "prepare")
        return True

    def _open_pre_call(self):
        """The pre-call that has no outcome yet, as superuser; made where there is none."""
        calls_sudo = self.env["casecon.pre.call"].sudo()  # sudo: casecon.pre.call - the gate said yes
        open_sudo = calls_sudo.search([("conference_id", "=", self.id), ("outcome", "=", False)], limit=1)
        return open_sudo or create_guarded(calls_sudo, [{"conference_id": self.id}])
