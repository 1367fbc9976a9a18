from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ...domain import reminders
from ...domain.zones import first_zone
from .. import clock
from ..messages.each import each

AHEAD = timedelta(days=7)
NEARLY_A_WEEK = timedelta(days=6)  # a zone or a clock change moves a Monday by hours


class CaseconDecision(models.Model):
    """Owners of actions get one email a week, on Monday, while one of theirs is due soon or overdue."""

    _inherit = "casecon.decision"

    @api.model
    def _cron_plan_digests(self):
        """Plan the next Monday's emails; a second run plans nothing more."""
        owned = [("state", "=", "open"), ("kind", "!=", "decision"), ("owner_id", "!=", False)]
        each(self.search(owned).owner_id, self._plan_digests)

    @api.model
    def _plan_digests(self, owner):
        for company in self.search([("owner_id", "=", owner.id)]).conference_id.company_id:
            zone = first_zone(owner.tz, company.resource_calendar_id.tz)
            due_at = reminders.next_digest(clock.now(), zone)
            actions = self._due_actions(owner, company, due_at)
            if actions:
                self.env["casecon.message"]._plan_digest(owner, company, due_at, actions)

    @api.model
    def _due_actions(self, owner, company, moment):
        """What the owner has to do, or to review, within a week of `moment`, or should have done."""
        by = (moment + AHEAD).date()
        return self.search(
            Domain("state", "=", "open")
            & Domain("kind", "!=", "decision")
            & Domain("owner_id", "=", owner.id)
            & Domain("conference_id.company_id", "=", company.id)
            & (Domain("due_on", "<=", by) | (Domain("due_on", "=", False) & Domain("review_on", "<=", by)))
        )


class CaseconMessage(models.Model):
    _inherit = "casecon.message"

    @api.model
    def _plan_digest(self, owner, company, due_at, actions):
        """One for an owner: to the seat of an employee, whose address may be one that they chose."""
        rows = actions.conference_id.attendee_ids.filtered(lambda row: row.partner_id == owner)
        seat = rows.filtered(lambda row: row.role == "employee" and not row.removed_at)[:1]
        whose = {"attendee_id": seat.id} if seat else {"partner_id": owner.id, "company_id": company.id}
        # whatever seat or zone they had when it was planned
        theirs = Domain("partner_id", "=", owner.id) | Domain("attendee_id.partner_id", "=", owner.id)
        week = Domain("due_at", ">", due_at - NEARLY_A_WEEK) & Domain("due_at", "<", due_at + NEARLY_A_WEEK)
        same = Domain("about", "=", "actions") & Domain("company_id", "=", company.id) & Domain("state", "!=", "void")
        if not self.search_count(same & theirs & week, limit=1):
            self._plan(due_at, about="actions", **whose)

    def _is_still_due(self):
        if self.about != "actions":
            return super()._is_still_due()
        return bool(self.env["casecon.decision"]._due_actions(self._reader(), self.company_id, self.due_at))
