"""What the mail catcher holds, read as a mail program reads it."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from icalendar import Calendar

from tests.waiting import until


@dataclass(frozen=True)
class Mail:
    """One caught message."""

    path: Path

    @property
    def accepted_at(self):
        """When the mail server accepted it (naive UTC), in whole seconds like Odoo's stamps."""
        stamp = self.path.name.partition("-")[0]
        return datetime.strptime(stamp, "%Y%m%dT%H%M%S.%fZ").replace(microsecond=0)  # noqa: DTZ007 - UTC by name

    @cached_property
    def message(self):
        return email.message_from_bytes(self.path.read_bytes(), policy=email.policy.default)

    @property
    def to(self):
        """The address of the envelope; one message goes to one person."""
        addresses = self.message.get_all("X-Envelope-To")
        assert len(addresses) == 1, f"{self.path.name} went to {len(addresses)} addresses"
        return str(addresses[0])

    @property
    def text(self):
        """All that a person can read in it, headers included."""
        bodies = [part.get_content() for part in self.message.walk() if part.get_content_maintype() == "text"]
        return "\n".join([*(f"{name}: {value}" for name, value in self.message.items()), *map(str, bodies)])

    @cached_property
    def calendar_part(self):
        """The text/calendar part, or None."""
        parts = [part for part in self.message.walk() if part.get_content_type() == "text/calendar"]
        assert len(parts) <= 1, f"{self.path.name} has {len(parts)} calendar parts"
        return parts[0] if parts else None

    @property
    def ical(self):
        """The iCalendar text as bytes."""
        return self.calendar_part.get_payload(decode=True)

    @cached_property
    def event(self):
        return Calendar.from_ical(self.ical).events[0]

    @property
    def method(self):
        """REQUEST or CANCEL, the same in the part's header and in the calendar; None without a calendar."""
        if self.calendar_part is None:
            return None
        inside = str(Calendar.from_ical(self.ical)["METHOD"])
        assert self.calendar_part.get_param("method") == inside
        return inside

    @property
    def uid(self):
        return str(self.event["UID"])

    @property
    def sequence(self):
        return int(self.event["SEQUENCE"])

    @property
    def start(self):
        """Naive UTC."""
        return self.event["DTSTART"].dt.astimezone(UTC).replace(tzinfo=None)


class Mailbox:
    """The caught messages of one server."""

    def __init__(self, catcher):
        self.catcher = catcher
        self._seen = {}

    def all(self):
        return [self._seen.setdefault(path, Mail(path)) for path in self.catcher.files()]

    def calendar_mails(self, uid):
        """Those that tell of one meeting, oldest first."""
        return [mail for mail in self.all() if mail.method and mail.uid == uid]

    def uid_of(self, start):
        """The UID of the one meeting at this time (naive UTC)."""

        def uids():
            return {mail.uid for mail in self.all() if mail.method and mail.start == start}

        until(uids, f"a mail about the meeting at {start}")
        (uid,) = uids()
        return uid
