"""R22: the employee answers by their login; who has none answers through OH, in their words; HR never for them."""

from datetime import timedelta

import psycopg2
from odoo.tools import mute_logger

from ..common import START, CaseconHttpCase, promise
from ..life import MINUTES, LifeCase


class WhoAnswersCase(CaseconHttpCase, LifeCase):
    def made(self, stage, **vals):
        """Minutes at this stage; from here on the meeting has just ended."""
        minutes = getattr(self, stage)(**vals)
        self.at(MINUTES)
        return minutes

    def answer(self, by, minutes, **arguments):
        self.log_in(by)
        arguments.setdefault("digest", minutes.text_digest)
        answer = self.call("casecon.minutes", "action_answer_fact_check", [minutes.id], **arguments)
        self.env.invalidate_all()
        return answer.get("error", {}).get("message", "")


@promise("casecon_R22")
class TestWhoAnswers(WhoAnswersCase):
    def test_with_a_login_nobody_answers_for_them(self):
        minutes = self.made("in_fact_check")
        for by in ("hr", "clinician", "manager", "colleague"):
            with self.subTest(by=by):
                self.assertTrue(self.answer(by, minutes, comment="It is right", through="phone"))
                self.assertFalse(minutes.answered_at)
        self.assertIn("only they can say this", self.answer("clinician", minutes, comment="Yes", through="phone"))
        self.assertFalse(self.as_("clinician", minutes).can_answer_fact_check)
        self.assertEqual(self.answer("employee", minutes), "")
        self.assertEqual(minutes.answered_through, "login")

    def test_without_one_oh_records_it_in_their_words(self):
        minutes = self.made("sent", employee="no_login")
        for by in ("hr", "manager"):
            self.assertTrue(self.answer(by, minutes, comment="It is right", through="phone"), by)
        for arguments, said in (
            ({"through": "phone"}, "in their words"),
            ({"comment": " ", "through": "phone"}, "in their words"),
            ({"comment": "Yes"}, "how the employee answered"),
            ({"comment": "Yes", "through": "login"}, "how the employee answered"),
            ({"comment": "Yes", "through": "phone", "digest": "v1:x"}, "Read them again"),
        ):
            with self.subTest(arguments=arguments):
                self.assertIn(said, self.answer("clinician", minutes, **arguments))
        self.assertEqual(self.answer("clinician", minutes, comment="It is right", through="phone"), "")
        self.assertEqual(minutes.answered_through, "phone")
        self.assertEqual((minutes.comment_ids.text, minutes.comment_ids.through), ("It is right", "phone"))

    def test_while_the_login_waits_for_oh_they_answer_through_oh(self):
        minutes = self.made("in_fact_check")
        self.people["employee"].user_id = False
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.answer("clinician", minutes, comment="It is right", through="phone"), "")


@promise("casecon_R22")
class TestMinutesOrNone(WhoAnswersCase):
    def close(self, conference, why):
        self.log_in("hr")
        answer = self.call("casecon.conference", "action_close", [conference.id], why)
        self.env.invalidate_all()
        return answer.get("error", {}).get("message", "")

    def test_final_minutes_and_why_there_are_none(self):
        conference = self.made("final").conference_id
        self.assertIn("leave out the reason", self.close(conference, "Nothing was decided"))
        self.assertFalse(conference.no_minutes_reason)
        self.assertEqual(self.close(conference, None), "")

    def test_nor_by_any_other_door(self):
        other = self.sent(employee="portal_employee", start=START + timedelta(hours=2))
        conference = self.made("final").conference_id
        self.env.flush_all()
        for statement, record in (
            ("UPDATE casecon_conference SET no_minutes_reason = 'x' WHERE id = %s", conference),
            (
                "UPDATE casecon_conference SET no_minutes_reason = 'x' WHERE id = (SELECT conference_id FROM"
                " casecon_minutes WHERE id = %(id)s); UPDATE casecon_minutes SET state = 'final' WHERE id = %(id)s",
                other,
            ),
        ):
            values = {"id": record.id} if "%(id)s" in statement else [record.id]
            with (
                self.subTest(record=record),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, values)

    def test_blank_minutes_are_none(self):
        conference = self.made("held")
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>&#8203;</p><p>\u2800</p>"}
        )
        self.env.flush_all()
        self.log_in("hr")
        sent = self.call("casecon.minutes", "action_send_for_fact_check", [minutes.id])
        self.assertIn("Write the minutes first", str(sent.get("error")))
        self.assertEqual(self.close(conference, "Nothing was decided"), "")
        self.assertFalse(minutes.exists())
