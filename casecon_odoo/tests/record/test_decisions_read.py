"""R22: minutes carry the decisions and actions of the meeting; what the employee read of them is what is on file."""

from datetime import timedelta

import psycopg2
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..common import promise
from ..conference.test_same_person import OverHttp
from ..life import MINUTES

DUE = MINUTES + timedelta(days=10)


class ReadWithMinutes(OverHttp):
    def decide(self, minutes, **vals):
        decisions = self.as_("hr", self.env["casecon.decision"])
        own = {"kind": "decision", "name": "Half days for four weeks", **vals}
        return decisions.create({"conference_id": minutes.conference_id.id, **own}).with_env(self.env)

    def hr(self, method, record, *args):
        """What HR does over HTTP; the sentence of a refusal, or nothing."""
        self.env.flush_all()
        self.log_in("hr")
        answer = self.call(record._name, method, record.ids, *args)
        self.env.invalidate_all(flush=False)
        return answer.get("error", {}).get("message", "")


@promise("casecon_R22")
class TestDecisionsInCheck(ReadWithMinutes):
    def setUp(self):
        super().setUp()
        self.minutes = self.minuted()
        self.at(MINUTES)
        self.decision = self.decide(self.minutes)
        self.as_("hr", self.minutes).action_send_for_fact_check()
        self.send_due()
        self.read = self.as_("employee", self.minutes).text_digest

    def assert_checked_again(self, words):
        self.assertEqual((len(self.minutes.version_ids), self.minutes.answered_at), (2, False))
        self.assertIn("still has time", self.ask("hr", self.minutes, "finalise").get("error", {}).get("message", ""))
        self.assertIn(words, str(self.as_("employee", self.minutes).changes))
        self.refused("employee", self.minutes, "answer_fact_check", "have changed", digest=self.read)
        told = self.as_("employee", self.minutes).text_digest
        self.done("employee", self.minutes, "answer_fact_check", digest=told)

    def answered(self):
        self.as_("employee", self.minutes).action_answer_fact_check(digest=self.read)
        self.tell(self.minutes)

    def assert_change(self, words, act):
        self.answered()
        self.assertEqual(act(), "")
        self.send_due()
        self.assert_checked_again(words)

    def test_another_word_is_a_change_of_what_was_sent(self):
        name = {"name": "Half days for two weeks"}
        self.assert_change("<ins>", lambda: self.hr("write", self.decision, name))

    def test_so_is_one_that_goes(self):
        self.assert_change("<del>", lambda: self.hr("unlink", self.decision))

    def test_and_one_that_comes(self):
        self.assert_change("A warning", lambda: self.decide(self.minutes, name="A warning") and "")

    def test_the_same_again_and_what_is_done_are_no_change(self):
        action = self.decide(
            self.minutes, kind="action", due_on=str(DUE.date()), owner_id=self.chair.user_id.partner_id.id
        )
        before = len(self.minutes.version_ids)
        self.assertEqual(self.hr("write", self.decision, {"name": self.decision.name}), "")
        self.done("hr", action, "done")
        self.assertEqual(len(self.minutes.version_ids), before)

    def test_the_page_shows_it_as_a_change(self):
        self.hr("write", self.decision, {"name": "Half days for two weeks"})
        self.log_in("employee")
        page = self.url_open(f"/my/conferences/{self.minutes.conference_id.id}/minutes").text
        self.assertRegex(page, r"<ins>(<span[^<]*</span>)?\s*two")
        self.assertNotIn("/minutes/d-", page)

    def test_a_clinician_resolves_a_flag_on_what_stands(self):
        """A draft is read with its decisions, too."""
        self.hr("write", self.decision, {"name": "Half days for two weeks"})
        self.refused("clinician", self.minutes, "flag", "have changed", paragraph_id="p-1", digest=self.read)


