from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import gate
from .guarded import write_guarded
from .said import asked_of, checklist_of, refuse_unless_allowed
from .sentences import said
from .turn import take_turn

# Worn by `action_record_for_employee` alone: compared by identity, so no other code can make one.
RECORDED = frozenset({"employee"})

CAN = tuple(verb for verb in gate.VERBS if verb != "create")  # each has its field below


class CaseconConference(models.Model):
    """The gate's Odoo side: what it says to the reader, and the one way to move."""

    _inherit = "casecon.conference"

    readiness = fields.Json(compute="_compute_gate", export_string_translation=False)
    next_asks = fields.Json(compute="_compute_gate", export_string_translation=False)
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
    can_send_again = fields.Boolean(compute="_compute_gate")
    can_record_end_letter = fields.Boolean(compute="_compute_gate")
    can_decline_proposals = fields.Boolean(compute="_compute_gate")
    can_plan_pre_call = fields.Boolean(compute="_compute_gate")
    can_record_pre_call = fields.Boolean(compute="_compute_gate")
    can_confirm_briefed = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_take_chair = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_prepare = fields.Boolean(compute="_compute_gate")
    can_start = fields.Boolean(compute="_compute_gate")
    can_pause = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_private_word = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_resume = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_adjourn = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_ask_for_break = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_ask_for_word = fields.Boolean(compute="_compute_gate", export_string_translation=False)
    can_stop_sharing = fields.Boolean(compute="_compute_gate", export_string_translation=False)
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
            conference.readiness = checklist_of(self.env, known)
            conference.next_asks = asked_of(self.env, known)
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
            "is_understood",
            "is_complex",
            "confirmed_minutes",
            "notice_waived_at",
            "notice_accepts_from",
            "booked_at",
            "agenda_item_ids",
            "attendee_ids.invited_at",
            "attendee_ids.first_invited_at",
            "attendee_ids.acknowledged_at",
            "attendee_ids.answer",
            "attendee_ids.removed_at",
            "attendee_ids.recording_acknowledged_at",
            "hr_user_id",
            "change_ids",
        ]

    def _one(self):
        """Every verb begins here: exactly one conference, which the caller may read."""
        if len(self) != 1:
            raise UserError(self.env._("Open one case conference first."))
        self.check_access("read")
        return self

    def _ask(self, verb, hats=None, **arguments):
        """Take the turn, ask the gate; raise its refusal, or return (answer, facts)."""
        if hats is not RECORDED:  # whoever wears it has asked already
            take_turn(self)
        facts = self._facts()[self]
        facts = replace(facts, hats=RECORDED if hats is RECORDED else facts.hats, **arguments)
        answer = gate.ask(verb, facts)
        refuse_unless_allowed(self, answer, facts)
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
