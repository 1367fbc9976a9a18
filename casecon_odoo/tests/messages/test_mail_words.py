"""What each mail says and to whom: who sends it, when and where, what to do next, whom to ask; nothing that tells."""

import base64
from dataclasses import replace
from datetime import timedelta

from lxml import html

from ...domain.mails import MAILS
from ...models import clock
from ...models.messages import mail as mail_module
from ...models.messages import words
from ...models.messages.guard import Tells, check_mail
from ..common import NOW, START, CaseconCase, promise

LOGO = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgGAWjYBSMAggAAAQQAAF/TXiOAAAAAElFTkSuQmCC"
    )
)


@promise("casecon_messages", "casecon_R25")
class TestMailWords(CaseconCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("web.base.url", "https://odoo.example.com")
        cls.company.write({"casecon_contact_name": "People team", "casecon_contact_phone": "020 7946 0000"})

    def mails(self, minutes=1):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return dict(self.send_due())

    @staticmethod
    def text(message):
        return message.get_body(("plain",)).get_content()

    def test_each_mail_of_the_table_has_words_and_none_is_left_over(self):
        self.assertEqual([mail.key for mail in MAILS], list(words.WORDS))

    def test_an_invitation_says_who_when_where_what_next_and_whom_to_ask(self):
        conference = self.scheduled()
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        message = self.mails()["employee@example.com"]
        page = html.document_fromstring(message.get_body(("html",)).get_content())
        for source in (self.text(message), " ".join(" ".join(page.itertext()).split())):
            for said in (
                "Test Works",
                "Monday 15 June 2026, 10:00 (London time)",
                "Room 1",
                "Please log in to read what it is about",
                "https://odoo.example.com/updates",
                "Please call People team: 020 7946 0000.",
            ):
                self.assertIn(said, source)

    def test_who_has_no_login_gets_no_link_but_a_number(self):
        self.people["no_login"].casecon_invitation_email = "chosen@example.com"
        self.scheduled("no_login")
        text = self.text(self.mails()["chosen@example.com"])
        self.assertNotIn("og in", text)
        self.assertNotIn("odoo.example.com", text)
        self.assertIn("020 7946 0000", text)
        self.assertIn("https://video.example.com/room", text)

    def test_a_companion_is_not_told_who_invited_them(self):
        conference = self.scheduled()
        self.mails()
        self.as_("employee", conference).action_set_companion(name="Com Panion", email="companion@example.com")
        text = self.mails(2)["companion@example.com"].as_string()
        for name in ("employee", "manager", "hr", "clinician"):
            self.assertNotIn(self.users[name].name, text)

    def test_the_reader_reads_their_own_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.users["manager"].lang = "fr_FR"
        self.scheduled()
        message = self.mails()["manager@example.com"]
        self.assertIn("lundi 15 juin 2026", self.text(message))
        self.assertIn('lang="fr-FR"', message.get_body(("html",)).get_content())

    def test_by_video_it_is_the_readers_clock_and_face_to_face_that_of_the_place(self):
        self.users["manager"].tz = "America/New_York"
        conference = self.scheduled()
        self.assertIn("05:00 (New York time)", self.text(self.mails()["manager@example.com"]))
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        changed = self.text(self.mails(2)["manager@example.com"])
        self.assertIn("10:00 (London time)", changed)
        self.assertNotIn("New York", changed)
        self.assertTrue(changed.startswith("Something has changed"))

    def test_the_logo_comes_with_the_mail_and_nothing_is_fetched(self):
        self.company.logo = LOGO
        self.scheduled()
        message = self.mails()["employee@example.com"]
        page = html.document_fromstring(message.get_body(("html",)).get_content())
        self.assertEqual([image.get("src") for image in page.iter("img")], ["cid:logo"])
        self.assertIn("image/png", [part.get_content_type() for part in message.walk()])
        self.assertFalse(page.xpath("//link | //script | //*[@background]"))

    def test_the_place_stands_in_the_calendar_too(self):
        conference = self.scheduled()
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        (part,) = [p for p in self.mails()["hr@example.com"].walk() if p.get_content_type() == "text/calendar"]
        self.assertIn("LOCATION:Room 1", part.get_content())

    def test_a_refusal_and_a_return_reach_who_asked(self):
        conference = self.returned()
        self.assertIn("come back to you with a question", self.text(self.mails()["manager@example.com"]))
        self.as_("manager", conference).action_answer_return(answer="I did")
        self.as_("hr", conference).action_refuse(reason="Another way is open")
        self.assertIn("There is an answer", self.text(self.mails(2)["manager@example.com"]))

    def test_a_case_that_falls_to_another_clinician_reaches_them_before_it_is_booked(self):
        conference = self.accepted()
        self.as_("hr", conference).action_reassign(role="clinician", value=self.chair2.id, reason="Ill")
        self.assertEqual(sorted(sent := self.mails()), ["clinician2@example.com", "manager@example.com"])
        self.assertIn("new to look after", self.text(sent["clinician2@example.com"]))

    def test_the_time_of_the_pre_call_reaches_the_employee(self):
        conference = self.scheduled()
        self.mails()
        self.as_("clinician", conference).action_plan_pre_call(
            start="2026-06-12 13:00:00", channel="phone", where="the number you gave"
        )
        text = self.text(self.mails(2)["employee@example.com"])
        self.assertIn("Friday 12 June 2026, 14:00 (London time)", text)
        self.assertNotIn("the number you gave", text)

    def test_an_organisation_of_any_name_is_named_as_far_as_it_tells_nothing(self):
        self.company.name = "Northside Hospital Occupational Health"
        self.scheduled()
        sent = self.mails()
        self.assertEqual(len(sent), 4)
        for message in sent.values():
            self.assertIn("Northside Hospital", message["From"])
            self.assertNotIn("ccupational", message.as_string())

    def test_what_would_tell_is_refused_where_it_is_entered(self):
        conference = self.scheduled()
        hr = self.as_("hr", conference)
        for vals in (
            {"mode": "in_person", "place": "Occupational Health suite"},
            {"mode": "virtual", "video_url": "https://meet.example/sickness"},
        ):
            self.assert_rule("R25", hr.action_change, **vals)
        for name in ("casecon_contact_name", "casecon_mail_name", "casecon_contact_phone", "casecon_video_url"):
            self.assert_rule("R25", self.company.write, {name: "https://nurse.example"})
        room = self.env["casecon.room"].create({"name": "Room 1"})
        self.assert_rule("R25", room.write, {"address": "Next to the clinic"})

    def test_what_was_entered_before_is_left_out_and_stops_no_mail(self):
        conference = self.scheduled()
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        self.env.flush_all()
        for place in ("Occupational Health suite", self.users["clinician"].name):
            self.env.cr.execute("UPDATE casecon_conference SET place = %s WHERE id = %s", [place, conference.id])
            self.env.invalidate_all()
            self.env["casecon.message"]._queue(conference.sudo().attendee_ids, "request")
            sent = self.mails()
            self.assertEqual(len(sent), 4)
            self.assertIn("You can see the place when you log in", self.text(sent["employee@example.com"]))


@promise("casecon_R25")
class TestGuard(CaseconCase):
    """A mail that would tell is never sent, whichever part of it tells."""

    def build(self):
        row = self.scheduled().sudo().attendee_ids.filtered(lambda row: row.role == "manager").latest_request_id
        row.message_ref, row.start = "<1@example.com>", START
        return row, mail_module.build_mail(row, "manager@example.com")

    def check(self, mail, row):
        known = ["manager@example.com", mail_module.sender_of(self.company), "/updates"]
        check_mail(mail, own_name="Test Works", reader=row._reader().name, others=row._others(), known=known)

    def test_each_part_is_read(self):
        row, _mail = self.build()
        other = self.users["employee"].name
        for text in ("sick note", other, "MALADIE", "zur Wiedereingliederung"):
            for part, tell in enumerate(
                (
                    lambda mail, text: mail.replace_header("Subject", text),
                    lambda mail, text: mail.add_header("X-About", text),
                    lambda mail, text: mail.replace_header("From", f'"{text}" <no-reply@example.com>'),
                    lambda mail, text: mail.get_body(("plain",)).set_content(text),
                    lambda mail, text: mail.get_body(("html",)).set_content(f"<p><!-- {text} -->a</p>", subtype="html"),
                    lambda mail, text: mail.get_body(("html",)).set_content(f'<p title="{text}">a</p>', subtype="html"),
                    lambda mail, text: mail.add_attachment(b"x", "application", "x", filename=f"{text}.txt"),
                )
            ):
                mail = mail_module.build_mail(row, "manager@example.com")
                tell(mail, text)
                with self.subTest(text=text, part=part):
                    with self.assertRaises(Tells) as told:
                        self.check(mail, row)
                    self.assertNotIn(text, str(told.exception))

    def test_the_calendar_entry_is_read(self):
        row, mail = self.build()
        self.check(mail, row)
        (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        ical = part.get_payload(decode=True)
        for line in (b"LOCATION:Sick bay", b"CONTACT:" + self.users["employee"].name.encode()):
            told = ical.replace(b"TRANSP:OPAQUE", line)
            self.assertNotEqual(told, ical)
            part.set_payload(told)
            del part["Content-Transfer-Encoding"]
            with self.assertRaises(Tells):
                self.check(mail, row)

    def test_a_mail_that_tells_is_not_sent_and_says_so(self):
        conference = self.scheduled()
        self.patch(words, "WORDS", {**words.WORDS, "invited": replace(words.WORDS["invited"], text="You are sick")})
        with clock.at(NOW + timedelta(minutes=1)):
            self.assertEqual(self.send_due(), [])
        self.assertEqual(set(conference.sudo().attendee_ids.latest_request_id.mapped("reason")), {"mail"})
