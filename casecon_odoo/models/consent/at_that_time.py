from odoo import api, fields, models

from ...domain import consent, meeting
from ...domain.rules_meeting import PROMPT
from ...domain.states import BEGUN
from .. import clock
from ..clinical.note import CLINICIAN


class CaseconConsentLine(models.Model):
    """What might be said at a moment of the meeting, judged by what had happened until then (R16, R18)."""

    _inherit = "casecon.consent.line"

    def _at(self, moment):
        """What the gate is told of something that was said at `moment`."""
        conference = self.conference_id
        room = conference._room_at(moment)
        roles = {row.id: row._hears_as(moment) for row in room}
        accepted = all(row._is_accepted(moment) for row in room if row.role == "clinician")
        return {
            "said_at": moment,
            "there": {"employee", "clinician"} <= set(roles.values()),
            "accepted_chair": accepted,
            "goes_on": conference._stood_at(moment) in ("open", ""),  # before the start `said_at` is refused
            "sayable": conference._may_be_told() and consent.is_sayable(self._stands(moment), roles),
        }


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    is_start_late = fields.Boolean(
        compute="_compute_is_start_late", compute_sudo=True, groups=CLINICIAN, export_string_translation=False
    )

    @api.depends("meeting_event_ids")
    def _compute_is_start_late(self):
        """Whether the start was entered only when the meeting may have been over: what was said has its time then."""
        for conference in self:
            started = conference.meeting_event_ids.filtered(lambda event: event.kind == "started")[-1:]
            entered_at = started.entered_at or started.happened_at
            conference.is_start_late = bool(started) and entered_at - started.happened_at > PROMPT

    def _gate_facts(self):
        """What was said is something that happened in the meeting: it does not end before."""
        result = super()._gate_facts()
        for conference, facts in result.items():
            if facts["state"] in BEGUN:
                times = (facts["last_event_at"], conference._last_said_at())
                facts["last_event_at"] = max(filter(None, times), default=None)
        return result

    def _last_said_at(self):
        """When something was last recorded as said; None where nothing was."""
        # sudo: casecon.consent.line - a time for the gate, shown to nobody
        said_sudo = self.sudo().consent_line_ids.answer_ids.filtered(lambda one: one.answer == "disclosed")
        return max(said_sudo.mapped("answered_at"), default=None)

    def _room_at(self, moment):
        """Who was in the room at a moment, as superuser; now includes who came in this second."""
        there = meeting.in_room(self._happened_so_far(), None if moment == clock.now() else moment)
        return self.sudo().attendee_ids.filtered(lambda row: row.id in there)

    def _stood_at(self, moment):
        """How the meeting stood at a moment."""
        return meeting.standing(event for event in self._happened_so_far() if event.at <= moment)


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _is_accepted(self, moment):
        """Whether the employee had accepted by then that this person attends."""
        known_at = self.acknowledged_at
        return not self.needs_acknowledgement or (bool(known_at) and known_at <= moment)
