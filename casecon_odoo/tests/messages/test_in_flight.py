"""What happens while the mail server thinks: nothing is told twice, nothing is forgotten, no verb waits."""

from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPServerDisconnected

from icalendar import Calendar
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ...models import clock
from ...models.messages import post
from ..common import GREYLISTED, NO_MAILBOX, NOW, CaseconCase, promise
from .test_sending import LOGGER

DROPPED = SMTPServerDisconnected("after the text was sent")


class Killed(BaseException):
    """The process ended."""


def kill():
    raise Killed


@promise("casecon_messages", "casecon_R3")
class TestInFlight(CaseconCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()

    def send(self, minutes=1, **how):
        """`["employee request", …]`: what the server took."""
        with clock.at(NOW + timedelta(minutes=minutes)), mute_logger(LOGGER):
            sent = self.send_due(**how)
        self.mails = {address.partition("@")[0]: message for address, message in sent}
        return sorted(f"{address.partition('@')[0]} {self.method(message)}" for address, message in sent)

    @staticmethod
    def method(message):
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        return parts[0].get_param("method").lower() if parts else "update"

    def during(self, name, verb):
        """The verb is done while the mail server has the mail of `name`."""
        return {"answers": {f"{name}@example.com": verb}}

    def hr(self):
        return self.as_("hr", self.conference)

    def message(self, role, kind="request"):
        row = self.conference.sudo().attendee_ids.filtered(lambda a: a.role == role)[-1:]
        return row.message_row_ids.filtered(lambda message: message.kind == kind).sorted("id")[-1:]

    def killed(self, name):
        """The sender is ended while the mail server has the mail of `name`; no savepoint takes back what it wrote."""
        try:
            self.send(**self.during(name, kill))
        except Killed:
            return
        self.fail("the sender went on")

    def test_a_row_says_that_it_is_being_sent_and_where_before_the_server_is_asked(self):
        seen = []

        def look():
            self.env.flush_all()
            self.env.cr.execute(
                "SELECT state, address, message_ref IS NOT NULL, is_in_doubt FROM casecon_message WHERE id = %s",
                [self.message("employee").id],
            )
            seen.extend(self.env.cr.fetchall())

        self.send(**self.during("employee", look))
        self.assertEqual(seen, [("sending", "employee@example.com", True, True)])
        self.assertEqual(self.message("employee").state, "sent")

    def test_who_is_removed_meanwhile_is_told_that_it_is_over(self):
        def remove():
            self.hr().action_remove_attendee(attendee_id=self.row(self.conference, "manager").id)

        self.assertIn("manager request", sent := self.send(**self.during("manager", remove)))
        self.assertIn("manager cancel", sent + self.send(2))
        self.assertFalse(self.conference.attendee_ids.filtered(lambda a: a.role == "manager").is_told)

    def test_a_cancellation_meanwhile_reaches_them_all(self):
        first = self.send(**self.during("clinician", lambda: self.hr().action_cancel(reason="No need")))
        both = first + self.send(2)
        for name in {line.split()[0] for line in first}:
            self.assertEqual(both.count(f"{name} request"), both.count(f"{name} cancel"), both)
        self.assertIn("clinician cancel", both)

    def test_an_answer_meanwhile_sends_nothing_twice_and_is_kept(self):
        row = self.row(self.conference, "manager")
        self.assertIn(
            "manager request",
            self.send(**self.during("manager", lambda: self.as_("manager", row).action_answer("accepted"))),
        )
        self.assertEqual(self.send(2), [])
        row = self.row(self.conference, "manager")
        self.assertEqual((row.answer, row.is_told), ("accepted", True))

    def test_a_move_meanwhile_leaves_them_untold_of_the_new_start(self):
        def move():
            with clock.at(NOW + timedelta(minutes=1)):
                self.hr().action_move(start="2026-06-22 09:00:00", reason="Room")

        self.assertIn("employee request", self.send(**self.during("employee", move)))
        row = self.row(self.conference, "employee")
        if not row.is_told:  # the new one may have gone in the same run
            self.assertFalse(row.invited_at)
        self.assertEqual(self.message("employee").start, self.conference.start)
        first = self.conference.attendee_ids.filtered(lambda a: a.role == "employee").sudo().message_row_ids[0]
        self.assertNotEqual(first.start, self.conference.start)
        self.send(2)
        row = self.row(self.conference, "employee")
        self.assertTrue(row.is_told)
        self.assertEqual(row.invited_at, self.message("employee").sent_at, "of the new start")

    def test_a_change_meanwhile_counts_the_first_for_the_notice_and_not_as_told(self):
        def change():
            self.hr().action_change(mode="in_person", place="Room 1")
            self.env["casecon.message"].search([("state", "=", "waiting")]).next_try_at = NOW + timedelta(minutes=5)

        self.send(**self.during("employee", change))
        row = self.row(self.conference, "employee")
        self.assertEqual(row.invited_at, NOW + timedelta(minutes=1))
        self.assertFalse(row.is_told, "of the change")

    def test_a_letter_that_was_handed_over_meanwhile_keeps_its_time(self):
        def hand_over():
            with clock.at(NOW + timedelta(minutes=2)):
                self.hr().action_record_handover(handed_over_at=str(NOW + timedelta(seconds=5)), how="By hand")

        self.send(minutes=1, **self.during("employee", hand_over))
        self.assertEqual(self.row(self.conference, "employee").invited_at, NOW + timedelta(seconds=5))

    def test_a_connection_that_ends_before_the_answer_counts_for_a_cancellation_only(self):
        self.send(answers={"employee@example.com": DROPPED})
        row = self.row(self.conference, "employee")
        self.assertFalse(row.is_told or row.invited_at, "never for the notice")
        self.hr().action_cancel(reason="No need")
        self.assertIn("employee cancel", self.send(2))

    def test_a_plain_no_counts_for_nothing(self):
        self.send(answers={"employee@example.com": NO_MAILBOX, "manager@example.com": GREYLISTED})
        self.hr().action_cancel(reason="No need")
        self.assertEqual(self.send(2), ["clinician cancel", "hr cancel"])

    def test_a_later_no_takes_no_doubt_back(self):
        self.send(answers={"employee@example.com": DROPPED})
        self.send(2, answers={"employee@example.com": NO_MAILBOX})
        self.assertEqual(self.message("employee").state, "failed")
        self.hr().action_cancel(reason="No need")
        self.assertIn("employee cancel", self.send(3))

    def test_a_second_try_is_the_same_mail(self):
        seen = []

        talk_of = post.Post._talk

        def talk(mine, sender, session, arguments):
            if arguments[0]["To"] == "employee@example.com":
                seen.append(arguments[0]["Message-Id"])
            return talk_of(mine, sender, session, arguments)

        self.patch(post.Post, "_talk", talk)
        for minutes, answer in ((1, DROPPED), (2, GREYLISTED), (4, None)):
            self.send(minutes, answers={"employee@example.com": answer})
        self.assertEqual(len(seen), 3)
        self.assertEqual(len(set(seen)), 1)
        self.assertNotIn("None", seen[0])

    def test_a_sender_that_was_killed_is_followed_up_with_the_same_message(self):
        self.killed("employee")
        message = self.message("employee")
        ref = message.message_ref
        self.assertEqual((message.state, self.row(self.conference, "employee").is_told), ("sending", False))
        self.send(2)
        self.assertEqual(self.message("employee").state, "sending", "it may still be on its way")
        self.send(17)
        self.send(18)
        self.assertEqual(self.mails["employee"]["Message-Id"], ref)
        self.assertTrue(self.row(self.conference, "employee").is_told)
        self.assertEqual(self.send(60), [])

    def test_who_was_removed_after_a_kill_is_told_that_it_is_over(self):
        self.killed("manager")
        self.hr().action_remove_attendee(attendee_id=self.row(self.conference, "manager").id)
        sent = self.send(2) + self.send(17) + self.send(18)
        self.assertEqual([line for line in sent if line.startswith("manager")], ["manager cancel"])


@promise("casecon_messages")
class TestOrganizer(CaseconCase):
    def entry(self, minutes, name="manager"):
        with clock.at(NOW + timedelta(minutes=minutes)):
            mails = dict(self.send_due())
        message = mails[f"{name}@example.com"]
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        (event,) = Calendar.from_ical(part.get_content()).events
        return message, event

    def test_the_organiser_stays_who_it_was_when_the_first_invitation_left(self):
        self.company.casecon_no_reply_email = "first@example.com"
        conference = self.scheduled()
        _mail, invited = self.entry(1)
        self.company.casecon_no_reply_email = "second@example.com"
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        _mail, moved = self.entry(2)
        self.as_("hr", conference).action_cancel(reason="No need")
        mail, cancelled = self.entry(3)
        self.assertEqual(parseaddr(mail["From"])[1], "second@example.com")
        for event in (invited, moved, cancelled):
            self.assertEqual(str(event["ORGANIZER"]), "mailto:first@example.com")
            self.assertEqual(event["UID"], invited["UID"])
        self.assertNotIn("SENT-BY", invited["ORGANIZER"].params)
        self.assertEqual(cancelled["ORGANIZER"].params["SENT-BY"], "mailto:second@example.com")

    def test_nobody_sets_it_by_hand(self):
        conference = self.scheduled()
        for name in ("hr", "oh_admin", "system"):
            with self.subTest(name=name), self.assertRaises(UserError):
                self.as_(name, conference).write({"organizer_email": "mine@example.com"})
        with self.assertRaises(UserError):
            conference.sudo().write({"organizer_email": "mine@example.com"})


@promise("casecon_messages")
class TestOlderRows(CaseconCase):
    """Rows of a version that kept neither address nor number: nobody is forgotten, nobody told twice."""

    def send(self, minutes):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return sorted(address.partition("@")[0] for address, _message in self.send_due())

    def age(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_message SET address = NULL, sequence = NULL, queued_at = NULL, start = NULL"
        )
        self.env.cr.execute("UPDATE casecon_conference SET organizer_email = NULL")
        self.env.invalidate_all()

    def test_what_waited_is_sent_once(self):
        conference = self.scheduled()
        self.age()
        self.assertEqual(self.send(1) + self.send(2), ["clinician", "employee", "hr", "manager"])
        self.assertTrue(all(self.row(conference, "employee").mapped("is_told")))

    def test_who_was_told_is_told_of_the_end(self):
        conference = self.scheduled()
        self.send(1)
        self.age()
        self.as_("hr", conference).action_cancel(reason="No need")
        self.assertEqual(self.send(2), ["clinician", "employee", "hr", "manager"])

    def test_a_cancellation_that_waited_is_sent_once(self):
        conference = self.scheduled()
        self.send(1)
        self.as_("hr", conference).action_cancel(reason="No need")
        self.age()
        self.assertEqual(self.send(2) + self.send(3), ["clinician", "employee", "hr", "manager"])
        self.assertEqual(self.send(4), [])
