"""Each attendee is told once, of what changed for them; the removed are told; who never knew is told nothing."""

from datetime import timedelta

from ...models import clock
from ..common import NOW, START, CaseconCase, promise

ALL = ["clinician", "employee", "hr", "manager"]


@promise("casecon_messages")
class TestWhoIsTold(CaseconCase):
    def told(self, minutes=1):
        """Who gets what when the cron runs: `["employee request", …]`."""
        with clock.at(NOW + timedelta(minutes=minutes)):
            sent = self.send_due()
        return sorted(f"{address.partition('@')[0]} {self.method(message)}" for address, message in sent)

    @staticmethod
    def method(message):
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        return parts[0].get_param("method").lower() if parts else "update"

    def requests(self, *names):
        return [f"{name} request" for name in names]

    def test_a_request_tells_nobody_but_who_asked(self):
        self.accepted()
        self.assertEqual(self.told(), ["manager update"])

    def test_a_booking_tells_each_once(self):
        self.scheduled()
        self.assertEqual(self.told(), self.requests(*ALL))
        self.assertEqual(self.told(2), [])

    def test_two_changes_before_the_cron_make_one_mail(self):
        conference = self.scheduled()
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        self.assertEqual(self.told(), self.requests(*ALL))

    def test_a_move_and_a_change_tell_all_again(self):
        conference = self.scheduled()
        self.told()
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.assertEqual(self.told(2), self.requests(*ALL))
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        self.assertEqual(self.told(3), self.requests(*ALL))

    def test_a_new_manager_concerns_two_and_the_employee(self):
        conference = self.scheduled()
        self.told()
        self.as_("hr", conference).action_reassign(role="manager", value=self.people["other_manager"].id, reason="Ill")
        self.assertEqual(self.told(2), ["employee update", "manager cancel", "other_manager request"])

    def test_a_move_with_a_new_clinician_tells_each_once(self):
        conference = self.scheduled()
        self.told()
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", clinician_id=self.chair2.id, reason="Ill")
        kept = self.requests("employee", "hr", "manager")
        self.assertEqual(self.told(2), ["clinician cancel", "clinician2 request", *kept])

    def test_a_minute_taker_who_comes_and_goes(self):
        conference = self.scheduled()
        self.told()
        partner = self.users["privacy"].partner_id
        attendee_id = self.as_("hr", conference).action_add_attendee(role="minute_taker", partner_id=partner.id)
        self.assertEqual(self.told(2), ["employee update", "privacy request"])
        self.as_("hr", conference).action_remove_attendee(attendee_id=attendee_id)
        self.assertEqual(self.told(3), ["privacy cancel"])

    def test_who_was_never_told_is_not_cancelled(self):
        conference = self.scheduled()
        partner = self.users["privacy"].partner_id
        attendee_id = self.as_("hr", conference).action_add_attendee(role="minute_taker", partner_id=partner.id)
        self.as_("hr", conference).action_remove_attendee(attendee_id=attendee_id)
        self.assertNotIn("privacy", " ".join(self.told()))
        other = self.scheduled("portal_employee", start="2026-06-16 09:00:00")
        self.as_("hr", other).action_cancel(reason="No need")
        self.assertEqual(self.told(2), [])

    def test_an_end_tells_each_who_was_told(self):
        conference = self.scheduled()
        self.told()
        self.as_("employee", conference).action_decline()
        self.assertEqual(self.told(2), [f"{name} cancel" for name in ALL])

    def test_companions_come_and_go(self):
        conference = self.scheduled()
        self.told()
        employee = self.as_("employee", conference)
        employee.action_set_companion(name="One", email="one@example.com")
        self.assertEqual(self.told(2), ["one request"])
        self.as_("employee", conference).action_set_companion(name="Two", email="two@example.com")
        self.assertEqual(self.told(3), ["one cancel", "two request"])
        self.as_("employee", conference).action_remove_companion()
        self.assertEqual(self.told(4), ["two cancel"])
        self.as_("employee", conference).action_set_companion(name="No address")
        self.assertEqual(self.told(5), [])

    def test_without_a_login_the_employee_gets_a_letter_never_a_work_mailbox(self):
        self.people["no_login"].work_email = "work@example.com"
        conference = self.scheduled("no_login")
        self.assertEqual(self.told(), self.requests("clinician", "hr", "manager"))
        self.assertFalse(self.row(conference, "employee").is_told)
        self.assertEqual(conference.not_told_count, 1)

    def test_the_address_that_the_employee_chose_comes_first(self):
        self.as_("employee", self.env["casecon.login"]).action_set_my_address("chosen@example.com")
        self.scheduled()
        self.assertEqual(self.told(), self.requests("chosen", "clinician", "hr", "manager"))

    @promise("casecon_R3", "casecon_R31")
    def test_an_address_that_hr_enters_is_written_to_beside_the_other_and_counts_for_nothing(self):
        conference = self.scheduled()
        self.as_("hr", self.people["employee"]).casecon_invitation_email = "hr.mailbox@example.com"
        self.as_("hr", conference).action_move(start=str(START + timedelta(days=1)))
        with clock.at(NOW + timedelta(minutes=1)):
            sent = self.send_due(refuse=("employee@example.com",))
        self.assertIn("hr.mailbox@example.com", [address for address, _mail in sent])
        row = self.row(conference, "employee")
        self.assertFalse(row.invited_at or row.is_told, "only the earlier address tells the employee")
        with clock.at(NOW + timedelta(hours=1)):
            self.send_due()
        self.assertEqual(self.row(conference, "employee").invited_at, NOW + timedelta(hours=1))
        trace = self.people["employee"].sudo().casecon_login_ids.change_ids
        self.assertEqual((trace[:1].what, trace[:1].changed_by_id), ("address", self.users["hr"]))

    @promise("casecon_R3", "casecon_R31")
    def test_without_an_earlier_address_only_the_letter_counts_until_it_is_confirmed(self):
        employee = self.people["no_login"]
        self.as_("hr", employee).casecon_invitation_email = "hr.mailbox@example.com"
        conference = self.scheduled("no_login", "hr")
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
        row = self.row(conference, "employee")
        self.assertFalse(row.invited_at)
        self.assertTrue(conference.needs_letter)
        self.as_("oh_admin", self.seen(employee.sudo().casecon_login_ids)).action_confirm_address()
        self.env.invalidate_all()
        self.assertFalse(conference.is_by_letter)
