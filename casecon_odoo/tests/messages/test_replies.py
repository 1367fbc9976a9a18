"""Answers from calendars come back: each finds its row, or is dropped for a reason; all that it sets is `answer`."""

from datetime import datetime, timedelta
from email.utils import parseaddr

from icalendar import Calendar
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ...domain.reply_address import split_token
from ...models import clock
from ..common import NOW, promise
from .golden import NAMES
from .replying import REPLY, Replying

QUIET = "odoo.addons.casecon_odoo.models.messages.gateway"
# What becomes of each program's answer, sent from the manager's own mailbox.
BECOMES = {
    **dict.fromkeys(("outlook_desktop", "exchange_delegate", "gmail_web", "sogo", "zimbra"), ("taken", "accepted")),
    **dict.fromkeys(("apple_ios", "thunderbird"), ("taken", "declined")),
    **dict.fromkeys(("outlook_com", "apple_macos", "exchange_counter"), ("taken", "tentative")),
    "nextcloud": ("asked", "needs_action"),  # from the server's own address
    "exchange_room": ("room", "needs_action"),
}


@promise("casecon_messages")
class TestReplies(Replying):
    def test_the_answer_of_each_program_finds_its_row(self):
        self.assertEqual(set(BECOMES), set(NAMES))
        for name in NAMES:
            with self.subTest(name), self.env.cr.savepoint() as savepoint, mute_logger(QUIET):
                why = self.comes_in(self.reply("manager", name, proposed=datetime(2026, 6, 16, 13)))
                self.assertEqual((why, self.answer("manager")), BECOMES[name])
                self.assertEqual(self.answer("hr"), "needs_action", "nobody else's")
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_the_organiser_is_the_reply_address_with_a_token_for_each(self):
        tokens = set()
        for address, message in self.sent.items():
            (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
            (event,) = Calendar.from_ical(part.get_content()).events
            self.assertEqual(str(event["ORGANIZER"]), f"mailto:{parseaddr(message['From'])[1]}", address)
            self.assertNotIn("SENT-BY", event["ORGANIZER"].params)
            self.assertEqual(event["ATTENDEE"].params["RSVP"], "TRUE")
            base, token = split_token(parseaddr(message["From"])[1])
            self.assertEqual((base, len(token)), (REPLY, 26))
            tokens.add(token)
        self.assertEqual(len(tokens), len(self.sent))

    def test_a_change_and_the_end_come_from_the_same_organiser(self):
        first = self.to("manager")
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.sent = self.send(2)
        self.assertEqual(self.to("manager"), first)
        self.company.casecon_reply_email = "answers@example.com"
        self.as_("hr", self.conference).action_cancel(reason="No need")
        message = self.send(3)["manager@example.com"]
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        (event,) = Calendar.from_ical(part.get_content()).events
        self.assertEqual(str(event["ORGANIZER"]), f"mailto:{parseaddr(first)[1]}")

    def test_an_older_address_is_read_while_its_invitations_are_out(self):
        self.company.casecon_reply_email = "answers@example.com"
        self.assertEqual(self.comes_in(self.reply("manager")), "taken")

    def test_without_a_reply_address_no_program_shows_a_button(self):
        self.company.casecon_reply_email = False
        self.scheduled("colleague", "other_manager", start=datetime(2026, 6, 16, 9), clinician_id=self.chair2.id)
        message = self.send(2)["colleague@example.com"]
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        (event,) = Calendar.from_ical(part.get_content()).events
        self.assertEqual(event["ATTENDEE"].params["RSVP"], "FALSE")
        self.assertNotIn("+", str(event["ORGANIZER"]))

    def test_an_alias_finds_its_row(self):
        raw = self.reply("manager").replace(b"mailto:manager@example.com", b"mailto:the.boss@example.com")
        self.assertEqual((self.comes_in(raw), self.answer("manager")), ("taken", "declined"))

    def test_the_same_message_counts_once(self):
        first, second = self.reply("manager", number=1), self.reply("manager", "zimbra", number=2)
        self.assertEqual([self.comes_in(one) for one in (first, second)], ["taken"] * 2)
        with mute_logger(QUIET):
            self.assertEqual(self.comes_in(first), "twice")
        self.assertEqual(self.answer("manager"), "accepted")

    def test_an_answer_to_what_has_changed_is_ignored(self):
        old = self.reply("manager"), self.reply("manager", "apple_macos")
        self.as_("hr", self.conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.sent = self.send(2)
        with mute_logger(QUIET):
            self.assertEqual([self.comes_in(one) for one in old], ["older"] * 2)
        self.assertEqual(self.answer("manager"), "needs_action")
        self.assertEqual(self.comes_in(self.reply("manager")), "taken")

    @mute_logger(QUIET)
    def test_what_is_over_or_another_meeting_or_nobodys_is_ignored(self):
        raw = self.reply("manager")
        self.assertEqual(self.comes_in(self.reply("manager", uid="another@meetings")), "other_meeting")
        self.assertEqual(self.comes_in(raw, minutes=60 * 24 * 15), "over", "it has begun")
        self.as_("hr", self.conference).action_remove_attendee(attendee_id=self.row(self.conference, "manager").id)
        self.assertEqual(self.comes_in(raw), "over")
        hr = self.reply("hr")
        self.as_("hr", self.conference).action_cancel(reason="No need")
        self.assertEqual(self.comes_in(hr), "over")
        for to in (REPLY, f"replies+{'a' * 26}@example.com"):
            self.assertIn(self.comes_in(self.reply("manager", "outlook_com", to=to)), ("no_token", "unknown_token"))

    @mute_logger(QUIET)
    def test_a_stranger_gets_no_answer_and_adds_nobody(self):
        before = self.dump()
        self.comes_in(self.reply("manager", "outlook_com", sender="stranger@elsewhere.example", to=REPLY))
        self.comes_in(self.reply("manager", sender="s@elsewhere.example", to=f"replies+{'a' * 26}@example.com"))
        self.assertEqual(self.dump(), before)
        self.assertEqual(self.send(6), {})

    def test_another_sender_or_none_proven_is_asked_by_our_own_mail(self):
        for raw in (
            self.reply("manager", sender="assistant@example.com"),
            self.reply("manager").replace(b"dkim=pass", b"dkim=fail").replace(b"dmarc=pass", b"dmarc=none"),
            self.reply("manager").replace(b"Authentication-Results: mx.", b"Authentication-Results: mail."),
            self.reply("manager", domain="elsewhere.example"),
            self.reply("manager").replace(b"PARTSTAT=DECLINED", b"PARTSTAT=DELEGATED"),
        ):
            with self.subTest(raw[:200]):
                self.assertEqual((self.comes_in(raw), self.answer("manager")), ("asked", "needs_action"))
        sent = self.send(6)
        self.assertEqual(list(sent), ["manager@example.com"], "once, and nobody else")
        text = sent["manager@example.com"].get_body(("plain", "html")).get_content()
        self.assertIn("could not tell that it came from you", " ".join(text.split()))
        self.assertNotIn("assistant@example.com", sent["manager@example.com"].as_string())

    def test_a_forged_header_below_the_servers_own_proves_nothing(self):
        no = b"Authentication-Results: mx.example.com; dkim=none\r\nReceived: by mx.example.com\r\n"
        self.assertEqual(self.comes_in(no + self.reply("manager")), "asked")

    def test_what_anybody_but_the_gateway_hands_in_is_not_believed(self):
        raw = self.reply("manager")
        for name in ("hr", "colleague", "portal_employee"):
            self.assertEqual(self.comes_in(raw, env=self.env(user=self.users[name], su=False)), "asked", name)
            raw = self.reply("manager")
        system = self.env(user=self.users["system"], su=False)
        self.assertEqual(self.comes_in(self.reply("manager"), env=system), "taken", "as odoo-mailgate does")

    @promise("casecon_R31")
    def test_an_address_that_somebody_else_entered_answers_for_nobody(self):
        """HR enters an address for the employee, is invited there, and answers."""
        self.as_("hr", self.people["employee"]).casecon_invitation_email = "mine@example.com"
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.sent = self.send(2)
        self.assertIn("mine@example.com", self.sent)
        raw = self.reply("employee", sender="mine@example.com", to=str(self.sent["mine@example.com"]["From"]))
        self.assertEqual((self.comes_in(raw), self.answer("employee")), ("asked", "needs_action"))

    def test_nobody_reads_a_token(self):
        row = self.row(self.conference, "manager")
        self.assertTrue(row.sudo().reply_token)
        for user in self.users.values():
            attendees = self.env["casecon.attendee"].with_user(user)
            self.assertNotIn("reply_token", attendees.fields_get())
            with self.assertRaises(UserError):
                attendees.search([("reply_token", "=", row.sudo().reply_token)])

    def test_a_company_takes_no_address_that_cannot_carry_a_token(self):
        domain = self.env["mail.alias.domain"].create(
            {"name": "works.example", "bounce_alias": "b", "catchall_alias": "c"}
        )
        for wrong in ("a+b@example.com", f"{'a' * 40}@example.com", "b@works.example", "c@works.example", "nothing"):
            with self.assertRaises(UserError):
                self.company.casecon_reply_email = wrong
        self.assertTrue(domain)
        self.company.casecon_reply_email = " Replies@Example.COM "
        self.assertEqual(self.company.casecon_reply_email, "replies@example.com")

    def test_a_report_that_comes_to_the_reply_address_takes_the_acceptance_back(self):
        row = self.row(self.conference, "employee")
        self.assertTrue(row.is_told)
        ref = row.sudo().latest_request_id.message_ref
        report = "\r\n".join(
            (
                "From: mailer-daemon@mail.example.com",
                "To: replies@example.com",
                'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
                "\r\n--b\r\n\r\nzebra",
                "--b\r\nContent-Type: message/delivery-status",
                "\r\nReporting-MTA: dns; x\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
                f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ref}\r\n\r\n--b--",
            )
        )
        self.assertEqual(self.comes_in(report), "bounced")
        self.assertFalse(self.row(self.conference, "employee").is_told)

    def test_the_test_mail_says_whether_the_address_is_read(self):
        company = self.company
        self.assertEqual(company._casecon_reply_state()["state"], "untested")
        with clock.at(NOW + timedelta(minutes=1)):
            company._casecon_send_reply_probe()
        self.assertEqual(company._casecon_reply_state()["state"], "waiting")
        to = f"replies+{company.casecon_reply_probe}@example.com"
        self.assertEqual(self.comes_in(self.reply("manager", "outlook_com", to=to)), "probe")
        state = company._casecon_reply_state()
        self.assertEqual((state["state"], state["server_seen"]), ("read", True))


@promise("casecon_messages", "casecon_R8")
class TestAnswerIsNoDecline(Replying):
    """What an employee's program calls "decline" says that the time does not suit, and no more [R8]."""

    def test_a_decline_by_mail_ends_nothing(self):
        before = self.conference.sudo().read(["state", "start", "understood_at", "notice_waived_at"])
        self.assertEqual(self.comes_in(self.reply("employee")), "taken")
        row = self.row(self.conference, "employee")
        self.assertEqual(self.conference.state, "scheduled", "the conference stands")
        self.assertEqual((row.answer, bool(row.removed_at)), ("declined", False))
        self.assertEqual(self.conference.sudo().read(["state", "start", "understood_at", "notice_waived_at"]), before)
        self.assertTrue(row.is_told)

    def test_accepting_by_mail_confirms_waives_and_acknowledges_nothing(self):
        self.comes_in(self.reply("employee", "zimbra"))
        row = self.row(self.conference, "employee")
        self.assertEqual(row.answer, "accepted")
        conference = self.conference.sudo()
        self.assertFalse(conference.understood_at or conference.notice_waived_at or row.acknowledged_at)
        self.assertFalse(row.recording_acknowledged_at)
