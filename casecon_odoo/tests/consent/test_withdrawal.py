"""R17: withdrawal in one step at any time, effective at once; what was said stays shown as said."""

from datetime import timedelta

from odoo.exceptions import UserError

from ..common import START, promise
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

    def test_granted_again_it_may_be_said_again(self):
        self.as_("employee", self.line).action_withdraw()
        self.as_("employee", self.line).action_grant()
        self.as_("clinician", self.line).action_disclose()
