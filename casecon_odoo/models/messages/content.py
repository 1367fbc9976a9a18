"""One mail as its reader sees it: the words of `words.py`, filled in, and every entered text looked at again [R25].

A text that tells, or holds somebody's name, can be here from an older version of the addon or by another door: it is
left out, and the reader is told how to hear it. So nothing that people enter stops a mail.
"""

from dataclasses import dataclass, replace

from ...domain.invitation import one_line
from ...domain.neutral import named_in, telling_word
from .. import in_words
from . import words as w

MEETINGS = ("invited", "changed", "ended", "meeting_soon", "time_stays")
ENDING = ("fact_check", "check_changed", "check_ends")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Content:
    """`facts` are pairs of label and text; `button` is a label and a link, or nothing; `place` is for the calendar.

    `text` is the same as plain text.
    """

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    button: tuple[str, str] | None
    contact: str
    footer: str
    organisation: str
    place: str
    text: str = ""


def content_of(message, link, others):
    """The content of a row's mail, in its reader's language (the row's own environment).

    `others`: names of other people of the case, which it does not hold.
    """
    return _Writer(message, others).content(link)


class _Writer:
    def __init__(self, message, others):
        self.message, self.env = message, message.env
        self.key = message._key()
        self.words = w.WORDS[self.key]
        self.conference = message.attendee_id.conference_id
        self.company = message.company_id
        self.others = others
        self.can_log_in = message._can_log_in()

    def content(self, link):
        organisation = self._fit(self.company._casecon_shown_name())[:LONGEST_NAME]
        when = self._when()
        named = {"event": self._event(), "when": when}
        then = self.words.then if self.can_log_in or self.key == "portal" else self.words.then_without
        is_linked = (self.can_log_in and self.key != "ended") or self.key == "portal"
        footer = self._say(w.FROM, organisation=organisation) if organisation else self._say(w.FROM_NOBODY)
        content = Content(
            subject=self._say(self.words.subject, **named),
            heading=self._say(self.words.heading),
            paragraphs=tuple(filter(None, (self._text(), self._say(then) if then else ""))),
            facts=tuple(self._facts(when)),
            button=(self._say(self.words.button), link) if is_linked else None,
            contact=self._contact(),
            footer=footer,
            organisation=organisation,
            place=self._place(),
        )
        return replace(content, text=self._plain(content))

    def _plain(self, content):
        """Line by line, the button as its link."""
        facts = "\n".join(self._say(w.LABELLED, label=label, text=text) for label, text in content.facts)
        button = self._say(w.LABELLED, label=content.button[0], text=content.button[1]) if content.button else ""
        first, *others = content.paragraphs
        parts = (content.heading, first, facts, *others, button, content.contact, content.footer)
        return "\n\n".join(filter(None, parts)) + "\n"

    def _say(self, constant, **values):
        text = self.env._(constant)  # pylint: disable=gettext-variable  # a lazy constant of words.py
        return text % values if values else text

    def _text(self):
        entry = "" if self.message.is_bare or not self.words.entry else self._say(self.words.entry)
        return f"{self._say(self.words.text)} {entry}".strip()

    def _fit(self, text):
        """A text that somebody entered, on one line; nothing where it tells or names somebody."""
        text = one_line(text or "")
        return "" if telling_word(text, self.company.name or "") or named_in(text, self.others) else text

    def _event(self):
        return self.company._casecon_event_word()

    def _when(self):
        if self.key not in MEETINGS:
            return in_words.moment(self.env, self.message.moment, self.message._reader_zone())
        return in_words.moment_in(self.env, self.message.start or self.conference.start, self.message._zones_said())

    def _facts(self, when):
        if when:
            yield self._say(w.UNTIL if self.key in ENDING else w.WHEN), when
        if self.key in MEETINGS and self.key != "ended":
            yield self._say(w.LASTS), self._say(w.MINUTES, minutes=self.conference.duration)
            yield self._say(w.WHERE), self._where()
            link = self._fit(self.conference.video_url)
            # who cannot log in has no other way to it
            if link and self.conference.mode != "in_person" and not self.can_log_in:
                yield self._say(w.LINK), link

    def _place(self):
        return self._fit(self.conference.place) if self.conference.mode in ("in_person", "hybrid") else ""

    def _where(self):
        if self.conference.mode == "virtual":
            return self._say(w.BY_VIDEO)
        place = self._place() or self._say(w.PLACE_INSIDE if self.can_log_in else w.PLACE_ASKED)
        return self._say(w.OR_BY_VIDEO, place=place) if self.conference.mode == "hybrid" else place

    def _contact(self):
        name, phone = self._fit(self.company.casecon_contact_name), self._fit(self.company.casecon_contact_phone)
        phone = phone or self._fit(self.company.casecon_oh_phone) or self._fit(self.company.phone)  # a number alone
        if name and phone:
            return self._say(w.ASK_BOTH, name=name, phone=phone)
        if phone:
            return self._say(w.ASK_PHONE, phone=phone)
        return self._say(w.ASK_NAME, name=name) if name else self._say(w.ASK_HR)
