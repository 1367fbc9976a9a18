"""Reminders come at nine, follow a move, end with the case, and leave the employee alone right after an invitation."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import NOW, CaseconCase, promise


@promise("casecon_messages")
class TestReminders(CaseconCase):
    def at(self, moment):
        """`["employee Reminder…", …]`: what leaves when the job runs then."""
        with clock.at(moment):
            return sorted(f"{address.partition('@')[0]}: {mail['Subject']}" for address, mail in self.send_due())

    def due(self, conference, about="meeting_soon"):
        rows = self.env["casecon.message"].search([("kind", "=", "reminder"), ("about", "=", about)])
        return sorted(rows.filtered(lambda row: row.state == "waiting").mapped("due_at"))

    def booked(self):
        conference = self.scheduled()
        self.at(NOW + timedelta(minutes=1))
        return conference

    def test_three_working_days_and_one_day_before_at_nine(self):
        conference = self.booked()
        self.assertEqual(self.due(conference), [datetime(2026, 6, 10, 8), datetime(2026, 6, 14, 8)])
        self.assertEqual(self.at(datetime(2026, 6, 10, 7, 59)), [])
        self.assertEqual(
            self.at(datetime(2026, 6, 10, 8)),
            ["employee: Reminder: Meeting on Monday 15 June 2026, 10:00 (London time)"],
        )
        self.assertEqual(self.at(datetime(2026, 6, 10, 9)), [])
        self.assertEqual(len(self.at(datetime(2026, 6, 14, 8))), 1)

    def test_a_move_makes_them_anew(self):
        conference = self.booked()
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.at(NOW + timedelta(minutes=2))
        self.assertEqual(self.due(conference), [datetime(2026, 6, 17, 8), datetime(2026, 6, 21, 8)])
        self.assertEqual(self.at(datetime(2026, 6, 10, 8)), [])

    def test_an_end_takes_them_back(self):
        conference = self.booked()
        self.as_("employee", conference).action_decline()
        self.at(NOW + timedelta(minutes=2))
        self.assertEqual(self.at(datetime(2026, 6, 10, 8)), [])

    def test_within_a_day_of_the_invitation_nobody_is_reminded(self):
        self.scheduled()
        self.at(datetime(2026, 6, 9, 9))
        self.assertEqual(self.at(datetime(2026, 6, 10, 8)), [])
        self.assertEqual(len(self.at(datetime(2026, 6, 14, 8))), 1)

    def test_what_could_not_be_sent_for_half_a_day_is_not_sent_at_all(self):
        self.booked()
        self.assertEqual(self.at(datetime(2026, 6, 10, 20, 1)), [])

    @promise("casecon_R3")
    def test_a_reminder_tells_nobody(self):
        conference = self.booked()
        told = self.row(conference, "employee").invited_at
        self.at(datetime(2026, 6, 10, 8))
        self.assertEqual(self.row(conference, "employee").invited_at, told)

    def test_it_goes_to_the_address_that_holds_when_it_is_due(self):
        self.booked()
        self.as_("employee", self.env["casecon.login"]).action_set_my_address("chosen@example.com")
        self.assertEqual([line.partition(":")[0] for line in self.at(datetime(2026, 6, 10, 8))], ["chosen"])

    def test_the_clinician_is_reminded_of_the_call(self):
        conference = self.booked()
        self.as_("clinician", conference).action_plan_pre_call(
            start="2026-06-12 13:00:00", channel="phone", where="the number you gave"
        )
        self.assertEqual(self.due(conference, "call_soon"), [datetime(2026, 6, 12, 8)])
        self.as_("clinician", conference).action_plan_pre_call(
            start="2026-06-11 13:00:00", channel="phone", where="the number you gave"
        )
        self.assertEqual(self.due(conference, "call_soon"), [datetime(2026, 6, 11, 8)])
        self.assertIn("clinician: Reminder: a call", " ".join(self.at(datetime(2026, 6, 11, 8))))

    def test_an_update_from_a_version_without_reminders_plans_them(self):
        conference = self.booked()
        before = self.due(conference)
        self.env["casecon.message"].search([("kind", "=", "reminder")]).unlink()
        self.env["casecon.message"]._plan_all()
        self.assertEqual(self.due(conference), before)


@promise("casecon_R3", "casecon_messages")
class TestAwayAndAgain(CaseconCase):
    def at(self, minutes):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return sorted(address.partition("@")[0] for address, _mail in self.send_due())

    def leave(self, day=NOW):
        resource = self.people["employee"].resource_id
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "resource_id": resource.id,
                "calendar_id": False,
                "company_id": self.company.id,
                "date_from": day - timedelta(days=1),
                "date_to": day + timedelta(days=1),
                "time_type": "leave",
            }
        )

    def test_on_long_absence_the_mailbox_at_work_is_not_written_to_and_hr_reads_why(self):
        conference = self.scheduled(ground="long_absence")
        self.assertEqual(self.at(1), ["clinician", "hr", "manager"])
        self.assertFalse(self.row(conference, "employee").invited_at)
        seen = self.as_("hr", conference)
        self.assertIn(
            "is away, and the only address is their mailbox at work. Hand over the letter", seen.not_told_note
        )
        self.assertTrue(seen.needs_letter and seen.is_by_letter)

    def test_an_address_that_they_chose_is_written_to_all_the_same(self):
        self.as_("employee", self.env["casecon.login"]).action_set_my_address("chosen@example.com")
        self.scheduled(ground="long_absence")
        self.assertIn("chosen", self.at(1))

    def test_a_private_address_of_a_portal_login_is_no_mailbox_at_work(self):
        self.scheduled("portal_employee", ground="long_absence")
        self.assertIn("portal_employee", self.at(1))

    def test_on_leave_they_get_a_letter_and_a_mail_when_they_are_back(self):
        leave = self.leave()
        conference = self.scheduled()
        self.assertNotIn("employee", self.at(1))
        self.assertTrue(self.as_("hr", conference).needs_letter)
        leave.unlink()
        self.assertIn("employee", self.at(5))

    def test_sent_again_it_is_a_copy_that_changes_nothing(self):
        conference = self.scheduled()
        self.at(1)
        row = self.row(conference, "employee")
        with clock.at(NOW + timedelta(minutes=30)):
            self.as_("hr", row).action_send_again()
        self.assertEqual(self.at(31), ["employee"])
        again = self.row(conference, "employee")
        self.assertEqual((again.invited_at, again.is_told), (NOW + timedelta(minutes=1), True))

    def test_again_is_refused_to_the_manager_and_right_after_the_first(self):
        conference = self.scheduled()
        row = self.row(conference, "employee")
        for by in ("manager", "employee", "clinician"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_send_again(attendee_id=row.id)
        self.at(1)
        with self.assertRaisesRegex(UserError, "a moment ago"), clock.at(NOW + timedelta(minutes=5)):
            self.as_("hr", row).action_send_again()

    def test_a_letter_reader_hears_of_the_end_by_letter(self):
        conference = self.scheduled("no_login")
        self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.as_("hr", conference).action_cancel(reason="No need")
        seen = self.as_("hr", conference)
        self.assertTrue(seen.needs_end_letter and seen.can_record_end_letter and seen.is_waiting_for_me)
        seen.action_record_end_letter(handed_over_at=str(clock.now()), how="By hand")
        self.assertFalse(self.as_("hr", conference).needs_end_letter or self.as_("hr", conference).is_waiting_for_me)

    def test_who_was_told_by_mail_needs_no_letter_about_the_end(self):
        conference = self.scheduled()
        self.at(1)
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertFalse(self.as_("hr", conference).needs_end_letter)
