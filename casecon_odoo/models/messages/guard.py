"""Reads every mail before it leaves: no word that tells, and nobody's name but the reader's own [R25]."""

from email.header import decode_header, make_header
from email.utils import getaddresses

from icalendar import Calendar
from lxml import html

from ...domain.neutral import named_in, telling_word

ADDRESSED = ("from", "reply-to", "to", "message-id", "date", "content-type", "content-transfer-encoding")
PERSONAL = ("ATTENDEE", "ORGANIZER", "UID")


class Tells(ValueError):
    """A mail that must not leave. Says in which part, and never the word."""


def check_mail(mail, *, own_name, reader, others, known):
    """Tells where `mail` (an email.message) would say what it is about, or about whom.

    `own_name`: the organisation's, whose words for a setting tell nothing; `known`: addresses and links of the system
    itself, which are as they are; `others`: names of other people of the case.
    """
    read = []
    for part, text in _texts(mail, reader):
        for own in sorted(filter(None, known), key=len, reverse=True):
            text = text.replace(own, " ")
        if telling_word(text, own_name):
            raise Tells(f"{part}: a word")
        read.append(text)
    if named_in(" | ".join(read), others):
        raise Tells("a name")


def _texts(mail, reader):
    """Every text in a mail that a person or a program can read, each with the name of its part."""
    for name, value in mail.items():
        if name.lower() not in ADDRESSED:
            yield name, str(value)
    for header in ("From", "Reply-To", "To"):
        for name, _address in getaddresses([str(value) for value in mail.get_all(header, ())]):
            yield header, str(make_header(decode_header(name)))
    for part in mail.walk():
        yield "file name", part.get_filename() or ""
        kind = part.get_content_type()
        if kind == "text/plain":
            yield kind, part.get_content()
        elif kind == "text/html":
            yield from ((kind, text) for text in _of_html(part.get_content()))
        elif kind in ("text/calendar", "application/ics"):
            yield from ((kind, text) for text in _of_calendar(part.get_payload(decode=True), reader))


def _of_html(source):
    tree = html.document_fromstring(source)
    yield " ".join(text for element in tree.iter() for text in (element.text, element.tail) if text)  # comments too
    for element in tree.iter():
        yield from element.attrib.values()


def _of_calendar(source, reader):
    for component in Calendar.from_ical(source).walk():
        for name, values in component.items():
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, str) and name not in PERSONAL:  # what is no text is a time or a number
                    yield str(value)
                named = str(getattr(value, "params", {}).get("CN", ""))
                yield "" if name == "ATTENDEE" and named == reader else named
