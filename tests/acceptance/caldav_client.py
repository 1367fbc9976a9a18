"""A calendar client that knows only UID, SEQUENCE and METHOD, as the plainest real one does."""

from datetime import UTC, datetime

from caldav import DAVClient, Event
from caldav.lib.error import NotFoundError
from icalendar import Calendar


class CalendarClient:
    """One person's calendar on a CalDAV server, fed with the iCalendar text of mails.

    ``url`` is that of the calendar collection, such as ``http://127.0.0.1:5232/ann/calendar/``; it and the
    folder that holds it are made if they are not there.
    """

    def __init__(self, url: str) -> None:
        url = url.rstrip("/") + "/"
        self._client = DAVClient(url=url, enable_rfc6764=False, require_tls=False, timeout=10)
        self._calendar = self._client.calendar(url=url)
        home = url[: url[:-1].rindex("/") + 1]
        self._make("MKCOL", home)
        self._make("MKCALENDAR", url)

    def _make(self, method: str, url: str) -> None:
        if self._client.request(url, "PROPFIND", headers={"Depth": "0"}).status == 404:
            status = self._client.request(url, method).status
            if status != 201:
                raise RuntimeError(f"The calendar server answered {status} to {method}.")

    def receive(self, ics_bytes: bytes) -> None:
        """Do what the text of one mail says.

        REQUEST: an event with a new UID is added; one with a known UID replaces the stored event if its
        SEQUENCE is higher, and is ignored if not. CANCEL: the event of that UID is deleted, unless the stored
        SEQUENCE is higher; an unknown UID is ignored. ValueError for another METHOD or none, for more or less
        than one event, and for an event without UID or SEQUENCE.
        """
        message = Calendar.from_ical(ics_bytes)
        method = str(message.get("METHOD", ""))
        if method not in ("REQUEST", "CANCEL"):
            raise ValueError(f"This client knows REQUEST and CANCEL, not {method!r}.")
        if len(message.events) != 1:
            raise ValueError(f"A mail must hold one event, not {len(message.events)}.")
        event = message.events[0]
        if "UID" not in event or "SEQUENCE" not in event:
            raise ValueError("An event must have a UID and a SEQUENCE.")
        stored = self._stored(str(event["UID"]))
        sequence = int(event["SEQUENCE"])
        if method == "CANCEL":
            if stored and sequence >= _sequence(stored):
                stored.delete()
            return
        if stored and sequence <= _sequence(stored):
            return
        del message["METHOD"]  # RFC 4791 4.1: none in a stored event
        if not stored:
            stored = Event(self._client, parent=self._calendar, id=str(event["UID"]))
        stored.data = message.to_ical().decode()
        stored.save(increase_seqno=False)  # as add_event always does

    def events(self) -> list[tuple[str, int, datetime, datetime]]:
        """All stored events as (UID, SEQUENCE, start, stop), by start; instants are naive UTC."""
        found = []
        for stored in self._calendar.get_events():
            for event in stored.icalendar_instance.events:
                start, stop = (_naive_utc(event[name].dt) for name in ("DTSTART", "DTEND"))
                found.append((str(event["UID"]), int(event.get("SEQUENCE", 0)), start, stop))
        return sorted(found, key=lambda entry: (entry[2], entry[0]))

    def _stored(self, uid: str) -> Event | None:
        try:
            return self._calendar.get_event_by_uid(uid)
        except NotFoundError:
            return None


def _sequence(stored: Event) -> int:
    return int(stored.icalendar_instance.events[0].get("SEQUENCE", 0))


def _naive_utc(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
