"""R18, R22: minutes wait for the end; no word is hidden in them; who disagrees has read the addenda."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import promise
from ..conference.test_adjourned import Adjourned
from ..life import MINUTES, LifeCase


@promise("casecon_R18", "casecon_R22")
class TestMinutesWait(Adjourned):
    def test_they_are_checked_once_the_meeting_has_ended(self):
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": self.conference.id, "body": "<p>One</p>"}
        )
        for go_on in (lambda: None, self.adjourn):
            go_on()
            with self.assertRaisesRegex(UserError, r"once the meeting has ended.*\[R18\]$"):
                self.as_("hr", minutes).action_send_for_fact_check()
            self.assertFalse(self.as_("hr", minutes).can_send_for_fact_check)
        self.by_chair().action_end()
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(minutes.state, "fact_check")


@promise("casecon_R22")
class TestWordsAreSeen(LifeCase):
    def test_no_word_is_hidden_or_struck_out_after_the_check(self):
        plain = '<p id="p-1">Two days at home</p><p id="p-2">Two</p>'
        minutes = self.in_fact_check(body=plain)
        self.at(MINUTES)
        self.as_("employee", minutes).action_answer_fact_check("Right", digest=minutes.text_digest)
        for way in (
            "<s>%s</s>",
            "<del>%s</del>",
            "<strike>%s</strike>",
            "<details><summary>More</summary>%s</details>",
            '<span style="display:none">%s</span>',
            '<span style="font-size:0px">%s</span>',
            '<span style="text-decoration: line-through">%s</span>',
            '<font color="white">%s</font>',
            '<a href="https://example.com/another">%s</a>',
        ):
            with self.subTest(way=way):
                self.as_("hr", minutes).write({"body": plain.replace("Two days at home", way % "Two days at home")})
                for hidden in ("style", "<s>", "<del", "<strike", "<details", "color"):
                    self.assertNotIn(hidden, str(minutes.body))
        self.assertFalse(minutes.answered_at, "where a link leads, and a word that was added, are changes")

    def test_what_can_be_read_as_it_stands_stays(self):
        body = '<p id="p-1"><strong>One</strong> <em>two</em></p><ol start="3"><li id="p-2">Three</li></ol>'
        self.assertEqual(str(self.minuted(body=body).body), body)


@promise("casecon_R22", "casecon_R18")
class TestAddenda(LifeCase):
    def setUp(self):
        super().setUp()
        self.minutes = self.final()
        self.at(MINUTES + timedelta(days=1))
        self.read = self.minutes.text_digest
        addendum_id = self.as_("hr", self.minutes).action_add_addendum("It was Friday")
        self.addendum = self.env["casecon.minutes.comment"].browse(addendum_id)
        self.env.invalidate_all()

    def record(self, words):
        lines = self.as_("employee", self.minutes.conference_id)._account()
        return [(line.at, line.entered_at, line.more) for line in lines if words in line.text]

    def test_who_disagrees_has_read_the_addendum_and_it_is_kept_which(self):
        with self.assertRaisesRegex(UserError, r"changed since you opened them.*\[R22\]$"):
            self.as_("employee", self.minutes).action_state_disagreement("It was not", digest=self.read)
        statement_id = self.as_("employee", self.minutes).action_state_disagreement(
            "It was not", digest=self.minutes.text_digest
        )
        self.assertEqual(self.minutes.comment_ids.browse(statement_id).read_addendum_id, self.addendum)
        ((_at, _entered, read),) = self.record("Statement of disagreement")
        self.assertIn("addendum of", read)

    def test_the_record_says_when_it_reached_the_employee_and_when_that_was_entered(self):
        given = clock.now() + timedelta(hours=1)
        self.at(given + timedelta(days=2))
        self.as_("hr", self.minutes).action_record_handover(handed_over_at=str(given), how="In her hands")
        ((at, entered, how),) = self.record("The addendum reached the employee")
        self.assertEqual((at, entered), (given, clock.now()))
        self.assertIn("In her hands", how)
