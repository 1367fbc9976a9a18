"""What stands in somebody's calendar link: the meetings whose seat their login holds, or held until a while ago."""

from odoo import fields, models

from ...domain.feed import KEPT_FOR, Entry, feed_ical, is_shown
from ...domain.states import BOOKED
from .. import clock
from ..conference.guarded import write_guarded

STANDING = (*BOOKED, "held", "closed")
CALLED_OFF = ("cancelled", "not_held")


class CaseconConference(models.Model):
    """Since when calendars say that it does not take place."""

    _inherit = "casecon.conference"
    _guarded = ("called_off_at",)

    called_off_at = fields.Datetime(readonly=True, copy=False, groups=".", export_string_translation=False)

    def _publish_end(self):
        # sudo: casecon.conference - the verb was allowed; the moment comes with it
        write_guarded(self.sudo(), {"called_off_at": clock.now()})
        return super()._publish_end()


class CaseconFeed(models.Model):
    _inherit = "casecon.feed"

    def _ical(self):
        """The calendar as bytes; without any meeting while the login waits for OH (R31)."""
        self.ensure_one()
        user = self.user_id
        company = user.company_id.with_context(lang=user.lang or "en_US")
        entries = [] if user._casecon_waits() else [*self._entries_of_seats(), *self._entries_of_left_seats()]
        return feed_ical(entries, company._casecon_event_word())

    def _entries_of_seats(self):
        now = clock.now()
        domain = [
            ("user_id", "=", self.user_id.id),
            ("conference_id.state", "in", STANDING + CALLED_OFF),
            ("conference_id.start", "!=", False),
            ("conference_id.stop", ">", now - KEPT_FOR),
        ]
        for attendee in self.env["casecon.attendee"].search(domain):
            conference = attendee.conference_id
            off = conference.state in CALLED_OFF
            if (off and not conference.called_off_at) or not is_shown(conference.stop, conference.called_off_at, now):
                continue
            yield Entry(
                uid=conference.ical_uid,
                sequence=conference.sequence,
                start=conference.start,
                stop=conference.stop,
                stamped_at=conference.called_off_at if off else attendee._entry_changed_at(),
                is_cancelled=off,
            )

    def _entries_of_left_seats(self):
        """Of whoever was removed: the time as they knew it, and that it is over for them."""
        now = clock.now()
        domain = [
            ("left_user_id", "=", self.user_id.id),
            ("left_start", "!=", False),
            ("removed_at", ">", now - KEPT_FOR),
        ]
        for attendee in self.env["casecon.attendee"].search(domain):
            yield Entry(
                uid=attendee.conference_id.ical_uid,
                sequence=max(attendee.message_row_ids.mapped("sequence"), default=0),
                start=attendee.left_start,
                stop=attendee.left_stop,
                stamped_at=attendee.removed_at,
                is_cancelled=True,
            )


class CaseconAttendee(models.Model):
    _inherit = "casecon.attendee"

    def _entry_changed_at(self):
        """When what their entry says changed last."""
        conference = self.conference_id
        return self.latest_request_id.queued_at or conference.booked_at or conference.start


class CaseconMessage(models.Model):
    """Mails without the calendar entry, for whoever reads it by their link and wants it once."""

    _inherit = "casecon.message"

    is_bare = fields.Boolean(export_string_translation=False)  # it left without a calendar entry

    def _carries_entry(self):
        """Whether this mail carries the calendar entry, and keep it.

        Where an entry of an earlier mail stands, or may, at this address, each change of it goes there too.
        """
        if self.kind not in ("request", "cancel"):
            return True  # it says something about an entry that stands
        before = self.attendee_id.message_row_ids.filtered(
            lambda row: (
                row.kind == "request" and row.address == self.address and (row.state == "sent" or row.is_in_doubt)
            )
        )
        carries = not before.filtered("is_bare") if self.kind == "cancel" else not self._is_read_by_link()
        carries = carries or bool(before.filtered(lambda row: not row.is_bare))
        self.is_bare = not carries
        return carries

    def _is_read_by_link(self):
        login = self.attendee_id.user_id
        return bool(login) and not login._casecon_waits() and self.env["casecon.feed"]._of(login)._replaces_entries()
