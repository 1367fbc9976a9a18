"""An answer as a mail program writes it (RFC 5546, RFC 6047): read in memory, and nothing of its words is given on."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses

from icalendar import Calendar

from .mail_address import NotOneAddress, plain_address
from .mail_authentication import is_proven
from .reply_address import split_token

MOST_BYTES, MOST_CALENDAR_BYTES, MOST_PARTS = 2 * 1024 * 1024, 64 * 1024, 50
METHODS = ("REPLY", "COUNTER")
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
NOBODY = ("ROOM", "RESOURCE")  # what answers by itself and is no person
LIST = ("bulk", "junk", "list", "auto_reply")


@dataclass(frozen=True)
class Reply:
    """What an answer says, and by whom it comes.

    `ref`: a digest of its Message-ID. `sender`: the one address in From, or "". `is_proven`: the organisation's mail
    server says that it is theirs. `answer`: accepted, declined or tentative; "" where it cannot be told. `sequence` and
    `uid`: of the invitation, as the program gives them back; None or "" where it does not. `start` (naive UTC): of the
    meeting; with `is_counter`: the time that is asked for instead.
    """

    token: str
    ref: str
    sender: str
    is_proven: bool
    answer: str
    sequence: int | None
    uid: str
    start: datetime | None
    is_counter: bool = False


@dataclass(frozen=True)
class Dropped:
    """Why a mail is no answer.

    `too_large`, `automatic`, `no_calendar`, `unreadable`, `not_one_event`, `method`, `room`, or `no_token`.
    """

    why: str


def read_reply(raw: bytes, token: str, authserv_id: str = "") -> Reply | Dropped:
    """The answer in the bytes of a mail; it never raises.

    ``token``: as found among the recipients; without it, the one in the ORGANIZER counts. ``authserv_id``: the name of
    the organisation's mail server; without it nothing is proven.
    """
    if len(raw) > MOST_BYTES:
        return Dropped("too_large")
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
        return _read(mail, raw, token, authserv_id)
    except Exception:  # whatever a stranger sends, and whatever the libraries make of it
        return Dropped("unreadable")


def _read(mail, raw, token, authserv_id):
    if _is_automatic(mail):
        return Dropped("automatic")
    part = _calendar_part(mail)
    if part is None:
        return Dropped("no_calendar")
    content = part.get_payload(decode=True) or b""
    if len(content) > MOST_CALENDAR_BYTES:
        return Dropped("too_large")
    calendar = Calendar.from_ical(_without_zones(_decoded(content, part)))
    method = str(calendar.get("METHOD") or part.get_param("method") or "").upper()
    if method not in METHODS:
        return Dropped("method")
    if len(calendar.events) != 1:
        return Dropped("not_one_event")
    event = calendar.events[0]
    attendees = _listed(event, "ATTENDEE")
    if any(str(one.params.get("CUTYPE", "")).upper() in NOBODY for one in attendees):
        return Dropped("room")
    token = token or next((split_token(_address(one)).token for one in _listed(event, "ORGANIZER")), "")
    if not token:
        return Dropped("no_token")
    sender = _sender(mail)
    return Reply(
        token=token,
        ref=hashlib.sha256(str(mail.get("Message-ID") or "").strip().encode() or raw).hexdigest()[:32],
        sender=sender,
        is_proven=bool(sender) and is_proven(_headers(mail), authserv_id, sender),
        answer=_answer(attendees, sender),
        sequence=_number(event.get("SEQUENCE")),
        uid=str(event.get("UID") or ""),
        start=_instant(event.get("DTSTART")),
        is_counter=method == "COUNTER",
    )


def _is_automatic(mail):
    """Whether no person sent it.

    Google and Nextcloud send what a person pressed as `auto-generated`: that alone does not count (RFC 3834 has
    `auto-replied` for what answers by itself).
    """
    submitted = _words(mail, "Auto-Submitted")
    return (
        any(word not in ("no", "auto-generated") for word in submitted)
        or any(word in LIST for word in _words(mail, "Precedence"))
        or "all" in _words(mail, "X-Auto-Response-Suppress")
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond"))
    )


def _words(mail, name):
    texts = [str(value).partition(";")[0] for value in mail.get_all(name, ())]
    return [word.strip().lower() for text in texts for word in text.split(",") if word.strip()]


def _headers(mail):
    return [(name, str(value)) for name, value in mail.items()]


def _sender(mail):
    """The one address that the mail says it is from."""
    senders = mail.get_all("From", ())
    named = getaddresses([str(sender) for sender in senders])
    if len(senders) != 1 or len(named) != 1:
        return ""
    try:
        return plain_address(named[0][1])
    except NotOneAddress:
        return ""


def _calendar_part(mail: Message):
    """The calendar of the mail itself, not of one that it carries or forwards."""
    found, waiting, seen = None, [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = part.get_payload()
        elif part.get_content_type() == "text/calendar":
            return part
        elif part.get_content_type() == "application/ics" or (part.get_filename() or "").lower().endswith(".ics"):
            found = found or part
    return found


def _decoded(content, part):
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("utf-8", "replace")


def _without_zones(text):
    """Without its own time zones: icalendar keeps each that it once met, by the name that a stranger gave it."""
    kept, inside = [], False
    for line in text.splitlines():
        mark = line.strip().upper()
        if mark == "BEGIN:VTIMEZONE":
            inside = True
        if not inside:
            kept.append(line)
        if mark == "END:VTIMEZONE":
            inside = False
    return "\r\n".join([*kept, ""])


def _listed(event, name):
    found = event.get(name)
    return [found] if hasattr(found, "params") else list(found or ())


def _address(cal_address):
    return str(cal_address).strip().lower().removeprefix("mailto:")


def _answer(attendees, sender):
    """What the person says: of several attendees the one who sends, or for whom the sender writes."""
    if len(attendees) > 1:
        mine = [one for one in attendees if _address(one) == sender]
        by_me = [one for one in attendees if str(one.params.get("SENT-BY", "")).lower().endswith(f":{sender}")]
        attendees = mine or (by_me if sender else [])
    if len(attendees) != 1:
        return ""
    return ANSWERS.get(str(attendees[0].params.get("PARTSTAT", "")).upper(), "")


def _number(value):
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _instant(value):
    """Naive UTC; None for a day without an hour, and for an hour in a zone that nobody knows."""
    moment = getattr(value, "dt", None)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