@promise("casecon_R22")
class TestDecisionsOfFinal(ReadWithMinutes):
    def setUp(self):
        super().setUp()
        self.minutes = self.minuted()
        self.at(MINUTES)
        self.decision = self.decide(self.minutes)
        owner = self.chair.user_id.partner_id.id
        self.action = self.decide(self.minutes, kind="action", name="A chair", due_on=str(DUE.date()), owner_id=owner)
        self.as_("hr", self.minutes).action_send_for_fact_check()
        self.send_due()
        self.as_("employee", self.minutes).action_answer_fact_check(digest=self.minutes.text_digest)
        self.as_("hr", self.minutes).action_finalise()

    def addenda(self):
        return self.minutes.comment_ids.filtered(lambda row: row.kind == "addendum").mapped("text")

    def test_what_was_decided_stands(self):
        for record in (self.decision, self.action):
            self.assertIn("which are final", self.hr("write", record, {"name": "Nothing"}))
            self.assertIn("which are final", self.hr("unlink", record))
        self.assertIn("which are final", self.hr("write", self.action, {"kind": "adjustment", "why_open": "x"}))
        self.assertEqual(self.addenda(), [])

    def test_no_statement_rewrites_it(self):
        for statement in ("UPDATE casecon_decision SET name = 'x'", "DELETE FROM casecon_decision"):
            refused = self.assertRaises(psycopg2.errors.CheckViolation)
            with mute_logger("odoo.sql_db"), refused, self.env.cr.savepoint():
                self.env.cr.execute(statement)

    def test_another_date_is_an_addendum_that_the_employee_can_disagree_with(self):
        later = str((DUE + timedelta(days=5)).date())
        self.assertEqual(self.hr("write", self.action, {"due_on": later}), "")
        (text,) = self.addenda()
        self.assertRegex(text, "25 June 2026.* is now .*30 June 2026")
        self.assertTrue([to for to, _mail in self.send_due() if to == "employee@example.com"])
        read = self.as_("employee", self.minutes).text_digest
        self.done("employee", self.minutes, "state_disagreement", text="Too late for me", digest=read)

    def test_so_is_what_was_forgotten(self):
        self.decide(self.minutes, name="A warning")
        (text,) = self.addenda()
        self.assertIn("A warning", text)

    def test_who_did_it_marks_it_as_done(self):
        self.done("hr", self.action, "done")
        self.assertEqual(self.addenda(), [])


@promise("casecon_R20", "casecon_R22")
class TestNoFiles(ReadWithMinutes):
    def attach(self, by, record):
        given = {"name": "late.txt", "raw": "text", "res_model": record._name, "res_id": record.id}
        self.log_in(by)
        return self.call("ir.attachment", "create", [given])

    def test_nobody_hangs_a_file_on_what_was_read_or_signed(self):
        final = self.final()
        conference = final.conference_id
        note = self.signed(conference_id=conference.id)
        for by, record in (
            ("hr", final),
            ("hr", conference),
            ("hr", conference.report_id),
            ("clinician", note),
            ("clinician", conference),
        ):
            with self.subTest(by=by, record=record._name):
                self.assertIn("error", self.attach(by, record))
        self.assertFalse(self.env["ir.attachment"].sudo().search_count([("res_model", "like", "casecon.%")]))

    def test_nor_on_a_draft(self):
        self.assertIn("cannot attach files", str(self.attach("hr", self.minuted()).get("error")))

    def test_nor_is_one_moved_there_or_what_is_there_changed(self):
        minutes = self.final()
        free = self.as_("hr", self.env["ir.attachment"]).create({"name": "free.txt", "raw": b"text"})
        there = {"res_model": minutes._name, "res_id": minutes.id}
        self.assertIn("cannot attach files", self.hr("write", free, there))
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_model = %s, res_id = %s WHERE id = %s", [*there.values(), free.id]
        )
        self.env.invalidate_all()
        self.assertIn("cannot attach files", self.hr("write", free, {"raw": "eA=="}))
        self.assertIn("cannot attach files", self.hr("unlink", free))
        with self.assertRaises(UserError):
            free.sudo().unlink()
