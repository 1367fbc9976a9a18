"""HR sees at once who is not told, why, and what to do; whoever is reached after all needs nobody any more."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ...models import clock
from ..common import GREYLISTED, NO_MAILBOX, NOW, CaseconCase, promise
from .test_sending import LOGGER


@promise("casecon_messages")
class TestNotTold(CaseconCase):
    def send(self, minutes, **how):
        with clock.at(NOW + timedelta(minutes=minutes)), mute_logger(LOGGER):
            return sorted(f"{address.partition('@')[0]} {self.method(mail)}" for address, mail in self.send_due(**how))

    @staticmethod
    def method(message):
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        return parts[0].get_param("method").lower() if parts else "update"

    def note(self, conference, role, by="hr"):
        row = self.row(conference, role)
        return self.as_(by, row).not_told_note

    def waits_for_hr(self, conference):
        """Whom the list asks to reach somebody."""
        waiting = [("id", "=", conference.id), ("is_waiting_for_me", "=", True)]
        found = {by: self.as_(by, conference).search(waiting) for by in ("hr", "oh_admin", "manager")}
        return [by for by, mine in found.items() if "reach" in [turn.code for turn in mine._turns().get(mine, ())]]

    def test_without_an_address_the_letter_is_due_at_once(self):
        conference = self.scheduled("no_login")
        self.assertEqual(
            self.note(conference, "employee"),
            "There is no email address. Hand over the letter, or enter the address that the employee chooses.",
        )
        self.assertEqual(self.note(conference, "manager"), "The invitation is about to be sent.")
        self.assertTrue(self.as_("hr", conference).needs_letter)
        self.assertIn("Employee: There is no email address.", self.as_("hr", conference).not_told_note)
        self.assertNotIn("Line manager", self.as_("hr", conference).not_told_note)
        self.assertEqual(self.waits_for_hr(conference), ["hr", "oh_admin"])
        self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.assertFalse(self.note(conference, "employee"))
        self.assertEqual(self.waits_for_hr(conference), [])

    def test_what_went_to_an_address_that_nobody_has_confirmed_is_said_on_top_and_waits_for_hr(self):
        conference = self.scheduled("no_login")
        self.as_("hr", self.people["no_login"]).write({"casecon_invitation_email": "given@example.com"})
        self.assertIn("given request", self.send(1))
        seen = self.as_("hr", conference)
        self.assertIn("Employee: The employee has not confirmed this email address yet.", seen.not_told_note)
        self.assertIn("Ask OH to confirm it with them, or hand over the letter.", seen.not_told_note)
        self.assertTrue(seen.needs_letter)
        self.assertEqual(self.waits_for_hr(conference), ["hr", "oh_admin"])
        self.as_("oh_admin", self.seen(self.people["no_login"].sudo().casecon_login_ids)).action_confirm_address()
        self.send(2)
        self.assertFalse(self.as_("hr", conference).not_told_note)
        self.assertEqual(self.waits_for_hr(conference), [])

    def test_a_refused_address_says_so_and_the_letter_is_offered(self):
        conference = self.scheduled()
        self.send(1, refuse=())
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.send(2, answers={"employee@example.com": NO_MAILBOX, "manager@example.com": GREYLISTED})
        self.assertTrue(self.note(conference, "employee").startswith("The mail server refused the email address."))
        self.assertIn("will try again automatically", self.note(conference, "manager"))
        self.assertFalse(self.note(conference, "hr"))
        self.assertTrue(self.as_("hr", conference).needs_letter)
        self.assertEqual(self.waits_for_hr(conference), ["hr", "oh_admin"])
        self.assertEqual(self.send(600, answers={"manager@example.com": GREYLISTED}), [], "final is final")

    def test_what_waits_for_more_than_an_hour_is_somebodys_turn(self):
        conference = self.scheduled()
        self.send(1, down=True)
        with clock.at(NOW + timedelta(minutes=59)):
            self.assertEqual(self.waits_for_hr(conference), [])
            self.assertFalse(self.as_("hr", conference).needs_letter)
        with clock.at(NOW + timedelta(minutes=60)):
            self.assertEqual(self.waits_for_hr(conference), ["hr", "oh_admin"])
            self.assertIn("for over an hour", self.note(conference, "employee"))
            self.assertTrue(self.as_("hr", conference).needs_letter)

    def test_an_address_that_is_entered_later_sends_the_invitation(self):
        conference = self.scheduled("no_login")
        self.assertNotIn("chosen request", self.send(1))
        triggers = self.env["ir.cron.trigger"].search_count([])
        self.as_("hr", self.people["no_login"]).casecon_invitation_email = " Chosen@example.com "
        self.env.flush_all()
        self.assertGreater(self.env["ir.cron.trigger"].search_count([]), triggers, "not only at the next round")
        self.assertEqual(self.send(2), ["chosen request"])
        self.assertFalse(self.row(conference, "employee").invited_at, "not confirmed by the employee yet")
        self.assertIn("not confirmed this email address", self.note(conference, "employee"))
        self.assertEqual(self.send(3), [])
        self.as_("oh_admin", self.seen(self.people["no_login"].sudo().casecon_login_ids)).action_confirm_address()
        self.assertEqual(self.send(4), ["chosen request"])
        self.assertEqual(self.row(conference, "employee").invited_at, NOW + timedelta(minutes=4))

    def test_a_corrected_address_sends_the_invitation(self):
        conference = self.scheduled()
        self.users["manager"].partner_id.email = "no address"
        self.send(1)
        self.assertTrue(self.note(conference, "manager").startswith("The email address is not a valid one."))
        self.users["manager"].partner_id.email = "new.manager@example.com"
        self.assertEqual(self.send(2), ["new.manager request"])

    def test_the_same_address_entered_again_is_tried_once_more(self):
        self.scheduled()
        self.send(1, answers={"manager@example.com": NO_MAILBOX})
        self.assertEqual(self.send(2), [])
        self.users["manager"].partner_id.email = "manager@example.com"
        self.assertEqual(self.send(3), ["manager request"])

    def test_an_address_that_came_by_no_door_of_ours_is_found(self):
        conference = self.scheduled("no_login")
        self.send(1)
        self.env.cr.execute(
            "UPDATE hr_employee SET casecon_invitation_email = 'merged@example.com' WHERE id = %s",
            [self.people["no_login"].id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.send(5), ["merged request"])
        self.assertFalse(self.row(conference, "employee").is_told, "nobody has confirmed it")

    def test_an_address_that_was_cleared_is_told_of_the_end(self):
        self.people["no_login"].casecon_invitation_email = "chosen@example.com"
        conference = self.scheduled("no_login")
        self.send(1)
        self.people["no_login"].casecon_invitation_email = False
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertIn("chosen cancel", self.send(2))

    def test_an_address_that_was_cleared_loses_the_entry_at_a_move_and_a_letter_is_due(self):
        self.people["no_login"].casecon_invitation_email = "chosen@example.com"
        conference = self.scheduled("no_login")
        self.send(1)
        self.people["no_login"].casecon_invitation_email = False
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.assertIn("chosen cancel", self.send(2))
        self.assertTrue(self.note(conference, "employee").startswith("There is no email address."))
        self.assertTrue(self.as_("hr", conference).needs_letter)
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertNotIn("chosen cancel", self.send(3), "once is enough")

    def test_another_address_gets_the_move_and_the_earlier_one_the_end(self):
        self.people["employee"].casecon_invitation_email = "first@example.com"
        conference = self.scheduled()
        self.send(1)
        self.people["employee"].casecon_invitation_email = "second@example.com"
        self.assertEqual(self.send(2), [], "who was told is not told again")
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        with clock.at(NOW + timedelta(minutes=3)):
            mails = dict(self.send_due())
        self.assertEqual(self.method(mails["first@example.com"]), "cancel")
        self.assertEqual(self.method(mails["second@example.com"]), "request")
        numbers = [self.number(mails[f"{name}@example.com"]) for name in ("first", "second")]
        self.assertLess(*numbers, "a mailbox that reads both keeps the meeting")
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertEqual([line for line in self.send(4) if "first" in line or "second" in line], ["second cancel"])

    @staticmethod
    def number(message):
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        return int(part.get_content().partition("SEQUENCE:")[2].split()[0])

    def test_what_waits_for_an_address_that_is_gone_goes_to_the_new_one(self):
        self.people["employee"].casecon_invitation_email = "first@example.com"
        self.scheduled()
        self.people["employee"].casecon_invitation_email = "second@example.com"
        self.assertIn("second request", sent := self.send(1) + self.send(2))
        self.assertNotIn("first request", sent)

    def test_the_reason_is_for_hr_and_oh(self):
        conference = self.scheduled("no_login")
        row = self.row(conference, "employee")
        for by in ("hr", "oh_admin", "clinician"):
            self.assertTrue(self.as_(by, row).not_told_note, by)
        for by in ("manager", "employee"):
            self.assertNotIn("not_told_note", self.as_(by, row).fields_get())
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, row).read(["not_told_note"])

    def test_an_end_shows_no_reason(self):
        conference = self.scheduled("no_login")
        self.as_("hr", conference).action_cancel(reason="No need")
        self.env.invalidate_all()
        self.assertFalse(any(self.as_("hr", conference.attendee_ids).mapped("not_told_note")))
        self.assertEqual(self.waits_for_hr(conference), [])
