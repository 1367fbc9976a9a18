"""The record of the case: each reads of one conference what they may know, with when it happened and was entered."""

import io
from datetime import timedelta

from lxml import html
from pypdf import PdfReader

from ...models import clock
from ...models.conference.understanding import what_is_read
from ..common import SECRET, START, promise
from ..life import PRE_CALL, LifeCase
from ..personas import own_password
from ..portal.case import PortalCase

READERS = ("employee", "manager", "hr", "oh_admin", "clinician")


@promise("casecon_R18", "casecon_access")
class TestAccount(LifeCase, PortalCase):
    def setUp(self):
        super().setUp()
        for name in (*READERS, "colleague", "hr_elsewhere", "privacy"):
            own_password(self.users[name])

    def lines(self, name, conference):
        """The rows of the page as that person reads them: (when, what, entered)."""
        self.env.flush_all()
        self.log_in(name)
        page = html.fromstring(self.get(f"/{conference.id}/record").text)
        return [
            tuple(" ".join(cell.text_content().split()) for cell in row.xpath("td"))
            for row in page.xpath("//table[contains(@class, 'account')]//tbody/tr")
        ]

    def texts(self, name, conference):
        return "\n".join(" | ".join(line) for line in self.lines(name, conference))

    def a_life(self):
        """Told, prepared with one item granted and said, minuted, checked, final."""
        conference = self.prepared()
        with clock.at(PRE_CALL + timedelta(hours=1)):
            line = self.propose(conference, f"{SECRET} wording")
            self.as_("employee", line).action_grant()
        with clock.at(conference.start):
            self.start(conference)
            self.as_("clinician", line).action_disclose()
        with clock.at(conference.start + timedelta(minutes=40)):
            self.as_("clinician", conference).action_end()
            minutes = self.as_("hr", self.env["casecon.minutes"]).create(
                {"conference_id": conference.id, "body": "<p>Mornings.</p>"}
            )
            minutes.action_send_for_fact_check()
            self.send_due()
        return conference

    def test_each_reads_what_they_may_know_and_no_words_of_an_item(self):
        conference = self.a_life()
        for name in READERS:
            with self.subTest(name):
                text = self.texts(name, conference)
                self.assertIn("asked for a case conference", text)
                self.assertIn("The meeting began", text)
                self.assertIn("confirmed that they understand what the meeting is for", text)
                self.assertNotIn(SECRET, text)
                reads_consent = name in ("employee", "clinician")
                self.assertEqual("Item 1" in text, reads_consent, text)
                self.assertEqual("Pre-call" in text, name in ("employee", "clinician", "oh_admin"))
        self.assertIn("Item 1, ", self.texts("employee", conference))
        for name in ("employee", "clinician"):
            text = self.texts(name, conference)
            self.assertIn("Item 1 was said. Person hr was in the room. |", text, "and no route: nobody answered")
            self.assertIn("Person hr came into the room", text)

    def test_the_minutes_are_in_it_for_who_may_read_them(self):
        conference = self.a_life()
        for name, reads in (("employee", True), ("hr", True), ("clinician", True), ("manager", False)):
            with self.subTest(name):
                text = self.texts(name, conference)
                self.assertEqual("sent for the fact check" in text, reads)
                self.assertEqual("Version 1 of the minutes reached the employee" in text, reads)

    def test_what_is_entered_late_shows_both_times(self):
        conference = self.scheduled()
        with clock.at(START - timedelta(days=4)):
            self.send_due()
            self.as_("clinician", conference).action_record_for_employee(
                verb="confirm_understanding",
                values=what_is_read(self.as_("clinician", conference)),
                words="As they said",
                through="phone",
                at=str(clock.now() - timedelta(hours=3)),
            )
        ((when, what, entered),) = [
            line for line in self.lines("hr", conference) if "confirmed that they understand" in line[1]
        ]
        self.assertIn("By phone", what)
        self.assertNotEqual(when, entered)
        self.assertNotIn("At the time", entered)

    def test_in_order_and_what_was_not_kept_says_so(self):
        conference = self.a_life()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_conference SET understood_entered_at = NULL, asked_at = NULL WHERE id = %s", [conference.id]
        )
        self.env.invalidate_all()
        lines = self.lines("employee", conference)
        self.assertEqual(
            [entered for _when, what, entered in lines if "confirmed that they understand" in what],
            ["At the time", "Not kept at that time"],  # what PostgreSQL kept of it before, and what stands
        )
        self.assertIn("asked for", lines[-1][1], "without a time, last")
        whats = [what for _when, what, _entered in lines]
        began = next(n for n, what in enumerate(whats) if "began" in what)
        booked = next(n for n, what in enumerate(whats) if "booked" in what.lower())
        self.assertLess(booked, began)

    def test_who_has_nothing_to_do_with_it_reads_what_is_not_there(self):
        conference = self.a_life()
        for name in ("colleague", "hr_elsewhere", "privacy"):
            for end in ("record", "record.pdf"):
                with self.subTest(name=name, end=end):
                    self.env.flush_all()
                    self.log_in(name)
                    foreign = self.get(f"/{conference.id}/{end}", 404)
                    nothing = self.get(f"/99999999/{end}", 404)
                    self.assertEqual(len(foreign.text), len(nothing.text))
                    self.assertNotIn(conference.name, foreign.text)

    def test_the_companion_has_none(self):
        conference = self.prepared()
        _row, companion = self.with_companion(conference)
        own_password(companion)
        self.env.flush_all()
        self.log_in(companion)
        self.get(f"/{conference.id}/record", 404)

    def test_an_end_tells_only_that_it_came(self):
        texts = set()
        for verb, by in (("decline", "employee"), ("cancel", "hr")):
            conference = self.scheduled()
            getattr(self.as_(by, conference), f"action_{verb}")(reason="x")
            text = self.texts("manager", conference)
            texts.add(text.replace(conference.name, ""))
        self.assertEqual(len(texts), 1, texts)

    def test_as_a_file_named_after_the_reference(self):
        conference = self.a_life()
        self.env.flush_all()
        self.log_in("employee")
        response = self.get(f"/{conference.id}/record.pdf")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn(
            f'filename="record-{conference.name.replace("/", "-")}.pdf"', response.headers["Content-Disposition"]
        )
        pages = PdfReader(io.BytesIO(response.content)).pages
        words = " ".join(" ".join(page.extract_text().split()) for page in pages)
        self.assertIn("Record of the case conference", words)
        self.assertNotIn(SECRET, words)
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_the_buttons_lead_there(self):
        conference = self.a_life()
        action = self.as_("hr", conference).action_open_account()
        self.assertEqual(action["url"], f"/my/conferences/{conference.id}/record")
        self.log_in("employee")
        page = self.page(f"/{conference.id}")
        self.assertTrue(page.xpath(f"//a[@href='/my/conferences/{conference.id}/record']"))
