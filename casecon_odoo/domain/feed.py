"""The meetings of one person as a calendar that a program subscribes to (RFC 5545, RFC 7986).

Times and a neutral word: whoever keeps the calendar for the person, Google for instance, reads no more (rule R25).
There is no METHOD, organiser or attendee in it, so that no client shows buttons that lead nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vDuration, vText

from .invitation import PRODID, one_line
from .zones import UTC, aware

REFRESH = timedelta(hours=1)
KEPT_FOR = timedelta(days=30)  # a meeting that is over, and one that was called off, stays so long
READS_AN_HOUR = 60  # a client on each of four devices, asking every five minutes, and some to spare


@dataclass(frozen=True)
class Entry:
    """One meeting: `uid` and `sequence` as in the mails; times are naive UTC, half-open."""

    uid: str
    sequence: int
    start: datetime
    stop: datetime
    stamped_at: datetime
    is_cancelled: bool = False


def is_shown(stop: datetime, cancelled_at: datetime | None, now: datetime) -> bool:
    """Whether a meeting stands in the calendar: not those of long ago, nor what was called off long ago.

    >>> now = datetime(2026, 6, 30)
    >>> is_shown(datetime(2026, 6, 1), None, now), is_shown(datetime(2026, 5, 30), None, now)
    (True, False)
    >>> is_shown(datetime(2026, 8, 1), datetime(2026, 5, 30), now)
    False
    """
    return (cancelled_at or stop) > now - KEPT_FOR


def of_each_meeting(entries: Iterable[Entry]) -> list[Entry]:
    """One entry for each meeting, in order of time: one that takes place, else the latest word.

    >>> nine, ten = datetime(2026, 6, 8, 9), datetime(2026, 6, 8, 10)
    >>> left, back = Entry("a", 2, nine, ten, nine, is_cancelled=True), Entry("a", 3, nine, ten, ten)
    >>> of_each_meeting([back, left]) == of_each_meeting([left, back]) == [back]
    True
    """
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: (not one.is_cancelled, one.sequence, one.stamped_at)):
        best[entry.uid] = entry
    return sorted(best.values(), key=lambda one: (one.start, one.uid))


def feed_ical(entries: Iterable[Entry], summary: str) -> bytes:
    """The iCalendar text of `entries`, all named `summary`: UTF-8, CRLF, times in UTC.

    >>> nine, ten = datetime(2026, 6, 8, 9), datetime(2026, 6, 8, 10)
    >>> calendar = Calendar.from_ical(feed_ical([Entry("7f3a@meetings", 1, nine, ten, nine, True)], "Meeting"))
    >>> event = calendar.events[0]
    >>> print(event["SUMMARY"], event["STATUS"], event["SEQUENCE"], event["DTSTART"].to_ical().decode())
    Meeting CANCELLED 1 20260608T090000Z
    >>> print(calendar["X-PUBLISHED-TTL"].to_ical().decode(), calendar["REFRESH-INTERVAL"].params["VALUE"])
    PT1H DURATION
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(one_line(summary)))
    for entry in of_each_meeting(entries):
        calendar.add_component(_event(entry, summary))
    return calendar.to_ical()


def _event(entry: Entry, summary: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", aware(entry.stamped_at, UTC))
    event.add("last-modified", aware(entry.stamped_at, UTC))
    event.add("dtstart", aware(entry.start, UTC))
    event.add("dtend", aware(entry.stop, UTC))
    event.add("summary", vText(one_line(summary)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event
