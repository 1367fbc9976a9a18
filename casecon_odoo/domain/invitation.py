"""A meeting as iCalendar mail content: invitation, change and cancellation (RFC 5545, RFC 5546, RFC 6868).

Written for Outlook, Google, Apple and Thunderbird: one event, one recipient, the recipient's own zone.
Nothing in it says what the meeting is about (rule R25), unless the caller puts it into a summary or a place.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from .notice import check_instant
from .vtimezone import vtimezone
from .zones import UTC, aware, zone_named

PRODID = "-//Meetings for Odoo//EN"  # clients show it: as neutral as the summary
METHODS = ("REQUEST", "CANCEL", "DECLINECOUNTER")
PARTSTATS = ("NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE")
UTC_NAMES = frozenset({"UTC", "UCT", "Universal", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu"})
MAX_SEQUENCE = 2**31 - 1  # RFC 5545 3.3.8
BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # would turn the text around them
REPLACED = {**BIDI, ord("\\"): "/"}


def one_line(text: str) -> str:
    """``text`` as one line: control characters, line breaks and runs of space become one space.

    Marks that reverse the direction of the text around them go; accents and all letters stay. A backslash
    becomes a stroke: readers that take it for an escape swallow the parameter after a name, and icalendar
    writes ``\\N`` as a line break. ValueError for anything but text.

    >>> one_line("  Zoë\\r\\nATTENDEE:x\\x00\\u2028 y ")
    'Zoë ATTENDEE:x y'
    """
    if not isinstance(text, str):
        raise ValueError("A name, place or summary must be text.")
    plain = (" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in text)
    return " ".join("".join(plain).translate(REPLACED).split())


@dataclass(frozen=True)
class Invitation:
    """One meeting as one attendee is told of it.

    ``uid`` stays for the life of the meeting; ``sequence`` (0 or more) rises with every change, the
    cancellation included. ``start`` and ``stop`` (half-open) and ``stamped_at`` are naive UTC, written in
    whole seconds; ``zone`` is the IANA name of the recipient's zone. ``partstat`` is one of ``PARTSTATS``.
    ``summary`` must be neutral; an empty name falls back to the address. ``sent_by`` writes for the organizer.
    ``wants_answer``: whether anybody reads answers; else no program should offer to send one.
    ValueError for a value that cannot be written; no personal value is in its text.

    >>> nine = datetime(2026, 6, 8, 9)
    >>> Invitation("7f3a@meetings", 0, nine, nine, "Meeting", "no-reply@example.com", "Office",
    ...     "a@example.com", "A", "ACCEPTED", "UTC", datetime(2026, 6, 1))
    Traceback (most recent call last):
        ...
    ValueError: The meeting must stop later than it starts.
    """

    uid: str
    sequence: int
    start: datetime
    stop: datetime
    summary: str
    organizer_email: str
    organizer_name: str
    attendee_email: str
    attendee_name: str
    partstat: str
    zone: str
    stamped_at: datetime
    location: str = ""
    url: str = ""
    sent_by: str = ""
    wants_answer: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.uid, str) or not re.fullmatch(r"[A-Za-z0-9._@:+-]{1,255}", self.uid):
            raise ValueError("The UID must be 1 to 255 letters, digits or any of . _ @ : + - without spaces.")
        if type(self.sequence) is not int or not 0 <= self.sequence <= MAX_SEQUENCE:
            raise ValueError(f"The sequence must be a whole number from 0 to {MAX_SEQUENCE}.")
        check_instant(self.start, "The start")
        check_instant(self.stop, "The stop")
        check_instant(self.stamped_at, "The time stamp")
        if self.stop.replace(microsecond=0) <= self.start.replace(microsecond=0):
            raise ValueError("The meeting must stop later than it starts.")
        if self.partstat not in PARTSTATS:
            raise ValueError(f"The answer must be one of {', '.join(PARTSTATS)}.")
        zone_named(self.zone)
        _mailto(self.organizer_email, "organizer")
        _mailto(self.attendee_email, "attendee")
        _mailto(self.sent_by or self.organizer_email, "sender")
        if not one_line(self.summary):
            raise ValueError("The meeting needs a summary.")
        for text in (self.organizer_name, self.attendee_name, self.location):
            one_line(text)
        if self.url and not re.fullmatch(r"https?://[!-~]+", self.url):
            raise ValueError("The link must begin with http:// or https:// and hold no space or accent.")


def to_ical(invitation: Invitation, method: str) -> bytes:
    """The iCalendar text of ``invitation``: UTF-8, CRLF, lines of at most 75 octets.

    ``method``: ``REQUEST`` (a new or changed meeting), ``CANCEL``, ``DECLINECOUNTER`` (no other time); the mail part
    must name the same one. Times carry the zone and its VTIMEZONE; both are in UTC where the zone is UTC, and
    where either falls into a repeated hour: a zone's time cannot say which pass (RFC 5545: the first; some
    readers take the second). ValueError for any other method.

    >>> nine, ten = datetime(2026, 6, 8, 9), datetime(2026, 6, 8, 10)
    >>> change = Invitation("7f3a@meetings", 1, nine, ten, "Meeting", "no-reply@example.com", "Office",
    ...     "zoe@example.com", 'Zoë "Z"; x', "ACCEPTED", "Europe/London", datetime(2026, 6, 1))
    >>> event = Calendar.from_ical(to_ical(change, "CANCEL")).events[0]
    >>> print(event["STATUS"], event["SEQUENCE"], event["ATTENDEE"].params["CN"])
    CANCELLED 1 Zoë 'Z'; x
    >>> print(event["DTSTART"].params["TZID"], event["DTSTART"].to_ical().decode())
    Europe/London 20260608T100000
    """
    if method not in METHODS:
        raise ValueError(f"The method must be one of {', '.join(METHODS)}.")
    zone = UTC if _must_be_utc(invitation) else zone_named(invitation.zone)
    stamped_at = aware(invitation.stamped_at, UTC)

    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", stamped_at)
    event.add("last-modified", stamped_at)
    event.add("dtstart", aware(invitation.start, zone))
    event.add("dtend", aware(invitation.stop, zone))
    event.add("summary", vText(one_line(invitation.summary)))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if one_line(invitation.location):
        event.add("location", vText(one_line(invitation.location)))
    if invitation.url:
        event.add("url", vUri(invitation.url))
    organizer = _address(invitation.organizer_email, invitation.organizer_name, "organizer")
    if invitation.sent_by:
        organizer.params["SENT-BY"] = _mailto(invitation.sent_by, "sender")
    event.add("organizer", organizer)
    attendee = _address(invitation.attendee_email, invitation.attendee_name, "attendee")
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = invitation.partstat
    attendee.params["RSVP"] = "TRUE" if method == "REQUEST" and invitation.wants_answer else "FALSE"
    event.add("attendee", attendee)

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if zone is not UTC:
        calendar.add_component(vtimezone(invitation.zone, invitation.start.year))
    calendar.add_component(event)
    return calendar.to_ical()


def _mailto(email: str, whose: str) -> str:
    if not isinstance(email, str) or not re.fullmatch(r"[^\s@]{1,64}@[^\s@]{1,255}", email):
        raise ValueError(f"The email address of the {whose} is not of the form name@domain.")
    if one_line(email) != email or re.search(r'[<>"(),:;\\\[\]]', email):
        raise ValueError(f"The email address of the {whose} holds a character that no plain address has.")
    return "mailto:" + quote(email, safe="!$'*+@._-~")  # RFC 6068: no ? may begin header fields


def _address(email: str, name: str, whose: str) -> vCalAddress:
    address = vCalAddress(_mailto(email, whose))
    # RFC 6868 could carry a double quote, but many clients show its ^' as it is
    address.params["CN"] = (one_line(name) or email).replace('"', "'")
    return address


def _must_be_utc(invitation: Invitation) -> bool:
    instants = (invitation.start, invitation.stop)
    return invitation.zone in UTC_NAMES or any(_is_repeated(instant, invitation.zone) for instant in instants)


def _is_repeated(instant: datetime, zone: str) -> bool:
    """Whether the zone's clock shows the time of ``instant`` twice."""
    shown = aware(instant, zone_named(zone))
    return shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()
