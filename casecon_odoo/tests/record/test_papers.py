"""Every paper to an employee without a login: to OH and never to HR, in their language, handed over with its time."""

import re
from datetime import timedelta

from odoo.exceptions import ValidationError

from ...models import clock
from ...models.people.login import keep_chosen_address
from ..common import NOW, START, promise
from ..life import MINUTES
from ..portal.case import PortalCase
from .test_delivery import A_DAY, DeliveryCase

OH = {
    "casecon_oh_name": "Works Occupational Health",
    "casecon_oh_address": "The Gatehouse\n2 Mill Lane\nLeeds LS1 1AA",
    "casecon_oh_phone": "0113 496 0456",
}
SLIP = ("2 Mill Lane", "Leeds LS1 1AA", "Works Occupational Health", "0113 496 0456", "not to HR")


class PaperCase(DeliveryCase):
    def setUp(self):
        super().setUp()
        self.company.write(OH)

    def text(self, address, by="hr"):
        self.env.flush_all()
        self.log_in(by)
        answer = self.url_open(address)
        self.assertEqual(answer.status_code, 200, address)
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main>")[2]).split())

    def papers(self):
        """Every paper: its name, its address, whether it asks for an answer."""
        invited = self.scheduled("no_login")
        ended = self.scheduled("no_login", start=START + timedelta(days=2))
        self.as_("hr", ended).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.as_("hr", ended).action_cancel(reason="No need")
        checked = self.sent(employee="no_login", start=START + timedelta(days=7))
        report = self.as_("clinician", self.env["casecon.report"]).create({"employee_id": self.people["no_login"].id})
        self.as_("clinician", report).action_issue()
        self.as_("clinician", report).action_offer()
        yield "invitation", f"/updates/letter/{invited.id}", "hr", True
        yield "end", f"/updates/letter/{ended.id}", "hr", False
        yield "minutes", f"/updates/letter/{checked.conference_id.id}/minutes", "hr", True
        yield "report", f"/updates/letter/report/{report.id}", "clinician", True


