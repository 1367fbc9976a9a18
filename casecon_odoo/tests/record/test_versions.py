"""R22: what was read is named; a change after sending is shown, leaves two working days, and lets flags fall."""

from datetime import datetime, timedelta

import psycopg2
from lxml import html
from odoo.tools import mute_logger

from ...models import clock
from ..common import CaseconHttpCase, promise
from ..life import MINUTES, LifeCase
from ..portal.case import PortalCase

ENDS = datetime(2026, 6, 22, 9, 40)  # five working days after the end of the meeting


class VersionCase(CaseconHttpCase, LifeCase):
    def setUp(self):
        super().setUp()
        self.minutes = self.in_fact_check()
        self.at(MINUTES + timedelta(days=1))

    def verb(self, by, verb, **arguments):
        """Over HTTP, as a browser calls; the sentence of a refusal, or nothing."""
        self.log_in(by)
        answer = self.call("casecon.minutes", f"action_{verb}", [self.minutes.id], **arguments)
        self.env.invalidate_all()
        return answer.get("error", {}).get("message", "")

    def rewrite(self, old="Two", new="Three", by="hr"):
        self.log_in(by)
        answer = self.call(
            "casecon.minutes", "write", [self.minutes.id], {"body": str(self.minutes.body).replace(old, new)}
        )
        self.assertNotIn("error", answer)
        self.env.invalidate_all()

    def deliver(self, at):
        with clock.at(at):
            sent = self.send_due()
        self.env.flush_all()
        self.env.invalidate_all()
        return sent


@promise("casecon_R22")
class TestWhatWasRead(VersionCase):
    def test_whoever_answers_names_what_they_read(self):
        read = self.minutes.text_digest
        for verb, by, arguments in (
            ("comment", "employee", {"paragraph_id": "p-1", "text": "It was Tuesday"}),
            ("answer_fact_check", "employee", {}),
            ("state_disagreement", "employee", {"text": "I see it in another way"}),
            ("flag", "clinician", {"paragraph_id": "p-1"}),
        ):
            with self.subTest(verb=verb):
                self.assertIn("Read them again", self.verb(by, verb, **arguments))
                self.assertIn("Read them again", self.verb(by, verb, **arguments, digest="v1:other"))
                self.assertEqual(self.verb(by, verb, **arguments, digest=read), "")
        kept = self.minutes.comment_ids
        self.assertEqual(set(kept.mapped("kind")), {"comment", "answer", "disagreement", "flag"})
        self.assertEqual((set(kept.mapped("read_digest")), set(kept.mapped("read_version"))), ({read}, {1}))

    def test_a_comment_stands_beside_the_words_it_was_made_on(self):
        self.verb("employee", "comment", paragraph_id="p-2", text="Two is wrong", digest=self.minutes.text_digest)
        self.rewrite()
        for by in ("employee", "hr", "clinician"):
            self.assertEqual(self.as_(by, self.minutes).comment_ids.mapped("passage"), ["Two"], by)
        self.rewrite('<p id="p-2">Three</p>', "")
        self.assertEqual(self.minutes.comment_ids.mapped("passage"), ["A passage that was taken out"])

    def test_a_change_between_reading_and_answering(self):
        read = self.minutes.text_digest
        self.rewrite()
        self.assertIn("The minutes have changed", self.verb("employee", "answer_fact_check", digest=read))
        self.assertFalse(self.minutes.answered_at)
        self.assertIn("The minutes have changed", self.verb("clinician", "flag", paragraph_id="p-1", digest=read))

    def test_each_text_that_was_sent_is_kept(self):
        self.rewrite()
        first, second = self.minutes.version_ids.sorted("number")
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertIn("Two", str(first.body))
        self.assertIn("Three", str(second.body))
        self.assertEqual((first.delivered_at, first.delivered_through), (MINUTES, "email"))
        for statement in (
            "UPDATE casecon_minutes_version SET body = 'x'",
            "UPDATE casecon_minutes_version SET digest = 'x'",
            "UPDATE casecon_minutes_version SET made_at = now()",
            "DELETE FROM casecon_minutes_version",
        ):
            with (
                self.subTest(statement=statement),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement)

    def test_who_reads_what_was_sent(self):
        self.rewrite()
        self.assertEqual(self.verb("employee", "answer_fact_check", digest=self.minutes.text_digest), "")
        self.assertEqual(self.verb("hr", "finalise"), "")
        versions = self.minutes.version_ids
        readers = {"hr", "clinician", "employee"}
        for by in (*readers, "manager", "colleague", "oh_admin", "lead", "system", "portal_employee"):
            with self.subTest(by=by):
                self.log_in(by)
                found = self.call("casecon.minutes.version", "search_read", [("id", "in", versions.ids)], ["body"])
                self.assertEqual(len(found.get("result", ())), 2 if by in readers else 0)


