"""R17: withdrawal in one step at any time, effective at once; what was said stays shown as said."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import NOW, START, promise
from ..life import LifeCase


@promise("casecon_R17")
class TestWithdrawal(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.in_session(lines=("Tires by noon",))
        cls.line = cls.conference.sudo().consent_line_ids.with_env(cls.env)

    def setUp(self):
        super().setUp()
        self.at(START)
        self.as_("employee", self.line).action_grant()

    def answers(self):
        self.env.invalidate_all()
        return self.line.answer_ids.mapped("answer")

    def test_in_the_meeting_it_counts_at_once(self):
        self.assertTrue(self.as_("clinician", self.line).sayable)
        self.as_("employee", self.line).action_withdraw()
        self.assertFalse(self.as_("clinician", self.line).sayable)
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("clinician", self.line).action_disclose()

    def test_it_counts_even_where_the_old_answer_was_just_read(self):
        line = self.as_("clinician", self.line)
        self.assertTrue(line.sayable)
        line.with_user(self.users["employee"]).action_withdraw()
        with self.assertRaises(UserError):
            line.action_disclose()

    def test_what_was_said_stays_said(self):
        self.as_("clinician", self.line).action_disclose()
        self.at(START + timedelta(minutes=5))
        self.as_("employee", self.line).action_withdraw()
        self.assertEqual(self.answers(), ["granted"] * 2 + ["disclosed"] * 3 + ["withdrawn"] * 2)
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("clinician", self.line).action_disclose()

    def test_for_one_person_only(self):
        manager, hr = self.row(self.conference, "manager"), self.row(self.conference, "hr")
        self.as_("employee", self.line).action_withdraw([hr.id])
        self.assertFalse(self.as_("clinician", self.line).sayable)
        self.as_("clinician", hr).action_leave()
        self.assertTrue(self.as_("clinician", self.line).sayable)
        self.as_("clinician", self.line).action_disclose()
        said = self.line.answer_ids.filtered(lambda row: row.answer == "disclosed")
        self.assertEqual(said.attendee_id, self.row(self.conference, "employee") | manager)

    def test_the_clinician_withdraws_for_them(self):
        self.as_("clinician", self.line).action_withdraw(through="in_person", words="Please stop")
        self.assertEqual(self.answers(), ["granted"] * 2 + ["withdrawn"] * 2)
        self.assertFalse(self.as_("clinician", self.line).sayable)

    def test_the_clinician_withdraws_everything_for_them_in_one_call(self):
        with clock.at(START - timedelta(days=1)):
            other = self.propose(self.conference, "Sees a physio")
        self.as_("employee", other).action_grant(self.row(self.conference, "hr").ids)
        self.as_("clinician", self.conference).action_stop_sharing(words="Please stop all of it")
        self.env.invalidate_all()
        for line in self.line | other:
            self.assertEqual(set(line._stands().values()), {"withdrawn"})
            self.assertFalse(self.as_("clinician", line).sayable)
        last = self.line.answer_ids[-1:]
        self.assertEqual((last.through, last.answered_by), ("in_person", self.users["clinician"]))
        for by in ("hr", "manager", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.conference).action_stop_sharing()

    def test_also_while_the_login_waits_for_oh(self):
        self.people["employee"].sudo().user_id = False
        self.env.flush_all()
        self.env["casecon.conference"].with_user(self.users["employee"]).action_withdraw_everything()
        self.env.invalidate_all()
        self.assertEqual(set(self.line._stands().values()), {"withdrawn"})

    def test_outside_the_meeting_the_clinician_says_by_which_route(self):
        with clock.at(NOW):
            conference = self.scheduled("portal_employee", start=START + timedelta(days=3))
        with self.assertRaises(UserError):
            self.as_("clinician", conference).action_stop_sharing()
        self.as_("clinician", conference).action_stop_sharing(through="phone")

    def test_granted_again_it_may_be_said_again(self):
        self.as_("employee", self.line).action_withdraw()
        self.as_("employee", self.line).action_grant()
        self.as_("clinician", self.line).action_disclose()
