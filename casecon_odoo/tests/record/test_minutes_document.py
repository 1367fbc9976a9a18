"""R22, R25: the final minutes as one document for whoever may read them; its name is the reference, and no health word
that was not written into the minutes is in it."""

import base64
import io
import sys
from datetime import timedelta
from unittest.mock import patch

from lxml import html
from odoo.tools import file_open, mute_logger
from pypdf import PdfReader

from ...controllers.pdf import pdf_of
from ...models import clock
from ..common import SECRET, START, promise
from ..life import LENGTH, MINUTES, LifeCase
from ..personas import own_password
from ..portal.case import PortalCase

STYLESHEET = "casecon_odoo/static/minutes/minutes.css"
PARAGRAPH = "The phased return begins with four mornings a week, and is looked at again after a month. "


class DocumentCase(LifeCase, PortalCase):
    def setUp(self):
        super().setUp()
        for name in ("employee", "manager", "hr", "clinician", "oh_admin", "colleague", "hr_elsewhere"):
            own_password(self.users[name])

    def path(self, minutes):
        return f"/{minutes.conference_id.id}/minutes.pdf"

    def open_as(self, name, minutes, status=200):
        self.env.flush_all()
        self.log_in(name)
        return self.get(self.path(minutes), status)

    def words_of(self, response):
        """The PDF, and all its words."""
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        reader = PdfReader(io.BytesIO(response.content))
        return reader, " ".join(" ".join(page.extract_text().split()) for page in reader.pages)

    def decide(self, conference, **vals):
        with clock.at(MINUTES):
            return self.as_("hr", self.env["casecon.decision"]).create({"conference_id": conference.id, **vals})


@promise("casecon_R22", "casecon_access")
class TestWhoGetsTheDocument(DocumentCase):
    def test_each_who_may_read_the_final_minutes_gets_it_and_nobody_before(self):
        minutes = self.in_fact_check()
        for name in ("employee", "manager", "hr", "clinician"):
            with self.subTest(name=name, state="fact_check"):
                self.open_as(name, minutes, 404)
        with clock.at(MINUTES):
            self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.as_("hr", minutes).action_finalise()
        for name in ("employee", "manager", "hr", "clinician"):
            with self.subTest(name=name, state="final"):
                response = self.open_as(name, minutes)
                self.assertIn("One", self.words_of(response)[1])
                self.assertEqual(response.headers["Cache-Control"], "no-store")
                self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_not_yours_and_not_there_look_alike(self):
        minutes = self.final()
        for name in ("oh_admin", "colleague", "hr_elsewhere"):
            with self.subTest(name=name):
                foreign = self.open_as(name, minutes, 404)
                nothing = self.get("/99999999/minutes.pdf", 404)
                self.assertEqual(foreign.headers["Cache-Control"], "no-store")
                self.assertNotIn(minutes.conference_id.name, foreign.text)
                self.assertEqual(len(foreign.text), len(nothing.text))
        self.authenticate(None, None)
        response = self.url_open(f"/my/conferences{self.path(minutes)}", allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])

    def test_the_companion_gets_it_while_the_employee_allows(self):
        conference = self.prepared()
        row, companion = self.with_companion(conference)
        own_password(companion)
        with clock.at(conference.start - timedelta(days=1)):
            self.as_("employee", conference).action_share_with_companion(agenda=False, minutes=True)
        with clock.at(conference.start):
            self.start(conference)
        with clock.at(MINUTES):
            self.as_("clinician", conference).action_end()
            minutes = self.as_("hr", self.env["casecon.minutes"]).create(
                {"conference_id": conference.id, "body": "<p>One</p>"}
            )
            self.as_("hr", minutes).action_send_for_fact_check()
            self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.as_("hr", minutes).action_finalise()
        self.assertIn("One", self.words_of(self.open_as(companion, minutes))[1])
        self.assertTrue(self.page(f"/invitation/{row.id}").xpath("//a[contains(@href, '/minutes.pdf')]"))
        self.as_("employee", conference).action_remove_companion()
        self.open_as(companion, minutes, 404)

    def test_the_readers_are_told_by_a_link_alone(self):
        minutes = self.in_fact_check()
        self.tell(minutes.conference_id, timedelta(days=20))
        with clock.at(MINUTES):
            self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.as_("hr", minutes).action_finalise()
        sent = self.tell(minutes.conference_id, timedelta(days=21))
        self.assertEqual(sorted(address for address, _mail in sent), [f"{n}@example.com" for n in READERS])
        for _address, mail in sent:
            body = mail.get_body(("plain",)).get_content()
            self.assertEqual(mail["Subject"], "You have an update")
            self.assertIn("/updates", body)
            self.assertNotIn("Person", body)
            self.assertFalse(list(mail.iter_attachments()))
        with clock.at(MINUTES):
            self.as_("hr", minutes).action_add_addendum("On Tuesday")
        self.assertEqual(len(self.tell(minutes.conference_id, timedelta(days=22))), len(READERS))


