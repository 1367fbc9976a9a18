"""Every mail to somebody with a login, with an address alone, and with neither: no promise that only a login keeps."""

import re
from datetime import timedelta

from ...domain.mails import MAILS
from ...models import clock
from ...models.messages.content import content_of
from ...models.messages.turns_told import TURNS
from ...models.people.login import keep_chosen_address
from ..common import NOW, START, CaseconCase, promise

PHONE = "020 7946 0123"
VIDEO = "https://video.example.com/room"  # a fact of the meeting, for everybody
CHOSEN = "chosen@example.com"
# what only a login gives
BY_LOGIN = re.compile(r"\blog(?:s|ged|ging)? ?in\b|\bpage\b|\bonline\b|\bportal\b|https?://", re.IGNORECASE)
WHILE_TRUE = (*TURNS, "accepted")  # sent only while that is how the case stands
KINDS = [mail for mail in MAILS if mail.key != "portal"]  # that one gives the companion a login


@promise("casecon_messages", "casecon_R25")
class TestEveryMail(CaseconCase):
    def setUp(self):
        super().setUp()
        self.company.casecon_contact_phone = PHONE

    def text_to(self, row, mail):
        """What the mail server is given for this mail to this seat; nothing where none leaves."""
        self.env["casecon.message"].search([]).write({"state": "void"})
        more = {} if mail.kind in ("request", "cancel") else {"about": mail.key, "moment": START}
        messages = self.env["casecon.message"]
        if mail.kind == "cancel":
            for address in row._addresses():
                sent = messages.create({**messages._prepare(row, "request", address), "state": "sent"})
                sent.write({"sent_at": NOW, "start": START})
            messages._queue_end(row)
        else:
            messages._queue(row, mail.kind, **more)
        if mail.kind == "reminder":
            messages.search([("state", "=", "waiting")]).write({"due_at": NOW, "next_try_at": NOW})
        with clock.at(NOW + timedelta(minutes=1)):
            sent = self.send_due()
        to_them = row._addresses()
        texts = [mail.get_body(("plain",)).get_content() for to, mail in sent if to in to_them]
        return [text.replace(VIDEO, "") for text in texts]

    def seat(self, employee):
        return self.row(self.scheduled(employee), "employee").sudo()

    def test_who_can_log_in_is_brought_to_the_page(self):
        row = self.seat("employee")
        for mail in KINDS:
            with self.subTest(mail=mail.key):
                self.walk(row, mail, brought=mail.key != "ended")

    def walk(self, row, mail, brought):
        is_sent = mail.kind != "reminder" and mail.key not in WHILE_TRUE
        texts = self.text_to(row, mail) if is_sent else [self.built(row, mail)]
        self.assertTrue(texts)
        for text in texts:
            self.assertEqual(bool(BY_LOGIN.search(text)), brought, text)
            self.assertTrue(brought or PHONE in text, text)

    def built(self, row, mail):
        """What is sent only while it is true of a case; here its words count."""
        message = self.env["casecon.message"].create(
            {
                "attendee_id": row.id,
                "kind": mail.kind,
                "about": mail.key,
                "moment": START,
                "state": "void",
                "address": CHOSEN,
            }
        )
        return content_of(message, "https://odoo.example.com/updates", []).text.replace(VIDEO, "")

    def test_who_has_an_address_alone_is_told_what_they_can_do(self):
        row = self.seat("no_login")
        keep_chosen_address(self.people["no_login"]._casecon_login(), CHOSEN)
        for mail in KINDS:
            with self.subTest(mail=mail.key):
                self.walk(row, mail, brought=False)

    def test_each_says_what_is_next(self):
        row = self.seat("no_login")
        keep_chosen_address(self.people["no_login"]._casecon_login(), CHOSEN)
        for mail in KINDS:
            with self.subTest(mail=mail.key):
                text = self.built(row, mail)
                self.assertRegex(text.partition("Questions?")[0], r"call us|ask us|tell us|do not have to do anything")

    def test_who_has_neither_is_written_to_by_nobody_and_the_letter_is_asked_for(self):
        conference = self.scheduled("no_login")
        row = self.row(conference, "employee").sudo()
        for mail in KINDS:
            with self.subTest(mail=mail.key):
                self.assertEqual(self.text_to(row, mail), [])
        self.assertIn("Hand over the letter", self.as_("hr", row).not_told_note)
