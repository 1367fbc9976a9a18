"""Settings, Emails: what the DNS says, a test invitation, the queue in bands; for system administrators alone."""

import time
from datetime import timedelta

from icalendar import Calendar
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models import clock
from ...models.messages import ask_dns
from ...models.messages.setup_mail import DNS_SERVER
from ..common import NO_MAILBOX, NOW, CaseconCase, promise
from .dns_server import BROKEN, SILENT, dns_server

VERBS = {
    "action_casecon_mail_setup": {},
    "action_casecon_ask_dns": {},
    "action_casecon_test_invitation": {},
    "action_casecon_keep_buttons": {"appeared": "yes"},
    "action_casecon_test_reply": {},
}


class SetupMailCase(CaseconCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.casecon_no_reply_email = "no-reply@mail.works.example"

    @property
    def companies(self):
        return self.as_("system", self.env["res.company"])


@tagged("post_install", "-at_install")
@promise("casecon_setup")
class TestDomainSays(SetupMailCase):
    def states(self, zone, selector="s1"):
        self.company.casecon_dkim_selector = selector
        self.patch(ask_dns, "PATIENCE", 0.5)
        with dns_server(zone) as address:
            self.env["ir.config_parameter"].set_param(DNS_SERVER, address)
            said = self.companies.action_casecon_ask_dns()
        self.assertTrue(all(one["text"] for one in said))
        return {one["name"]: one["state"] for one in said}

    def test_all_in_order(self):
        zone = {
            "mail.works.example": ["google-site-verification=x", "v=spf1 include:_spf.example -all"],
            "s1._domainkey.mail.works.example": ["v=DKIM1; k=rsa; p=" + "A" * 400],  # longer than one string
            "_dmarc.works.example": ["v=DMARC1; p=quarantine"],  # at the domain above
        }
        self.assertEqual(self.states(zone), {"SPF": "good", "DKIM": "good", "DMARC": "good"})

    def test_nothing_there(self):
        self.assertEqual(self.states({}), {"SPF": "missing", "DKIM": "missing", "DMARC": "missing"})
        empty = {"mail.works.example": [], "_dmarc.mail.works.example": []}  # the names are there, without a text
        self.assertEqual(self.states(empty, selector=""), {"SPF": "missing", "DKIM": "unnamed", "DMARC": "missing"})

    def test_what_looks_right_and_is_not(self):
        zone = {
            "mail.works.example": ["v=spf1 -all", "v=spf1 ~all"],
            "s1._domainkey.mail.works.example": ["v=DKIM1; p="],
            "_dmarc.mail.works.example": ["v=DMARC1; p=none"],
        }
        self.assertEqual(self.states(zone), {"SPF": "several", "DKIM": "missing", "DMARC": "weak"})

    def test_could_not_ask_is_an_answer(self):
        """Also for one of them alone: silence says nothing about a record."""
        zone = {
            "mail.works.example": SILENT,
            "s1._domainkey.mail.works.example": BROKEN,
            "_dmarc.works.example": ["v=DMARC1; p=reject"],
        }
        self.assertEqual(self.states(zone), {"SPF": "unknown", "DKIM": "unknown", "DMARC": "good"})
        began = time.monotonic()
        self.env["ir.config_parameter"].set_param(DNS_SERVER, "127.0.0.1:1")  # nobody listens there
        self.assertEqual({one["state"] for one in self.companies.action_casecon_ask_dns()}, {"unknown"})
        self.assertLess(time.monotonic() - began, 10)

    def test_no_text_of_a_setting_ends_in_a_traceback(self):
        self.patch(ask_dns, "PATIENCE", 0.2)
        for server in ("nowhere", "127.0.0.1:x", ":", "127.0.0.1:99999", "::1"):
            self.env["ir.config_parameter"].set_param(DNS_SERVER, server)
            for selector in ("s1", "a..b", "x" * 300, "é\u200b", "a b"):
                with self.subTest(server=server, selector=selector):
                    self.company.casecon_dkim_selector = selector
                    states = {one["state"] for one in self.companies.action_casecon_ask_dns()}
                    self.assertLessEqual(states, {"unknown", "missing"})


@tagged("post_install", "-at_install")
@promise("casecon_setup")
class TestMailSetup(SetupMailCase):
    def queue(self, at=NOW):
        with clock.at(at):
            return self.companies.action_casecon_mail_setup()["queue"]

    def test_only_a_system_administrator(self):
        for name in set(self.users) - {"system"}:
            for verb, arguments in VERBS.items():
                with self.subTest(name=name, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(name, self.env["res.company"]), verb)(**arguments)

    def test_a_test_invitation_is_built_like_a_real_one(self):
        sent = []
        self.patch(type(self.env["ir.mail_server"]), "_connect__", lambda *_a, **_o: Taking(sent))
        address = self.companies.action_casecon_test_invitation()
        self.assertEqual(address, "system@example.com")
        ((mail, envelope_from, recipients),) = sent
        self.assertEqual(recipients, ["system@example.com"])
        self.assertIn("works.example", mail["From"])
        (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        self.assertEqual(part.get_param("method"), "REQUEST")
        (event,) = Calendar.from_ical(part.get_content()).events
        self.assertEqual(str(event["ATTENDEE"]), "mailto:system@example.com")
        self.assertEqual(event["ATTENDEE"].params["RSVP"], "FALSE", "nobody reads answers")
        self.assertTrue(envelope_from)
        self.company.casecon_reply_email = "replies@works.example"
        self.companies.action_casecon_test_invitation()
        (part,) = [part for part in sent[-1][0].walk() if part.get_content_type() == "text/calendar"]
        (event,) = Calendar.from_ical(part.get_content()).events
        self.assertEqual(event["ATTENDEE"].params["RSVP"], "TRUE")
        self.assertEqual(str(event["ORGANIZER"]), "mailto:replies@works.example")

    def test_what_the_server_says_is_said(self):
        def refuse(*_arguments, **_options):
            raise ConnectionRefusedError("10.0.0.1")

        self.patch(type(self.env["ir.mail_server"]), "_connect__", refuse)
        with self.assertRaises(UserError) as said:
            self.companies.action_casecon_test_invitation()
        self.assertIn("did not accept the email", str(said.exception))
        self.users["system"].sudo().email = "by letter"
        with self.assertRaises(UserError) as said:
            self.companies.action_casecon_test_invitation()
        self.assertIn("no valid email address", str(said.exception))

    def test_the_answer_about_the_buttons_is_kept(self):
        self.assertFalse(self.companies.action_casecon_mail_setup()["buttons"])
        for answer in (None, "", "perhaps", True):
            with self.subTest(answer=answer), self.assertRaises(UserError):
                self.companies.action_casecon_keep_buttons(appeared=answer)
        for answer in ("no", "yes"):
            self.companies.action_casecon_keep_buttons(appeared=answer)
            shown = self.companies.action_casecon_mail_setup()
            self.assertEqual((shown["buttons"], shown["buttons_at"]), (answer, NOW))

    def test_the_sentence_for_it_names_what_they_need(self):
        self.env["ir.config_parameter"].set_param("web.base.url", "https://odoo.works.example")
        sentence = self.companies.action_casecon_mail_setup()["allow"]
        for part in ("no-reply@mail.works.example", "text/calendar", "invite.ics", "https://odoo.works.example"):
            self.assertIn(part, sentence)

    def test_the_queue_in_bands_and_nothing_of_a_mail_that_goes_as_it_should(self):
        self.assertEqual(self.queue(), {"waiting": "none", "failed": "none", "oldest": False})
        conference = self.scheduled()
        self.assertEqual(self.queue()["waiting"], "none", "it has only just been written")
        self.assertEqual(self.queue(NOW + timedelta(minutes=10))["waiting"], "none")
        late = self.queue(NOW + timedelta(minutes=40))
        self.assertEqual(late, {"waiting": "5 to 19", "failed": "none", "oldest": NOW})
        with clock.at(NOW + timedelta(minutes=41)):
            self.send_due(answers=dict.fromkeys(("employee@example.com", "hr@example.com"), NO_MAILBOX))
        self.assertEqual(
            self.queue(NOW + timedelta(minutes=42)), {"waiting": "none", "failed": "fewer than 5", "oldest": False}
        )
        self.assertEqual(self.queue(NOW + timedelta(days=31))["failed"], "none")
        self.assertTrue(conference)

    def test_of_ones_own_company(self):
        elsewhere = self.make_user("system_elsewhere", "base.group_system")
        elsewhere.write({"company_ids": [(6, 0, self.elsewhere.ids)], "company_id": self.elsewhere.id})
        self.scheduled()
        with clock.at(NOW + timedelta(hours=2)):
            shown = self.as_(elsewhere, self.env["res.company"]).action_casecon_mail_setup()
        self.assertEqual(shown["queue"]["waiting"], "none")

    def test_bands(self):
        words = [self.company._casecon_band(number) for number in (0, 1, 4, 5, 19, 20, 500)]
        few, some, many = "fewer than 5", "5 to 19", "20 or more"
        self.assertEqual(words, ["none", few, few, some, some, many, many])

    def test_without_a_reply_address_there_is_nothing_to_test(self):
        self.assertEqual(self.companies.action_casecon_mail_setup()["reply"]["state"], "off")
        with self.assertRaises(UserError):
            self.companies.action_casecon_test_reply()


class Taking:
    """A session with a mail server that takes everything."""

    from_filter = smtp_from = False

    def __init__(self, sent):
        self.sent = sent

    def send_message(self, *arguments):
        self.sent.append(arguments)

    def noop(self):
        return (250, b"")

    def quit(self):
        pass
