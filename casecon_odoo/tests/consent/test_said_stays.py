"""What was said was said in the meeting, before an end that is entered later, and with the employee there (R16 R18)."""

from datetime import timedelta

from odoo.exceptions import UserError

from ..common import START, promise
from ..conference.test_adjourned import NEXT, Adjourned


@promise("casecon_R16", "casecon_R18")
class TestSaidStays(Adjourned):
    def setUp(self):
        super().setUp()
        self.by_chair(self.line).action_disclose()  # thirty minutes after the start
        self.minute(40)

    def test_the_meeting_does_not_end_before_what_was_said_in_it(self):
        before = str(START + timedelta(minutes=20))
        for close in (
            lambda: self.by_chair().action_end(before),
            lambda: self.adjourn(adjourned_at=before),
        ):
            with self.assertRaisesRegex(UserError, r"everything entered since.*\[R18\]$"):
                close()
        self.by_chair().action_end(str(START + timedelta(minutes=31)))
        self.assertEqual(self.conference.state, "held")

    def test_what_was_said_after_the_employee_had_left_is_on_record(self):
        self.by_chair(self.row(self.conference, "employee")).action_leave(str(START + timedelta(minutes=20)))
        rows = self.conference.sudo().disclosure_ids
        self.assertEqual(set(rows.attendee_id.mapped("role")), {"manager", "hr"})
        self.assertEqual(set(rows.mapped("said_at")), {START + timedelta(minutes=30)})

    def test_what_was_said_before_the_employee_left_is_not(self):
        self.by_chair(self.row(self.conference, "employee")).action_leave(str(START + timedelta(minutes=35)))
        self.by_chair(self.row(self.conference, "hr")).action_leave(str(START + timedelta(minutes=20)))
        self.assertFalse(self.conference.sudo().disclosure_ids)

    def test_nothing_is_said_later_of_a_sitting_that_is_over(self):
        self.adjourn()
        self.told_again()
        self.at(NEXT + timedelta(hours=3))
        self.go_on(started_at=str(NEXT), reason="Entered late")
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.by_chair(self.line).action_disclose(at=str(START + timedelta(minutes=10)))
        self.by_chair(self.line).action_disclose(at=str(NEXT + timedelta(minutes=10)))
