"""A mail that comes back takes back what rested on it; nothing of the report is kept."""

import logging
from contextlib import suppress
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, CaseconCase, promise

REPORT = """\
From: mailer-daemon@mail.example.com
To: bounce@example.com
Subject: Undelivered: zebra-word
Message-ID: <{number}@mail.example.com>
Date: Mon, 1 Jun 2026 09:05:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{to} zebra-word cannot be reached.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {ref}
Subject: You have an update

--b--
"""


@promise("casecon_messages", "casecon_R3", "casecon_R25")
class TestBounces(CaseconCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.send(1)
        self.number = 0

    def send(self, minutes, **how):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return dict(self.send_due(**how))

    def message(self, role):
        return self.row(self.conference, role).sudo().latest_request_id

    def comes_back(self, role, action="failed", status="5.1.1", ref=None, by=None):
        self.number += 1
        message = self.message(role)
        raw = REPORT.format(
            number=self.number, to=message.address, action=action, status=status, ref=ref or message.message_ref
        )
        with suppress(AccessError):
            self.env["mail.thread"].with_user(by or self.env.user).message_process(None, raw)
        self.env.invalidate_all()

    def test_a_hard_bounce_before_the_start_takes_the_acceptance_back(self):
        self.assertTrue(self.row(self.conference, "employee").invited_at)
        self.comes_back("employee")
        row = self.row(self.conference, "employee")
        self.assertFalse(row.is_told or row.invited_at)
        conference = self.as_("hr", self.conference)
        self.assertIn("Employee: The email came back", conference.not_told_note)
        self.assertTrue(conference.needs_letter and conference.is_waiting_for_me)
        met = {item["rule"]: item["met"] for item in self.as_("clinician", self.conference).readiness}
        self.assertFalse(met["R3"])
        self.assertEqual(self.send(60), {}, "final is final")
        self.as_("hr", self.conference).action_cancel(reason="No need")
        self.assertNotIn("employee@example.com", self.send(61), "nothing arrived that could be taken back")

    def test_a_report_that_anybody_hands_in_is_not_believed(self):
        for name in ("portal_employee", "manager", "hr"):
            with mute_logger("odoo.addons.mail.models.mail_thread"):
                self.comes_back("employee", by=self.users[name])
            self.assertTrue(self.row(self.conference, "employee").is_told, name)

    def test_an_address_that_hr_entered_does_not_stand_for_the_one_that_failed(self):
        self.people["employee"].casecon_invitation_email = "hrbox@example.com"
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.send(2)
        self.assertTrue(self.row(self.conference, "employee").is_told)
        self.comes_back("employee")
        self.assertFalse(self.row(self.conference, "employee").is_told)

    def test_a_delay_and_a_stranger_change_nothing(self):
        self.comes_back("employee", "delayed", "4.4.1")
        self.comes_back("employee", ref="<somebody-elses@example.com>")
        self.assertTrue(self.row(self.conference, "employee").is_told)

    def test_a_change_that_came_back_leaves_the_first_acceptance(self):
        first = self.row(self.conference, "employee").invited_at
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.send(2)
        self.comes_back("employee")
        row = self.row(self.conference, "employee")
        self.assertEqual((row.is_told, row.invited_at), (False, first))

    def test_a_letter_that_was_handed_over_stands(self):
        self.comes_back("employee")
        handed_over = NOW + timedelta(minutes=2)
        with clock.at(handed_over):
            self.as_("hr", self.conference).action_record_handover(handed_over_at=str(handed_over), how="By hand")
        self.comes_back("employee")
        self.assertEqual(self.row(self.conference, "employee").invited_at, handed_over)

    def test_another_address_is_invited_after_a_bounce(self):
        self.comes_back("employee")
        self.as_("employee", self.env["casecon.login"]).action_set_my_address("other@example.com")
        self.assertEqual(list(self.send(5)), ["other@example.com"])
        self.assertEqual(self.row(self.conference, "employee").invited_at, NOW + timedelta(minutes=5))

    def test_no_word_of_the_report_is_kept_and_no_line_names_anybody(self):
        kept = ("mail.message", "mail.mail", "ir.attachment", "mail.notification")
        before = [self.env[name].search_count([]) for name in kept]
        with self.assertLogs("odoo.addons", logging.INFO) as logs:
            logging.getLogger("odoo.addons").info("begins")
            self.comes_back("employee")
        self.assertEqual([self.env[name].search_count([]) for name in kept], before)
        self.assertNotRegex(" ".join(logs.output), "employee@example.com|zebra")

    def test_it_comes_back_to_the_bounce_address_of_the_companys_domain(self):
        domain = self.env["mail.alias.domain"].create({"name": "works.example", "bounce_alias": "back"})
        self.company.alias_domain_id = domain
        self.company.casecon_no_reply_email = "no-reply@works.example"
        self.as_("hr", self.conference).action_change(mode="in_person", place="Room 1")
        self.send(2)
        self.assertEqual(set(self.envelopes), {"back@works.example"})
