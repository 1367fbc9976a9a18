from odoo import api, fields, models

from ...domain import zones


class CaseconConference(models.Model):
    """In which zones the time of a meeting is said, to whom: `zones_said` of the domain, asked here alone."""

    _inherit = "casecon.conference"

    meeting_tz = fields.Char(compute="_compute_meeting_tz", compute_sudo=True, export_string_translation=False)

    @api.depends("mode", "room_id", "employee_id")
    def _compute_meeting_tz(self):
        """For the form: the zone of the place where people meet; none where they meet by video alone."""
        for conference in self:
            conference.meeting_tz = conference._place_zone() if conference.mode != "virtual" else False

    def _zones_said(self, reader_tz, to_employee=False):
        """The zones in which a reader is told when it begins, the one that counts first.

        `reader_tz`: of their login or contact, if they have any; the employee's own is kept on the employee.
        """
        self.ensure_one()
        c_sudo = self.sudo()  # sudo: casecon.conference - zones alone, for whoever is told of the meeting
        zone = c_sudo._asked_about()._casecon_zone()
        own = (zone, reader_tz) if to_employee else (zones.first_zone(reader_tz, zone),)
        return zones.zones_said(c_sudo.mode, c_sudo._place_zone() if c_sudo.mode != "virtual" else None, *own)

    def _place_zone(self):
        employee = self._asked_about()
        return self.room_id.tz or (employee and employee._casecon_zone())
