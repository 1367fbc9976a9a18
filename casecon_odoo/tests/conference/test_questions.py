"""A question that needs a new OH opinion becomes a question to OH in writing (R10); over RPC."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import NOW, START, CaseconHttpCase, promise
from ..personas import own_password
from .test_in_the_room import InTheRoom

MODEL = "casecon.question"


class Questions(InTheRoom):
    def setUp(self):
        super().setUp()
        with clock.at(NOW):
            items = self.as_("employee", self.env["casecon.agenda.item"])
            items.create({"conference_id": self.conference.id, "name": "Can I work from home?"})
        self.item = self.conference.agenda_item_ids[:1]
        self.start(self.conference)
        self.minute(10)

    def park(self):
        self.by_chair(self.item).action_park()
        return self.item.sudo().question_ids.filtered(lambda one: one.state == "open").with_env(self.env)

    def end(self):
        self.minute(40)
        self.by_chair().action_end()


@promise("casecon_R10")
class TestQuestion(Questions):
    def test_what_is_parked_has_an_owner_and_no_words_of_its_own(self):
        question = self.park()
        self.assertEqual((question.owner_id, question.state), (self.conference.clinician_id, "open"))
        self.assertEqual(question.name, self.item.name)
        self.assertEqual(question.asked_at, START + timedelta(minutes=10))
        self.park()
        self.assertEqual(len(self.item.sudo().question_ids), 1, "parked twice is asked once")

    def test_what_is_discussed_after_all_is_settled(self):
        question = self.park()
        self.by_chair(self.item).action_discuss()
        self.assertEqual(question.state, "settled")
        self.assertNotEqual(self.park(), question)

    def test_only_the_chair_takes_the_agenda_through_and_not_in_a_pause(self):
        for by in ("clinician2", "hr", "manager", "employee"):
            for verb in ("action_park", "action_discuss"):
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(by, self.item), verb)()
        self.by_chair().action_pause()
        for verb in ("action_park", "action_discuss"):
            with self.assertRaisesRegex(UserError, r"\[R18\]$"):
                getattr(self.by_chair(self.item), verb)()

    def test_what_was_neither_discussed_nor_parked_was_not_reached(self):
        self.park()
        self.end()
        self.assertEqual(self.conference.agenda_item_ids.mapped("state"), ["parked", "not_reached"])

    def test_a_report_written_since_answers_it(self):
        question = self.park()
        self.end()
        old = self.conference.report_id
        with self.assertRaisesRegex(UserError, r"\[R10\]$"):
            self.by_chair(question).action_answer(old.id)
        self.at(START + timedelta(days=3))
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["employee"].id})
        with self.assertRaisesRegex(UserError, r"\[R10\]$"):
            self.by_chair(question).action_answer(report.id)
        report.action_issue()
        other = self.register_report("colleague", issued_on="2026-06-17")
        with self.assertRaisesRegex(UserError, r"\[R10\]$"):
            self.by_chair(question).action_answer(other.id)
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, question).action_answer(report.id)
        self.by_chair(question).action_answer(report.id)
        self.assertEqual((question.state, question.report_id.id), ("answered", report.id))
        with self.assertRaises(UserError):
            self.by_chair(question).action_answer(report.id)

    def test_a_colleague_takes_it_over(self):
        question = self.park()
        with self.assertRaisesRegex(UserError, r"already.*\[R10\]$"):
            self.by_chair(question).action_take()
        self.as_("clinician2", question).action_take()
        self.assertEqual(question.owner_id.user_id, self.users["clinician2"])

    def test_it_stands_beside_the_next_agenda_while_it_is_open(self):
        question = self.park()
        self.end()
        following = self.as_("hr", self.conference).action_next()
        following = self.env["casecon.conference"].browse(following)
        self.assertIn(question, following.question_ids)
        self.assertIn(question, self.as_("manager", following).question_ids)
        another = self.ask_for("colleague", by="other_manager")
        self.assertFalse(another.question_ids)


@promise("casecon_R10")
class TestWhoReadsQuestions(Questions, CaseconHttpCase):
    def test_everybody_but_companion_and_strangers(self):
        _row, companion = self.with_companion(self.conference)
        self.as_("employee", self.conference).action_share_with_companion(agenda=True, minutes=True)
        question = self.park()
        readers = ("employee", "manager", "hr", "clinician", "clinician2", "oh_admin")
        others = ("other_manager", "colleague", "privacy", "system", "hr_elsewhere", "lead")
        users = {name: self.users[name] for name in (*readers, *others)}
        for user in users.values():
            own_password(user)
        own_password(companion)
        for name, user in {**users, "companion": companion}.items():
            with self.subTest(name=name):
                self.log_in(user)
                answer = self.call(MODEL, "search_read", [], ["name", "state", "owner_id"])
                found = [row["id"] for row in answer.get("result", ())]
                self.assertEqual(found, question.ids if name in readers else [], answer)
                if name not in ("clinician", "clinician2"):
                    refused = self.call(MODEL, "action_take", question.ids)
                    self.assertIn("error", refused)
                self.assertIn("error", self.call(MODEL, "write", question.ids, {"state": "answered"}))
                self.assertIn("error", self.call(MODEL, "unlink", question.ids))