@promise("casecon_R8", "casecon_R22")
class TestPapers(PaperCase):
    def test_each_leads_to_oh_and_never_to_hr(self):
        for name, address, by, asks in self.papers():
            with self.subTest(paper=name):
                text = self.text(address, by)
                self.assertIn("0113 496 0456", text)
                for words in SLIP if asks else ():
                    self.assertIn(words, text)
                self.assertNotRegex(text, r"(?i)\blog in|online|your page|portal|answer Person hr")
                self.assertNotIn(self.users["hr"].email, text)

    def test_each_is_a_file_too(self):
        for name, address, by, _asks in self.papers():
            with self.subTest(paper=name):
                self.log_in(by)
                answer = self.url_open(f"{address}.pdf")
                self.assertEqual(answer.headers["Content-Type"], "application/pdf")
                self.assertEqual(answer.headers["Cache-Control"], "no-store")
                self.assertNotIn("no_login", answer.headers["Content-Disposition"])

    def test_a_company_without_a_contact_has_whole_sentences(self):
        self.company.write(dict.fromkeys(OH, False))
        self.company.partner_id.write({"street": "1 High Street", "city": "Leeds", "phone": False})
        for name, address, by, asks in self.papers():
            with self.subTest(paper=name):
                text = self.text(address, by)
                if not asks:
                    self.assertIn("Please write to Occupational health (OH) , at the address below.", text)
                self.assertNotRegex(text, r"call OH: ?\.|: ?\.|False|None")
                self.assertIn("1 High Street", text)
        self.assertIn("is missing. A system administrator enters them", self.page_of(address, by))
        self.company.write(OH)
        self.assertNotIn("is missing. A system administrator", self.page_of(address, by))

    def test_a_language_that_is_switched_off_stops_no_letter(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE hr_employee SET lang = 'fy_NL' WHERE id = %s", [self.people["no_login"].id])
        self.env.invalidate_all()
        for name, address, by, _asks in self.papers():
            with self.subTest(paper=name):
                self.assertIn("Dear Person no_login", self.text(address, by))

    def page_of(self, address, by):
        self.env.flush_all()
        self.log_in(by)
        return " ".join(self.url_open(address).text.split())

    def test_a_date_with_too_little_notice_says_so_and_asks(self):
        conference = self.scheduled("no_login")
        address = f"/updates/letter/{conference.id}"
        self.assertNotIn("accept this date", self.text(address))
        with clock.at(START - timedelta(days=5)):
            text = self.text(address)
        for words in ("less than the 7 days' notice", "I accept this date with less notice.", "I ask for the full"):
            self.assertIn(words, text)

    def test_the_call_is_in_ohs_letter_alone(self):
        conference = self.scheduled("no_login")
        self.as_("clinician", conference).action_plan_pre_call(
            start="2026-06-12 13:00:00", channel="phone", where="020 7946 0999"
        )
        self.assertIn("Friday 12 June 2026, 14:00", self.text(f"/updates/letter/{conference.id}", "oh_admin"))
        text = self.text(f"/updates/letter/{conference.id}", "hr")
        self.assertNotIn("0999", text)
        self.assertIn("A clinician from OH calls you before the meeting.", text)


@promise("casecon_R22")
class TestFinalMinutesReachThem(PaperCase):
    def finalised(self, employee):
        if employee != "no_login":
            return self.made("final", employee=employee)
        minutes = self.made("sent", employee="no_login")
        self.assertEqual(self.hand_over(minutes, MINUTES), "")
        self.enterContext(clock.at(minutes.fact_check_until))
        self.assertEqual(self.verb("hr", minutes, "finalise"), "")
        return minutes

    def test_without_a_login_they_are_handed_over(self):
        minutes = self.finalised("no_login")
        final_at = minutes.finalised_at
        (note,) = self.read_as("hr", minutes, "not_delivered_note")
        self.assertIn("no login", note)
        waiting = [("id", "=", minutes.conference_id.id), ("is_waiting_for_me", "=", True)]
        self.assertEqual(self.verb_of("close", minutes), "")
        self.assertTrue(self.as_("hr", minutes.conference_id).search(waiting))
        self.assertIn("are final", self.text(f"/updates/letter/{minutes.conference_id.id}/minutes"))
        self.assertIn("when the letter was handed over", self.hand_over(minutes, final_at - A_DAY))
        with clock.at(final_at + 2 * A_DAY):
            self.assertEqual(self.hand_over(minutes, final_at + A_DAY), "")
            self.assertIn("already reached the employee", self.hand_over(minutes, final_at + A_DAY))
        version = minutes._present_version()
        self.assertEqual(
            (version.final_reached_at, version.final_reached_through, version.final_reached_how),
            (final_at + A_DAY, "letter", "By hand, at home"),
        )
        self.assertEqual(version.final_reached_entered_by_id, self.users["hr"])
        self.assertFalse(self.as_("hr", minutes.conference_id).search(waiting))
        texts = [line.text for line in self.as_("hr", minutes.conference_id)._account()]
        self.assertIn("The final minutes reached the employee", texts)

    def verb_of(self, verb, minutes):
        self.log_in("hr")
        answer = self.call("casecon.conference", f"action_{verb}", [minutes.conference_id.id])
        self.env.invalidate_all()
        return answer.get("error", {}).get("message", "")

    def test_an_address_alone_brings_nobody_there(self):
        keep_chosen_address(self.people["no_login"]._casecon_login(), "chosen@example.com")
        minutes = self.finalised("no_login")
        sent = self.leaves(clock.now() + timedelta(minutes=1))
        self.assertIn("chosen@example.com", [to for to, _mail in sent])
        self.assertFalse(minutes._present_version().final_reached_at)

    def test_by_login_the_email_brings_them_there(self):
        minutes = self.finalised("employee")
        self.leaves(MINUTES + timedelta(minutes=1))
        version = minutes._present_version()
        self.assertEqual(version.final_reached_through, "email")
        self.assertFalse(version.final_reached_entered_by_id)
        message = self.env["casecon.message"].search([("about", "=", "final"), ("state", "=", "sent")])
        message.filtered(lambda row: row.attendee_id.role == "employee")._came_back()
        self.assertFalse(version.final_reached_at)
        (note,) = self.read_as("hr", minutes, "not_delivered_note")
        self.assertIn("came back", note)

    def test_what_was_final_before_it_was_kept_waits_for_nobody(self):
        minutes = self.finalised("no_login")
        self.env.flush_all()
        self.env["casecon.minutes.version"]._take_over_final()
        self.assertEqual(minutes._present_version().final_reached_through, "unknown")
        self.assertEqual(self.read_as("hr", minutes, "not_delivered_note"), [False])


@promise("casecon_portal")
class TestOhOnThePortal(PortalCase):
    def test_name_and_number_are_on_every_page(self):
        self.company.write(OH)
        conference = self.scheduled()
        self.log_in("employee")
        here = self.path_of(conference)
        paths = ["", "/login", "/login/address", "/calendar", here, "/login/stop-sharing"]
        for path in (*paths, *(f"{here}/{name}" for name in ("understanding", "decline", "notice", "companion"))):
            with self.subTest(path=path):
                page = self.page(path)
                self.assertIn("Call Works Occupational Health: 0113 496 0456.", self.text_of(page))
                self.assertEqual(page.xpath("//main//a[starts-with(@href, 'tel:')]/@href"), ["tel:01134960456"])
        self.assertIn("Works Occupational Health", self.get("/99999999", 404).text)

    def test_a_companion_reads_it_too(self):
        self.company.write(OH)
        row, users = self.with_companion(self.scheduled())
        self.users["companion"] = users
        self.log_in_as(users)
        self.assertIn("0113 496 0456", self.text_of(self.page(f"/invitation/{row.id}")))

    def log_in_as(self, user):
        user.with_user(user).sudo().password = user.login
        self.env.flush_all()
        self.authenticate(user.login, user.login)

    def test_no_page_is_made_in_another_frame(self):
        pages = self.env["ir.ui.view"].search([("key", "=like", "casecon_odoo.portal_%"), ("type", "=", "qweb")])
        self.assertGreater(len(pages), 20)
        framed = pages.filtered(lambda view: 't-call="portal.portal_layout"' in view.arch_db)
        self.assertEqual(framed.mapped("key"), ["casecon_odoo.portal_page"])

    def test_without_a_contact_the_sentence_is_whole(self):
        self.company.partner_id.phone = False
        self.scheduled()
        self.log_in("employee")
        self.assertIn("Do you have a question? Ask Occupational health (OH).", self.text_of(self.page("")))
        self.company.partner_id.phone = "020 7946 0000"
        self.assertIn("Call Occupational health (OH): 020 7946 0000.", self.text_of(self.page("")))

    def test_what_is_entered_has_bounds(self):
        for name, wrong in (
            ("casecon_oh_name", "x" * 81),
            ("casecon_oh_address", "x" * 61),
            ("casecon_oh_address", "a\n" * 8),
            ("casecon_oh_phone", "ask HR"),
            ("casecon_oh_phone", "12"),
            ("casecon_oh_phone", "1" * 41),
        ):
            with self.subTest(name=name, wrong=wrong), self.assertRaises(ValidationError):
                self.company.write({name: wrong})
