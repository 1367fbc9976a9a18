from odoo import api, models

from ...domain import reminders
from ...domain.states import DATED
from .. import clock
from .each import each


class CaseconConference(models.Model):
    """Reminders: rows that wait for their hour, made anew whenever what they tell of has changed."""

    _inherit = "casecon.conference"

    def _reminders(self):
        """What is to be recalled as the case stands: `(attendee, about, due_at, moment)`; an area adds its own."""
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: casecon.conference - when somebody is written to
        employee = c_sudo._live_attendees().filtered(lambda row: row.role == "employee")
        if c_sudo.state not in DATED or not c_sudo.start or not employee.is_told:
            return []
        accepted = employee.message_row_ids.filtered(lambda row: row.kind == "request" and row.sent_at)
        told_at = max(filter(None, [employee.invited_at, *accepted.mapped("sent_at")]), default=clock.now())
        zone = c_sudo.employee_id._casecon_zone()
        due = reminders.of_meeting(c_sudo.start, zone, self._working_days(c_sudo.company_id), told_at)
        return [(employee, "meeting_soon", due_at, c_sudo.start) for due_at in due]

    def _plan_reminders(self):
        """Take back the reminders that wait, and make those that hold now."""
        messages_sudo = self.env["casecon.message"].sudo()  # sudo: casecon.message - nobody else can write it
        for conference in self:
            earlier = [("attendee_id.conference_id", "=", conference.id), ("kind", "=", "reminder")]
            earlier += [("state", "=", "waiting"), ("about", "!=", "actions")]
            messages_sudo.search(earlier).write({"state": "void"})
            for attendee, about, due_at, moment in conference._reminders():
                if due_at > clock.now():
                    messages_sudo._plan(due_at, attendee_id=attendee.id, about=about, moment=moment)


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    @api.model
    def _plan(self, due_at, **vals):
        """A reminder. Its address is looked up when it is due."""
        self.create(
            [
                {
                    "kind": "reminder",
                    "state": "waiting",
                    "queued_at": clock.now(),
                    "due_at": due_at,
                    "next_try_at": due_at,
                    **vals,
                }
            ]
        )
        self._wake(due_at)

    def _is_wanted(self):
        if self.kind != "reminder":
            return super()._is_wanted()
        is_late = not self.due_at or reminders.is_too_late(self.due_at, clock.now())
        return not is_late and not self.attendee_id.removed_at and self._is_still_due()

    def _is_still_due(self):
        """Whether the reminder would be made today as well; an area adds its own."""
        mine = (self.attendee_id, self.about, self.due_at, self.moment)
        return bool(self.attendee_id) and mine in self.attendee_id.conference_id._reminders()

    def _plans_after(self):
        """Whether this was the employee's invitation; an area adds its own."""
        return self.kind == "request" and self.attendee_id.role == "employee"

    def _plan_after(self):
        """It was sent, and from now on the employee is reminded."""
        each(self.attendee_id.conference_id, lambda conference: conference._plan_reminders())

    @api.model
    def _plan_all(self):
        """For an update from a version without reminders; those that wait already are made again."""
        booked = self.env["casecon.conference"].search([("state", "in", DATED), ("start", ">", clock.now())])
        each(booked, lambda conference: conference._plan_reminders())