@promise("casecon_R22")
class TestChangeAfterSending(VersionCase):
    def assert_not_final(self, at):
        with clock.at(at):
            self.assertIn("R22", self.verb("hr", "finalise"))
        self.assertEqual(self.minutes.state, "fact_check")

    def test_an_hour_before_the_end_it_leaves_two_working_days(self):
        with clock.at(ENDS - timedelta(hours=1)):
            self.rewrite()
        told_at = ENDS - timedelta(minutes=50)
        self.assertTrue(self.deliver(told_at))
        self.assert_not_final(ENDS + timedelta(minutes=1))
        ends = told_at + timedelta(days=2)
        self.assertEqual(self.minutes.fact_check_until, ends)
        self.assert_not_final(ends - timedelta(minutes=1))
        with clock.at(ends):
            self.assertEqual(self.verb("hr", "finalise"), "")

    def test_after_the_end_as_well(self):
        late = ENDS + timedelta(hours=5)
        with clock.at(late):
            self.rewrite()
        self.assert_not_final(late + timedelta(minutes=1))
        self.deliver(late + timedelta(minutes=2))
        self.assertEqual(self.minutes.fact_check_until, late + timedelta(days=2, minutes=2))

    def test_no_time_is_taken_away(self):
        self.rewrite()
        self.deliver(MINUTES + timedelta(days=1, minutes=1))
        self.assertEqual(self.minutes.fact_check_until, ENDS)

    def test_what_was_answered_was_another_text(self):
        self.assertEqual(self.verb("employee", "answer_fact_check", digest=self.minutes.text_digest), "")
        self.rewrite()
        self.assertFalse(self.minutes.answered_at)
        self.assert_not_final(clock.now())
        self.assertEqual(self.minutes.comment_ids.read_version, 1)
        self.assertEqual(self.verb("employee", "answer_fact_check", digest=self.minutes.text_digest), "")
        self.assertEqual(self.verb("hr", "finalise"), "")

    def test_a_picture_is_not_taken_since_the_employee_would_not_be_shown_it(self):
        for source in ("/web/image/1", "data:image/png;base64,iVBORw0KGgo="):
            self.rewrite("Two", f'Two<img src="{source}">')
            self.assertNotIn("<img", self.minutes.body)
        self.assertEqual(len(self.minutes.version_ids), 1)

    def test_what_was_sent_is_not_emptied(self):
        self.log_in("hr")
        for body in ("", "<p><br></p>", "<p>&#8203;</p>"):
            answer = self.call("casecon.minutes", "write", [self.minutes.id], {"body": body})
            self.assertIn("Write the minutes first", str(answer.get("error")))

    def test_the_form_shows_it_as_a_change(self):
        self.rewrite("Two", "Two <b>&amp; a half</b>")
        shown = html.fromstring(str(self.as_("employee", self.minutes).changes))
        self.assertEqual(shown.xpath("string(//ins)"), "[added: & a half]")
        self.rewrite("One", "Nothing")
        self.deliver(clock.now())
        shown = html.fromstring(str(self.as_("hr", self.minutes).changes))
        self.assertEqual(shown.xpath("string(//del)"), "[taken out: One]")
        self.assertEqual(shown.xpath("//span/@class"), ["visually-hidden"] * len(shown.xpath("//span")))


