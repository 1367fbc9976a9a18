import functools
from dataclasses import replace

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, MissingError, UserError

from ...domain import gate
from ...domain.facts import Facts
from ...domain.notice import local_time
from ...domain.working_days import AskedLater
from .. import clock
from .guarded import write_guarded
from .sentences import said, who_can

# Worn by `action_record_for_employee` alone: compared by identity, so no other code can make one.
RECORDED = frozenset({"employee"})

CAN = (
    "attest_briefing",
    "accept",
    "return",
    "refuse",
    "answer_return",
    "mark_complex",
    "schedule",
    "move",
    "change",
    "reassign",
    "accept_conflict",
    "add_attendee",
    "remove_attendee",
    "invite_companion",
    "confirm_understanding",
    "waive_notice",
    "keep_notice",
    "set_companion",
    "answer_for_companion",
    "remove_companion",
    "acknowledge_attendees",
    "ask_for_manager",
    "set_needs",
    "share_with_companion",
    "decline",
    "record_for_employee",
    "record_handover",
    "plan_pre_call",
    "record_pre_call",
    "prepare",
    "start",
    "end",
    "close",
    "next",
    "not_held",
    "cancel",
)


class CaseconConference(models.Model):
    """The gate's Odoo side: who the reader is, what is true, and the one way to move."""

    _inherit = "casecon.conference"

    readiness = fields.Json(compute="_compute_gate", export_string_translation=False)
    warning_text = fields.Char(compute="_compute_gate", export_string_translation=False)

    # can_<verb>: whether the reader may do it now, as far as it is known before they name anything
    can_attest_briefing = fields.Boolean(compute="_compute_gate")
    can_accept = fields.Boolean(compute="_compute_gate")
    can_return = fields.Boolean(compute="_compute_gate")
    can_refuse = fields.Boolean(compute="_compute_gate")
    can_answer_return = fields.Boolean(compute="_compute_gate")
    can_mark_complex = fields.Boolean(compute="_compute_gate")
    can_schedule = fields.Boolean(compute="_compute_gate")
    can_move = fields.Boolean(compute="_compute_gate")
    can_change = fields.Boolean(compute="_compute_gate")
    can_reassign = fields.Boolean(compute="_compute_gate")
    can_accept_conflict = fields.Boolean(compute="_compute_gate")
    can_add_attendee = fields.Boolean(compute="_compute_gate")
    can_remove_attendee = fields.Boolean(compute="_compute_gate")
    can_invite_companion = fields.Boolean(compute="_compute_gate")
    can_confirm_understanding = fields.Boolean(compute="_compute_gate")
    can_waive_notice = fields.Boolean(compute="_compute_gate")
    can_keep_notice = fields.Boolean(compute="_compute_gate")
    can_set_companion = fields.Boolean(compute="_compute_gate")
    can_answer_for_companion = fields.Boolean(compute="_compute_gate")
    can_remove_companion = fields.Boolean(compute="_compute_gate")
    can_acknowledge_attendees = fields.Boolean(compute="_compute_gate")
    can_ask_for_manager = fields.Boolean(compute="_compute_gate")
    can_set_needs = fields.Boolean(compute="_compute_gate")
    can_share_with_companion = fields.Boolean(compute="_compute_gate")
    can_decline = fields.Boolean(compute="_compute_gate")
    can_record_for_employee = fields.Boolean(compute="_compute_gate")
    can_record_handover = fields.Boolean(compute="_compute_gate")
    can_plan_pre_call = fields.Boolean(compute="_compute_gate")
    can_record_pre_call = fields.Boolean(compute="_compute_gate")
    can_prepare = fields.Boolean(compute="_compute_gate")
    can_start = fields.Boolean(compute="_compute_gate")
    can_end = fields.Boolean(compute="_compute_gate")
    can_close = fields.Boolean(compute="_compute_gate")
    can_next = fields.Boolean(compute="_compute_gate")
    can_not_held = fields.Boolean(compute="_compute_gate")
    can_cancel = fields.Boolean(compute="_compute_gate")

    @api.depends_context("uid", "lang", "tz")
    @api.depends(lambda self: self._gate_depends())
    def _compute_gate(self):
        """All that the gate says, from one gathering of facts."""
        facts = self._facts()
        for conference in self:
            known = facts[conference]
            for verb in CAN:
                conference[f"can_{verb}"] = gate.ask(verb, known, arguments_known=False).allowed
            conference.readiness = [
                {
                    "key": rule,
                    "rule": rule if rule.startswith("R") else "",
                    "met": missing is None,
                    "text": said(self.env, missing or rule, known.zone),
                    "who": who_can(self.env, missing.who) if missing else "",
                }
                for rule, missing in gate.checklist(known)
            ]
            conference.warning_text = " ".join(said(self.env, item, known.zone) for item in gate.warnings(known))

    def _gate_depends(self):
        """The fields whose change changes an answer of the gate; an area adds its own."""
        return [
            "state",
            "employee_id",
            "report_id",
            "start",
            "duration",
            "mode",
            "place",
            "video_url",
            "clinician_id",
            "manager_id",
            "requester_id",
            "requester_replaced",
            "accepted_at",
            "is_returned",
            "briefed_on",
            "told_on",
            "report_age_reason",
            "understood_at",
            "is_complex",
            "confirmed_minutes",
            "notice_waived_at",
            "notice_accepts_from",
            "booked_at",
            "agenda_item_ids",
            "attendee_ids.invited_at",
            "attendee_ids.acknowledged_at",
            "attendee_ids.answer",
            "attendee_ids.removed_at",
            "hr_user_id",
            "change_ids",
        ]

    def _hats(self, employee_sudo=None):
        """The roles in which the present user may act on this conference.

        Nobody acts for the organisation on their own case, and the superuser has no role.
        """
        if not self:
            return frozenset()  # a form that names no conference yet
        self.ensure_one()
        try:
            hats = self._plain_hats(employee_sudo)
        except MissingError:
            return frozenset()  # one that is not there answers like somebody else's
        return hats | self._settled_hats() if "hr" in hats else hats

    def _plain_hats(self, employee_sudo=None):
        """The roles without those that the company's settings give to HR, which take another look at the company."""
        user, conference_sudo = self.env.user, self.sudo()  # sudo: casecon.conference - who is who, no content
        given, employee_sudo = employee_sudo, employee_sudo or conference_sudo.employee_id
        if user.id == SUPERUSER_ID:
            return frozenset()
        if employee_sudo._casecon_may_be(user):
            return frozenset({"employee"}) if employee_sudo._casecon_acting_user() == user else frozenset()
        roles = user._casecon_roles()
        company = given.company_id if given else conference_sudo.company_id or employee_sudo.company_id
        hats = set()
        if company.id in user._get_company_ids():
            hats |= roles & {"hr", "oh_admin"}
            enrolled = "clinician" in roles and user._casecon_enrolment(company)
            # the chair is asked last: on a record that is being made, the clinician would be looked up for it
            if enrolled and not (company.casecon_own_cases_only and conference_sudo.clinician_id.user_id != user):
                hats.add("clinician")
        if conference_sudo.requester_id == user and not conference_sudo.requester_replaced:
            hats |= {"requester", "requester_returned"} if conference_sudo.is_returned else {"requester"}
        return frozenset(hats)

    def _settled_hats(self):
        """What the company lets HR do itself."""
        conference_sudo = self.sudo()  # sudo: casecon.conference - who asked, and the company's settings
        company = conference_sudo.company_id or conference_sudo.employee_id.company_id
        requester = conference_sudo.requester_id
        asked_by_hr = not requester or "hr" in requester._casecon_roles()
        hats = set()
        if not (company.casecon_hr_needs_triage and asked_by_hr):
            hats.add("hr_triages")
        if company.casecon_hr_confirms_complex:
            hats.add("hr_confirms")
        return frozenset(hats)

    def _facts(self):
        """One `Facts` for each conference of this recordset."""
        gathered = self._gate_facts()
        return {conference: Facts(**gathered[conference]) for conference in self}

    def _gate_facts(self):
        """Facts by conference: booleans and times, never content. An area adds its own through super().

        Where no verb asks a rule in this state, its facts are not gathered; without facts no rule is met.
        """
        now = clock.now()
        working_days = functools.cache(self._working_days)
        limits = functools.cache(lambda company: company._casecon_limits())
        result = {}
        for conference in self:
            c_sudo = conference.sudo()  # sudo: casecon.conference - the gate judges on all facts, shows none
            employee_sudo, company_sudo = conference._asked_about(), c_sudo.company_id
            zone = employee_sudo._casecon_zone() if employee_sudo else "UTC"
            asked = gate.rules_from(c_sudo.state or "requested")
            live_sudo = c_sudo.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
            told_at = live_sudo.filtered(lambda attendee: attendee.role == "employee")[:1].invited_at
            result[conference] = {
                "state": c_sudo.state or "requested",
                "hats": conference._hats(),
                "now": now,
                "zone": zone,
                "limits": limits(company_sudo or self.env.company),
                "working_days": AskedLater(functools.partial(working_days, company_sudo._origin, zone)),
                "accepted": bool(c_sudo.accepted_at) or (not c_sudo.id and conference._books_directly()),
                "returned": c_sudo.is_returned,
                "briefed_on": c_sudo.briefed_on or c_sudo.told_on or None,
                **(c_sudo._report_facts(local_time(now, zone).date()) if "R1" in asked else {}),
                "start": c_sudo.start or None,
                "duration": c_sudo.duration,
                "confirmed_minutes": c_sudo.confirmed_minutes,
                "mode": c_sudo.mode or "",
                "place": bool(c_sudo.place),
                "video_url": bool(c_sudo.video_url),
                **(c_sudo._clinician_facts() if "booking" in asked else {}),
                "agenda_items": len(c_sudo.agenda_item_ids) if "R9" in asked else 0,
                "booked_at": c_sudo.booked_at or None,
                "booked_start": c_sudo.start or None,
                "employee_was_told": bool(told_at),
                "notice_kind": c_sudo.notice_kind or "full",
                "told_at": told_at or None,
                "accepts_from": (c_sudo.notice_waived_at and c_sudo.notice_accepts_from) or None,
                "understood": bool(c_sudo.understood_at),
                "started_at": c_sudo.started_at or None,
                "companion_cannot": any(a.role == "companion" and a.answer == "declined" for a in live_sudo),
                "unacknowledged": len(live_sudo.filtered(lambda a: a.needs_acknowledgement and not a.acknowledged_at)),
            }
        return result

    def _report_facts(self, today):
        report = self.report_id
        released = bool(
            report
            and report.state == "released"
            and report.employee_id == self._asked_about()
            and report.company_id == self.company_id._origin
        )
        return {
            "report_released": released,
            "report_age_days": (today - report.issued_on).days if released else None,
            "reason_for_old_report": bool(self.report_age_reason),
        }

    def _clinician_facts(self):
        clinician = self.clinician_id
        return {
            "has_clinician": bool(clinician),
            "clinician_registered": bool(clinician) and clinician._is_registered(),
        }

    def _books_directly(self):
        """Whether a conference that this user is about to ask for needs no triage."""
        return "hr_triages" in self._hats()

    def _one(self):
        """Every verb begins here: exactly one conference, which the caller may read."""
        if len(self) != 1:
            raise UserError(self.env._("Open one case conference first."))
        self.check_access("read")
        return self

    def _ask(self, verb, hats=None, **arguments):
        """Ask the gate; raise its refusal, or return (answer, facts)."""
        facts = self._facts()[self]
        facts = replace(facts, hats=RECORDED if hats is RECORDED else facts.hats, **arguments)
        answer = gate.ask(verb, facts)
        if not answer.role_fits:
            raise AccessError(
                self.env._("This is not yours to do: your role in this case conference does not allow it.")
            )
        if not answer.in_time:
            state = dict(self._fields["state"]._description_selection(self.env))[facts.state]
            raise UserError(self.env._("This cannot be done now: the case conference is “%(state)s”.", state=state))
        if answer.missing:
            raise UserError("\n".join(said(self.env, item, facts.zone, with_rule=True) for item in answer.missing))
        return answer, facts


def move(conference, verb, vals=None, *, hats=None, **arguments):
    """The one transition: ask the gate, then write guarded columns. Returns the facts it judged on.

    A module function, so that no server action can call it with values of its own.
    """
    answer, facts = conference._ask(verb, hats=hats, **arguments)
    vals = dict(vals or {})
    if answer.target and answer.target != facts.state:
        vals["state"] = answer.target
    if vals:
        # sudo: casecon.conference - the gate said yes; participants have no write access
        write_guarded(conference.sudo(), vals)
    if "state" in vals:
        conference.flush_recordset(["state"])  # two moves in one UPDATE would be none that the trigger knows
    return facts
