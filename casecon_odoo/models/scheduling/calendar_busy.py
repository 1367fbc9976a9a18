from odoo import api, models
from odoo.fields import Domain


class CalendarEvent(models.Model):
    """Colleagues who invite somebody see that they are busy in a conference's hour, and nothing else of it."""

    _inherit = "calendar.event"

    @api.depends("partner_ids", "start", "stop")
    def _compute_unavailable_partner_ids(self):
        result = super()._compute_unavailable_partner_ids()
        for event in self.filtered(lambda event: event.start and event.stop and event.partner_ids):
            event.unavailable_partner_ids |= event._casecon_busy_partners()
        return result

    def _casecon_busy_partners(self):
        """Those of the participants who attend a marked event at this time."""
        partners = self.partner_ids._origin
        # sudo: calendar.attendee - whether they are busy, never with what; the events are hidden from colleagues
        rows_sudo = (
            self.env["calendar.attendee"]
            .sudo()
            .search(
                Domain("event_id.casecon_marked", "=", True)
                & Domain("event_id", "!=", self._origin.id)
                & Domain("event_id.start", "<", self.stop)
                & Domain("event_id.stop", ">", self.start)
                & Domain("partner_id", "in", partners.ids)
                & Domain("state", "!=", "declined")
            )
        )
        return rows_sudo.partner_id.sudo(False).with_env(self.env)
