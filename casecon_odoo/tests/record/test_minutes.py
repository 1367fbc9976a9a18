"""R22: HR drafts, the employee checks the facts, the clinician flags what is outside consent."""

import functools
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError

from ..common import START, promise
from ..life import MINUTES, LifeCase


@promise("casecon_R22")
class TestMinutes(LifeCase):
    def finalise(self, minutes):
        return self.as_("hr", minutes).action_finalise()

    def assert_not_final(self, minutes, pattern=r"\[R22\]$"):
        with self.assertRaisesRegex(UserError, pattern):
            self.finalise(minutes)
        self.assertNotEqual(minutes.state, "final")

    def test_paragraphs_keep_their_ids_through_edits(self):
        minutes = self.minuted("<p>One</p><p>Two</p>")
        self.assertEqual(str(minutes.body), '<p id="p-1">One</p><p id="p-2">Two</p>')
        as_hr = self.as_("hr", minutes)
        as_hr.write({"body": '<p>New</p><p id="p-2">Two, changed</p>'})
        self.assertEqual(str(minutes.body), '<p id="p-3">New</p><p id="p-2">Two, changed</p>')
        as_hr.write({"body": '<p id="p-2">Two</p><p id="p-2">Twice</p><ul><li>Item</li></ul>'})
        self.assertEqual(str(minutes.body), '<p id="p-2">Two</p><p id="p-4">Twice</p><ul><li id="p-5">Item</li></ul>')

    def test_a_number_that_was_deleted_earlier_is_not_given_away(self):
        minutes = self.in_fact_check()
        self.as_("employee", minutes).action_comment("p-2", "This is not what was said", digest=minutes.text_digest)
        self.as_("hr", minutes).write({"body": '<p id="p-1">One</p>'})
        self.as_("hr", minutes).write({"body": '<p id="p-1">One</p><p>Something else</p>'})
        self.assertNotIn('id="p-2"', str(minutes.body), "the comment on it would stand on other words")

    def test_what_could_do_harm_is_taken_out(self):
        minutes = self.minuted('<p onclick="x()" style="color:red">One</p><script>x()</script><p class="x">Two</p>')
        for word in ("onclick", "script", "class"):
            self.assertNotIn(word, str(minutes.body))

    def test_the_employee_meets_them_at_the_fact_check(self):
        minutes = self.minuted()
        self.at(MINUTES)
        self.assertFalse(self.as_("employee", minutes).has_access("read"))
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(self.as_("employee", minutes).body, minutes.body)
        self.assertRaises(AccessError, self.as_("employee", minutes).write, {"body": "<p>x</p>"})

    def test_nothing_is_not_sent(self):
        minutes = self.minuted(body="")
        self.assertRaises(UserError, self.as_("hr", minutes).action_send_for_fact_check)

    def test_the_clock_runs_in_working_days(self):
        """Sent on a Monday, checked until the Monday after: five working days, and public holidays are none."""
        minutes = self.in_fact_check()
        self.assertEqual(minutes.fact_check_until.date(), (START + timedelta(days=7)).date())
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "company_id": self.company.id,
                "calendar_id": self.company.resource_calendar_id.id,
                "date_from": datetime(2026, 6, 17, 0),
                "date_to": datetime(2026, 6, 17, 22),
            }
        )
        other = self.in_fact_check(employee="portal_employee", start=START + timedelta(hours=2))
        self.assertEqual(other.fact_check_until.date(), (START + timedelta(days=8)).date())

    def test_the_number_of_days_is_the_companys(self):
        self.company.casecon_fact_check_days = 1
        minutes = self.in_fact_check()
        self.assertEqual(minutes.fact_check_until.date(), (START + timedelta(days=1)).date())

    def test_not_final_while_the_employee_has_time(self):
        minutes = self.in_fact_check()
        self.at(minutes.fact_check_until - timedelta(seconds=1))
        self.assert_not_final(minutes)
        self.as_("employee", minutes).action_answer_fact_check("It is right", digest=minutes.text_digest)
        self.finalise(minutes)
        self.assertEqual((minutes.state, minutes.answer_text), ("final", "Answered"))

    def test_silence_shows_as_no_answer_never_as_agreement(self):
        minutes = self.in_fact_check()
        self.at(minutes.fact_check_until)
        self.finalise(minutes)
        for by in ("hr", "manager", "employee", "clinician"):
            self.assertEqual(self.as_(by, minutes).answer_text, "No answer", by)
        self.assertFalse(minutes.answered_at or minutes.answered_through)

    def test_no_draft_is_made_final_past_the_employee(self):
        minutes = self.minuted()
        self.at(MINUTES + timedelta(days=60))
        self.assert_not_final(minutes)

    def test_the_fact_check_is_only_made_longer(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        until = minutes.fact_check_until
        extend = self.as_("hr", minutes).action_extend_fact_check
        for moment in (until, until - timedelta(days=1), MINUTES):
            with self.subTest(moment=moment), self.assertRaisesRegex(UserError, r"\[R22\]$"):
                extend(str(moment))
        self.assertRaises(AccessError, self.as_("manager", minutes).action_extend_fact_check, str(until))
        extend(str(until + timedelta(days=2)))
        self.at(until + timedelta(days=1))
        self.assert_not_final(minutes)

    def test_comments_are_the_employees_in_the_fact_check(self):
        minutes = self.minuted()
        self.assertRaises(AccessError, self.as_("employee", minutes).action_comment, "p-1", "x")
        self.at(MINUTES)
        self.as_("hr", minutes).action_send_for_fact_check()
        for by in ("hr", "manager", "clinician", "colleague"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, minutes).action_comment("p-1", "x", digest=minutes.text_digest)
        comment = functools.partial(self.as_("employee", minutes).action_comment, digest=minutes.text_digest)
        for paragraph, text in (("p-9", "x"), (None, "x"), ("p-1", ""), ("p-1", None)):
            with self.subTest(paragraph=paragraph, text=text), self.assertRaises(UserError):
                comment(paragraph, text)
        row = self.env["casecon.minutes.comment"].browse(comment("p-1", "It was Tuesday"))
        self.assertEqual((row.kind, row.paragraph, row.author_id), ("comment", "p-1", self.users["employee"]))
        self.assertEqual(self.as_("hr", row).text, "It was Tuesday")

    def test_a_flag_blocks_until_the_clinician_resolves_it(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        for by in ("hr", "employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, minutes).action_flag("p-1", digest=minutes.text_digest)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.assert_not_final(minutes, r"outside consent.*\[R22\]$")
        for by in ("hr", "employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.as_("hr", minutes).write({"body": '<p id="p-2">Two</p>'})
        self.as_("employee", minutes).action_answer_fact_check(
            digest=minutes.text_digest
        )  # another text, so another answer
        self.assert_not_final(minutes, r"outside consent.*\[R22\]$")
        with self.assertRaisesRegex(UserError, r"\[R22\]$"):
            self.as_("clinician", minutes).action_resolve_flag("p-2", digest=minutes.text_digest)
        self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.finalise(minutes)

    def test_a_flag_on_a_passage_that_was_taken_out_says_so(self):
        minutes = self.in_fact_check()
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.as_("hr", minutes).write({"body": "<p>Nothing of it is left.</p>"})
        self.assertEqual(self.as_("clinician", minutes).comment_ids.passage, "A passage that was taken out")

    def test_a_flag_does_not_run_out_with_the_clock(self):
        minutes = self.in_fact_check()
        self.as_("clinician", minutes).action_flag("p-2", digest=minutes.text_digest)
        self.at(minutes.fact_check_until + timedelta(days=30))
        self.assert_not_final(minutes, r"outside consent.*\[R22\]$")

    def test_a_named_minute_taker_writes_them(self):
        conference = self.prepared()
        taker = self.as_("hr", conference).action_add_attendee("minute_taker", self.users["colleague"].partner_id.id)
        self.acknowledge(conference)
        self.at(START)
        self.start(conference)
        minutes = self.as_("colleague", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>One</p>"}
        )
        self.as_("colleague", minutes).write({"body": '<p id="p-1">One, better</p>'})
        self.at(MINUTES)
        self.as_("clinician", conference).action_end()
        self.as_("colleague", minutes).action_send_for_fact_check()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("colleague", minutes).action_finalise()
        self.assertTrue(taker)
        self.assertFalse(self.as_("colleague", self.env["casecon.consent.line"]).search([]))

    def test_a_minute_taker_who_was_removed_writes_no_more(self):
        conference = self.prepared()
        taker = self.as_("hr", conference).action_add_attendee("minute_taker", self.users["colleague"].partner_id.id)
        self.as_("hr", conference).action_remove_attendee(taker)
        self.at(START)
        self.start(conference)
        self.assertRaises(
            AccessError,
            self.as_("colleague", self.env["casecon.minutes"]).create,
            {"conference_id": conference.id, "body": "<p>x</p>"},
        )

    def test_a_conference_has_one_record_of_minutes(self):
        minutes = self.minuted()
        self.at(MINUTES)
        with self.assertRaises(Exception) as refusal, self.env.cr.savepoint():
            self.as_("hr", self.env["casecon.minutes"]).create(
                {"conference_id": minutes.conference_id.id, "body": "<p>x</p>"}
            )
        self.assertIn("[R22]", str(refusal.exception))

    def test_they_are_kept(self):
        minutes = self.minuted()
        for record in (self.as_("hr", minutes), minutes.sudo()):
            self.assertRaises(UserError, record.unlink)
            self.assertRaises(UserError, record.copy)

    def test_closing_waits_for_final_minutes_or_a_reason_for_none(self):
        conference = self.minuted().conference_id
        self.at(MINUTES)
        for why in (None, "", "None were needed"):
            with self.subTest(why=why), self.assertRaisesRegex(UserError, r"\[R22\]$"):
                self.as_("hr", conference).action_close(why)
        minutes = conference.minutes_ids
        self.as_("hr", minutes).action_send_for_fact_check()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        for by in ("manager", "employee", "clinician", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_close()
        self.as_("hr", conference).action_close()
        self.assertEqual(conference.state, "closed")

    def test_no_minutes_were_taken_and_why(self):
        conference = self.held()
        self.at(MINUTES)
        for why in (None, "", "  ", 7):
            with self.subTest(why=why), self.assertRaisesRegex(UserError, r"\[R22\]$"):
                self.as_("hr", conference).action_close(why)
        self.as_("hr", conference).action_close("A talk, no decisions")
        self.assertEqual((conference.state, conference.no_minutes_reason), ("closed", "A talk, no decisions"))

    def test_a_form_that_was_opened_and_left_empty_is_no_minutes(self):
        conference = self.held()
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>A talk</p>"}
        )
        as_hr = self.as_("hr", conference)
        with self.assertRaisesRegex(UserError, r"\[R22\]"):
            as_hr.action_close("Nothing was decided")
        minutes.body = "<p><br></p>"
        self.assertEqual(as_hr.minutes_state, "none", "so the close without minutes is offered")
        as_hr.action_close("Nothing was decided")
        self.assertEqual(conference.state, "closed")
        self.assertFalse(minutes.exists())
        with self.assertRaises(UserError):
            self.as_("hr", self.env["casecon.minutes"]).create({"conference_id": conference.id, "body": "<p>x</p>"})