@promise("casecon_R22")
class TestFlagsFall(VersionCase):
    def flag(self, verb, paragraph="p-1"):
        said = self.verb("clinician", verb, paragraph_id=paragraph, digest=self.minutes.text_digest)
        self.assertEqual(said, "")

    def test_a_resolved_flag_falls_when_its_paragraph_changes(self):
        self.flag("flag")
        self.rewrite("One", "Nothing")
        self.flag("resolve_flag")
        self.rewrite("Two", "Three")
        self.assertFalse(self.minutes.has_open_flags, "another paragraph")
        self.rewrite("Nothing", "One")
        self.assertTrue(self.minutes.has_open_flags)
        self.assertEqual(self.verb("employee", "answer_fact_check", digest=self.minutes.text_digest), "")
        self.assertIn("outside consent", self.verb("hr", "finalise"))
        first, again = self.minutes.comment_ids.filtered(lambda row: row.kind == "flag")
        self.assertTrue(first.resolved_at, "that it was resolved is kept")
        self.assertEqual(again.fallen_flag_id, first)
        self.flag("resolve_flag")
        self.assertEqual(self.verb("hr", "finalise"), "")

    def test_so_it_does_when_its_paragraph_is_taken_out(self):
        self.flag("flag")
        self.flag("resolve_flag")
        self.rewrite('<p id="p-1">One</p>', "")
        self.assertTrue(self.minutes.has_open_flags)


@promise("casecon_R22", "casecon_portal")
class TestPortalShowsTheChange(PortalCase, LifeCase):
    def setUp(self):
        super().setUp()
        self.minutes = self.in_fact_check(employee="portal_employee")
        self.at(MINUTES + timedelta(days=1))
        self.path = f"/{self.minutes.conference_id.id}/minutes"
        self.log_in("portal_employee")

    def rewrite(self):
        self.as_("hr", self.minutes).write({"body": self.minutes.body.replace("Two", "Two & more")})
        self.env.flush_all()

    def test_words_added_and_words_gone(self):
        self.assertFalse(self.page(self.path).xpath("//ins"))
        self.rewrite()
        page = self.page(self.path)
        self.assertEqual(page.xpath("string(//div[@id='p-2']//ins)"), "[added: & more]")
        self.assertIn("The text has changed since it was sent to you", self.text_of(page))

    def test_a_check_of_what_is_not_there_any_more_is_not_taken(self):
        read = self.page(self.path).xpath("//input[@name='digest']/@value")[0]
        self.rewrite()
        page = self.send(self.path, digest=read, comment="All is right")
        self.assertIn("The minutes have changed since you opened them", self.text_of(page))
        self.assertTrue(page.xpath("//ins"), "what has changed is shown with it")
        self.assertFalse(self.minutes.answered_at)
        again = page.xpath("//input[@name='digest']/@value")[0]
        self.send(self.path, digest=again, comment="All is right")
        self.assertTrue(self.minutes.answered_at)

    def test_a_comment_and_a_statement_name_what_was_read(self):
        comment, statement = f"{self.path}/p-1", f"{self.path}/statement"
        read = self.page(comment).xpath("//input[@name='digest']/@value")[0]
        linked = self.page(self.path).xpath("//a[contains(@href, 'statement')]/@href")[0]
        self.assertIn(read, linked)
        self.rewrite()
        for path, field in ((comment, "comment"), (statement, "statement")):
            page = self.send(path, digest=read, **{field: "No"})
            self.assertIn("The minutes have changed since you opened them", self.text_of(page), path)
        self.assertFalse(self.minutes.comment_ids)

    def test_before_writing_one_reads_who_will_read_it(self):
        for path in (self.path, f"{self.path}/p-1", f"{self.path}/statement"):
            with self.subTest(path=path):
                page = self.page(path)
                box = page.xpath("//textarea")[0]
                hint = page.xpath(f"//*[@id='{box.get('aria-describedby')}']")[0].text_content()
                self.assertIn("HR", hint)
                self.assertIn("Leave out anything about your health that", hint)
