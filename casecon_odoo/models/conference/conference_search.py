from datetime import UTC, datetime, time, timedelta

from odoo import api, fields, models
from odoo.tools.date_utils import localized

from ...domain import notice
from ...domain.states import BOOKED, DATED
from .. import clock, in_words


class CaseconConference(models.Model):
    """What the lists ask for, and the first allowed time that the booking dialog proposes."""

    _inherit = "casecon.conference"

    not_told_count = fields.Integer(compute="_compute_not_told", compute_sudo=True)
    declined_names = fields.Char(compute="_compute_not_told", compute_sudo=True)

    @api.depends("attendee_ids.is_told", "attendee_ids.answer", "attendee_ids.removed_at")
    def _compute_not_told(self):
        for conference in self:
            live = conference.attendee_ids.filtered(lambda attendee: not attendee.removed_at)
            booked = conference.state in DATED
            conference.not_told_count = len(live.filtered(lambda a: not a.is_told)) if booked else 0
            declined = live.filtered(lambda a: a.answer == "declined" and a.role not in ("companion", "other"))
            conference.declined_names = in_words.names(self.env, declined.mapped("name")) if booked else False

    @api.onchange("employee_id", "clinician_id", "duration")
    def _onchange_propose_start(self):
        if self.state == "requested" and not self.start and self._asked_about():
            self.start = self._first_allowed_start()

    def _first_allowed_start(self):
        """The first quarter of an hour after the notice, in working hours, at which the clinician is free.

        Naive UTC, or False where nothing is found within eight weeks.
        """
        employee_sudo = self._asked_about()
        company_sudo = self._company_sudo()
        limits, zone = company_sudo._casecon_limits(), employee_sudo._casecon_zone()
        told_at = clock.now() + timedelta(hours=limits.margin_hours)
        earliest = notice.next_quarter(notice.earliest_start(told_at, zone, limits.notice_days))
        length = timedelta(minutes=self.duration or limits.standard_minutes)
        step, until = timedelta(minutes=15), earliest + timedelta(weeks=8)
        taken = self._taken(earliest, until)
        for begin, end in self._working_hours(earliest, until):
            start = max(earliest, notice.next_quarter(begin))
            while start + length <= end:
                if not any(start < stop and begun < start + length for begun, stop in taken):
                    return start
                start += step
        return False

    def _company_sudo(self):
        """The company of the conference, and not where the employee is now; of a new one it is the same."""
        # sudo: res.company - its schedule and settings
        return self.company_id.sudo()._origin or self.employee_id.sudo()._origin.company_id

    def _working_hours(self, begin, end):
        """The company's working hours between two instants, in UTC and in order; 9 to 17 without a schedule."""
        company_sudo = self._company_sudo()
        calendar_sudo = company_sudo.resource_calendar_id
        if calendar_sudo:
            intervals = calendar_sudo._work_intervals_batch(localized(begin), localized(end))[False]
            return [(_utc(first), _utc(last)) for first, last, _meta in intervals]
        days = (begin.date() + timedelta(days=n) for n in range((end - begin).days + 1))
        return [(datetime.combine(day, time(9)), datetime.combine(day, time(17))) for day in days if day.weekday() < 5]

    def _taken(self, begin, end):
        """The hours at which the clinician already has a conference."""
        # sudo: casecon.conference - only the hours, no other person's conference
        booked_sudo = self.sudo().search(
            [
                ("clinician_id", "=", self.clinician_id._origin.id),
                ("state", "in", BOOKED),
                ("stop", ">", begin),
                ("start", "<", end),
            ]
        )
        return [(booked.start, booked.stop) for booked in booked_sudo]


def _utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)
