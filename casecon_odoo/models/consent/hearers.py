from odoo import fields, models

from ...domain import consent
from ...domain.states import AHEAD
from .. import clock
from ..clinical.note import CLINICIAN


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _hears_as(self, moment=None):
        """The role in which somebody hears; an interpreter whom the employee has not accepted is somebody else."""
        is_accepted = self._is_accepted(moment or clock.now())
        return "other" if self.role == "interpreter" and not is_accepted else self.role

    def _needs_consent(self, moment=None):
        """Whether something may be said before this person only as far as the employee has granted it."""
        return self._hears_as(moment) not in consent.ALWAYS_MAY_HEAR


class CaseconConference(models.Model):
    _inherit = "casecon.conference"

    consent_line_ids = fields.One2many("casecon.consent.line", "conference_id", copy=False, groups=CLINICIAN)

    def _room(self):
        """Who hears what is said: those in the room, or before the meeting all who are invited; as superuser."""
        live = self._live_attendees()
        if self.sudo().state != "in_session":
            return live
        return live._there()

    def _both_there(self):
        """Whether employee and chair are in the room, once the meeting has begun."""
        return self.sudo().state != "in_session" or {"employee", "clinician"} <= set(self._room().mapped("role"))

    def _has_accepted_chair(self):
        """Whether the employee has accepted who took the chair in the meeting."""
        chairs = self._room().filtered(lambda row: row.role == "clinician")
        return self.sudo().state != "in_session" or not chairs.filtered(
            lambda row: row.needs_acknowledgement and not row.acknowledged_at
        )

    def _may_be_told(self):
        """Whether anything may be: only after the pre-call was made [R15]; before it, it is not settled yet."""
        outcome = self._counting_pre_call().outcome
        return outcome == "done" or (not outcome and self.sudo().state in AHEAD)
