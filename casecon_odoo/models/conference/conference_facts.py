import functools

from odoo import api, models

from ...domain import gate
from ...domain.facts import Facts
from ...domain.notice import local_time
from ...domain.working_days import AskedLater
from .. import clock


class CaseconConference(models.Model):
    """What is true of a conference, as the gate judges it."""

    _inherit = "casecon.conference"

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
        result = {}
        for conference in self:
            c_sudo = conference.sudo()  # sudo: casecon.conference - the gate judges on all facts, shows none
            employee_sudo, company_sudo = conference._asked_about(), c_sudo.company_id
            zone = employee_sudo._casecon_zone() if employee_sudo else "UTC"
            asked = gate.rules_from(c_sudo.state or "requested")
            live_sudo = c_sudo.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
            # one by one, and not `filtered`: what is read of such a row is then read of all conferences' at once
            live = (row for row in c_sudo.attendee_ids if not row.removed_at)
            employee_row = next((row for row in live if row.role == "employee"), live_sudo.browse())
            told_at = employee_row.invited_at
            later_sudo = live_sudo.filtered("needs_acknowledgement")
            result[conference] = {
                "state": c_sudo.state or "requested",
                "hats": conference._hats(),
                "now": now,
                "zone": zone,
                "limits": c_sudo._limits(),
                "working_days": AskedLater(functools.partial(working_days, company_sudo._origin)),
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
                **(c_sudo._clinician_facts(c_sudo.clinician_id, c_sudo.start, zone) if "registered" in asked else {}),
                "agenda_items": len(c_sudo.agenda_item_ids) if "R9" in asked else 0,
                "booked_at": c_sudo.booked_at or None,
                "booked_start": c_sudo.start or None,
                "first_told_at": employee_row.first_invited_at or told_at or None,
                "notice_kind": c_sudo.notice_kind or "full",
                "told_at": told_at or None,
                "accepts_from": (c_sudo.notice_waived_at and c_sudo.notice_accepts_from) or None,
                "waived_at": c_sudo.notice_waived_at or None,
                "understood": c_sudo.is_understood,
                "understood_at": c_sudo.understood_at or None,
                "request_rewritten": bool(c_sudo.understood_at) and not c_sudo.is_understood,
                "started_at": c_sudo.started_at or None,
                "companion_cannot": any(a.role == "companion" and a.answer == "declined" for a in live_sudo),
                "unacknowledged": len(later_sudo.filtered(lambda row: not row.acknowledged_at)),
                "recording_unknown": len(live_sudo.filtered(lambda row: not row.recording_acknowledged_at)),
                "acknowledged_at": max(filter(None, later_sudo.mapped("acknowledged_at")), default=None),
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

    @api.model
    def _clinician_facts(self, clinician, start, zone):
        """Who chairs, as superuser: somebody, and registered on the day of the meeting (R18)."""
        day = local_time(start, zone).date() if start else None
        return {
            "has_clinician": bool(clinician),
            "clinician_registered": bool(clinician) and clinician._is_registered(day),
        }