READERS = ("clinician", "employee", "manager")  # HR made them final, and knows


@promise("casecon_R22", "casecon_R25")
class TestWhatTheDocumentSays(DocumentCase):
    def finished(self, body="<h2>Return</h2><p>One <b>and</b> more</p><ul><li>Two</li><li>Three</li></ul>"):
        """Final minutes of a conference with notes and consent beside them, that were talked about, and corrected."""
        conference = self.prepared()
        with clock.at(START):
            self.propose(conference, f"{SECRET} wording")
            self.start(conference, absent=("hr",), reason="HR is ill")
        with clock.at(START + LENGTH):
            self.as_("clinician", conference).action_end()
            self.signed(conference_id=conference.id)
            minutes = self.as_("hr", self.env["casecon.minutes"]).create({"conference_id": conference.id, "body": body})
        manager = self.users["manager"].partner_id
        self.decide(conference, name="Lighter boxes", owner_id=manager.id, due_on="2026-06-29")
        self.decide(
            conference,
            kind="adjustment",
            name="Mornings only",
            owner_id=manager.id,
            due_on="2026-06-22",
            review_on="2026-07-20",
        )
        with clock.at(MINUTES):
            self.as_("hr", minutes).action_send_for_fact_check()
            self.as_("employee", minutes).action_comment("p-1", f"{SECRET} comment", digest=minutes.text_digest)
            self.as_("employee", minutes).action_answer_fact_check(f"{SECRET} answer", digest=minutes.text_digest)
            self.as_("employee", minutes).action_state_disagreement(
                "I see it in another way", digest=minutes.text_digest
            )
            self.as_("hr", minutes).action_finalise()
            self.as_("hr", minutes).action_add_addendum("The boxes weigh five kilos")
        return minutes.with_env(self.env)

    def test_it_says_what_is_kept_and_nothing_clinical(self):
        minutes = self.finished()
        self.company.partner_id.write({"street": "7 Canal Street", "city": "Testby"})
        response = self.open_as("manager", minutes)
        reference = minutes.conference_id.name
        self.assertEqual(response.headers["Content-Disposition"], f'inline; filename="{reference}.pdf"')
        _reader, text = self.words_of(response)
        for words in (
            reference,
            "Test Works",
            "7 Canal Street",
            "Monday 15 June 2026, 10:00 to 10:40 (London time)",
            "Person employee (Employee)",
            "Person manager (Line manager)",
            "Person clinician (OH clinician)",
            "One and more",
            "Three",
            "Lighter boxes",
            "Monday 29 June 2026",
            "Mornings only",
            "Monday 20 July 2026",
            "The boxes weigh five kilos",
            "I see it in another way",
            "Answered",
        ):
            self.assertIn(words, text)
        self.assertIn(minutes.digest, text.replace(" ", ""))
        self.assertNotIn("Person hr", text, "who was not there is not named")
        self.assertNotIn(SECRET, text)
        self.assertNotIn(SECRET.encode(), response.content)
        self.assertNotIn("altered", text)

    def test_no_answer_is_no_agreement(self):
        minutes = self.in_fact_check()
        with clock.at(minutes.fact_check_until + timedelta(minutes=1)):
            self.as_("hr", minutes).action_finalise()
        _reader, text = self.words_of(self.open_as("employee", minutes))
        self.assertIn("No answer. That is not taken as agreement.", text)

    def test_a_screen_reader_can_read_it(self):
        reader, _text = self.words_of(self.open_as("employee", self.finished()))
        root = reader.trailer["/Root"]
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertEqual(root["/Lang"], "en-US")
        self.assertTrue(root["/ViewerPreferences"]["/DisplayDocTitle"])
        self.assertEqual(reader.metadata.title, f"Minutes of {reader.metadata.title.rpartition(' ')[2]}")
        self.assertFalse(reader.metadata.author)
        tags = set()

        def walk(node):
            node = node.get_object()
            if hasattr(node, "get"):
                tags.add(node.get("/S"))
                children = node.get("/K", [])
                for child in children if isinstance(children, list) else [children]:
                    walk(child)

        walk(root["/StructTreeRoot"])
        self.assertLessEqual({"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"}, tags)

    def test_long_minutes_go_over_pages_with_numbers(self):
        body = "".join(f"<p>Number {number}. {PARAGRAPH * 4}</p>" for number in range(1, 31))
        minutes = self.finished(body)
        reader, text = self.words_of(self.open_as("hr", minutes))
        count = len(reader.pages)
        self.assertGreater(count, 3)
        for number, page in enumerate(reader.pages, 1):
            words = " ".join(page.extract_text().split())
            self.assertIn(f"{number} / {count}", words)
            self.assertIn(minutes.conference_id.name, words)
        self.assertIn("Number 30.", text)

    def test_what_was_altered_behind_it_is_said(self):
        minutes = self.finished()
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE casecon_minutes DISABLE TRIGGER casecon_minutes_final")
        self.env.cr.execute("UPDATE casecon_minutes SET body = '<p>Other</p>' WHERE id = %s", [minutes.id])
        self.env.cr.execute("ALTER TABLE casecon_minutes ENABLE TRIGGER casecon_minutes_final")
        self.env.invalidate_all()
        _reader, text = self.words_of(self.open_as("hr", minutes))
        self.assertIn("it was altered after the minutes became final", text)

    def test_without_weasyprint_it_is_a_page_to_print(self):
        minutes = self.finished()
        with patch.dict(sys.modules, {"weasyprint": None}):  # what an import meets where it is not installed
            response = self.open_as("employee", minutes)
        self.assertEqual(response.headers["Content-Type"], "text/html; charset=utf-8")
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        tree = html.fromstring(response.text)
        text = " ".join(tree.text_content().split())
        self.assertIn("Lighter boxes", text)
        self.assertIn("I see it in another way", text)
        self.assertNotIn(SECRET, response.text)
        self.assertEqual(tree.xpath("//link[@rel='stylesheet']/@href"), [f"/{STYLESHEET}"])
        self.assertTrue(tree.xpath("//button"))

    def test_the_button_leads_there(self):
        minutes = self.final()
        action = self.as_("manager", minutes).action_open_document()
        self.assertEqual(action["url"], f"/my/conferences{self.path(minutes)}")
        self.log_in("employee")
        links = self.page(f"{self.path_of(minutes.conference_id)}/minutes").xpath("//main//a/@href")
        self.assertIn(f"/my/conferences{self.path(minutes)}", links)


@promise("casecon_R25")
class TestPdf(LifeCase):
    def images(self, source):
        data = pdf_of(f'<html lang="en"><title>T</title><body><img alt="x" src="{source}"></body></html>', STYLESHEET)
        return len(PdfReader(io.BytesIO(data)).pages[0].images)

    def test_nothing_is_fetched_to_make_one(self):
        with file_open("casecon_odoo/static/description/icon.png", "rb") as file:
            inside = "data:image/png;base64," + base64.b64encode(file.read()).decode()
            self.assertEqual(self.images(inside), 1)
            with mute_logger("weasyprint"):
                self.assertEqual(self.images(f"file://{file.name}"), 0)
