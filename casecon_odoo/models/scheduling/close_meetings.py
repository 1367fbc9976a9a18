from datetime import timedelta

from odoo import api, fields, models

from ...domain.states import BOOKED
from ...domain.video_link import is_shared
from .. import in_words

CLOSE = timedelta(minutes=15)


class CaseconConference(models.Model):
    """Two meetings in one room, or behind one link, with less than a quarter of an hour between: that is said."""

    _inherit = "casecon.conference"

    is_link_shared = fields.Boolean(
        compute="_compute_is_link_shared", compute_sudo=True, export_string_translation=False
    )
    close_note = fields.Char(
        compute="_compute_close_note",
        compute_sudo=True,
        export_string_translation=False,
        groups="casecon_odoo.casecon_group_hr,casecon_odoo.casecon_group_oh_admin,casecon_odoo.casecon_group_clinician",
    )

    @api.depends("video_url", "mode", "company_id")
    def _compute_is_link_shared(self):
        for conference in self:
            by_video = conference.mode != "in_person"
            usual = conference.company_id.casecon_video_url
            conference.is_link_shared = by_video and is_shared(conference.video_url, usual)

    @api.depends("start", "stop", "duration", "video_url", "room_id", "mode", "state")
    @api.depends_context("lang", "tz")
    def _compute_close_note(self):
        """When another meeting is close, and no more of it."""
        for conference in self:
            others = conference._close_meetings()
            zone = others and (self.env.context.get("tz") or conference._zone())
            times = [in_words.moment_for_reader(self.env, other.start, zone) for other in others]
            conference.close_note = bool(times) and self.env._(
                "Another meeting uses this room or link at %(times)s. Leave 15 minutes between the two.",
                times=in_words.names(self.env, times),
            )

    def _close_meetings(self):
        """Other booked meetings in the same room or behind the same link, less than 15 minutes away, as superuser."""
        self.ensure_one()
        start, own = self.start, self._origin.id or 0
        same = [("room_id", "=", self.room_id.id)] if self.room_id and self.mode != "virtual" else []
        if self.video_url and self.mode != "in_person":
            link = ["&", ("video_url", "=", self.video_url), ("mode", "!=", "in_person")]
            same = ["|", *same, *link] if same else link
        if not start or not same or self.state not in ("requested", *BOOKED):
            return self.browse()
        stop = start + timedelta(minutes=self.duration)
        same = ["&", ("company_id", "=", self.company_id.id), *same]
        near = [("start", "<", stop + CLOSE), ("stop", ">", start - CLOSE), ("id", "!=", own)]
        return self.search([("state", "in", BOOKED), *near, *same], order="start")


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    is_link_shared = fields.Boolean(
        related="conference_id.is_link_shared", related_sudo=True, export_string_translation=False
    )
