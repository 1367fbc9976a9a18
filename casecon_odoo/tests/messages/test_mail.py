"""What leaves the app says "you have an update", and when; never about whom or what (R25)."""

from datetime import timedelta

from icalendar import Calendar

from ...models import clock
from ..common import NOW, SECRET, START, CaseconCase, promise

TELLING = ("health", "case conf", "occupational", "absence", "clinic", "sick", "casecon", "conference", "oh ")


@promise("casecon_R25")
class TestMail(CaseconCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("web.base.url", "https://odoo.example.com")
        cls.company.casecon_no_reply_email = "no-reply@example.com"

    def mails(self, conference, minutes=1):
        return dict(self.tell(conference, after=timedelta(minutes=minutes)))

    @staticmethod
    def entry(message):
        part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
        calendar = Calendar.from_ical(part.get_content())
        return part.get_param("method"), calendar["METHOD"], calendar.events[0]

    def test_nothing_in_a_mail_tells_whom_or_what_it_is_about(self):
        conference = self.scheduled(reason=f"{SECRET} reason", longer_because=f"{SECRET} longer")
        self.as_("hr", conference).action_change(mode="in_person", place="Room 1")
        names = [self.users[name].name for name in ("employee", "manager", "hr", "clinician")]
        for address, message in self.mails(conference).items():
            others = [name for name in names if not address.startswith(name.partition(" ")[2])]
            texts = [str(value) for value in message.values()]
            for part in message.walk():
                texts.append(part.get_filename() or "")
                if not part.is_multipart():
                    content = part.get_content()
                    texts.append(content if isinstance(content, str) else content.decode())
            whole = "\n".join(texts).lower()
            self.assertIn("room 1", whole, "an invitation says where")
            for own in ("://odoo.example.com/updates", address, *[n.lower() for n in names if n not in others]):
                whole = whole.replace(own, "")
            for word in (*TELLING, *[name.lower() for name in others], SECRET, conference.name.lower()):
                self.assertNotIn(word, whole, address)
            self.assertEqual(message["Subject"], "Invitation: Meeting on Monday 15 June 2026, 10:00 (London time)")
            self.assertEqual(message["From"], "Test Works <no-reply@example.com>")

    def test_one_mail_goes_to_one_address(self):
        for address, message in self.mails(self.scheduled()).items():
            self.assertEqual(message["To"], address)
            self.assertFalse(message["Cc"] or message["Bcc"])

    def test_the_entry_is_the_same_meeting_with_a_rising_number(self):
        conference = self.scheduled()
        seen = []
        for minutes, change in (
            (1, lambda: None),
            (2, lambda: self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")),
            (3, lambda: self.as_("hr", conference).action_change(mode="in_person", place="Room 1")),
            (4, lambda: self.as_("hr", conference).action_cancel(reason="No need")),
        ):
            change()
            seen.append(self.entry(self.mails(conference, minutes)["manager@example.com"]))
        self.assertEqual(
            [(mime, inside) for mime, inside, _e in seen], [("REQUEST", "REQUEST")] * 3 + [("CANCEL", "CANCEL")]
        )
        self.assertEqual({str(event["UID"]) for *_m, event in seen}, {conference.sudo().ical_uid})
        numbers = [event["SEQUENCE"] for *_m, event in seen]
        self.assertEqual(numbers, sorted(set(numbers)), "each higher than the one before")
        self.assertEqual([event.start.hour for *_m, event in seen[:1]], [10], "London summer time")
        self.assertEqual({str(event["SUMMARY"]) for *_m, event in seen}, {"Meeting"})

    def test_the_entry_names_the_reader_and_their_answer_and_nobody_else(self):
        conference = self.scheduled()
        self.as_("manager", self.row(conference, "manager")).action_answer("tentative")
        for address, message in self.mails(conference).items():
            _mime, _inside, event = self.entry(message)
            self.assertEqual(str(event["ATTENDEE"]), f"mailto:{address}")
            wanted = "TENTATIVE" if address.startswith("manager") else "NEEDS-ACTION"
            self.assertEqual(event["ATTENDEE"].params["PARTSTAT"], wanted)
            self.assertEqual(str(event["ORGANIZER"]), "mailto:no-reply@example.com")
            self.assertNotIn("DESCRIPTION", event)
            self.assertNotIn("LOCATION", event, "by video")
            self.assertEqual(
                event.start.astimezone(None).timestamp(), START.replace(tzinfo=event.start.tzinfo).timestamp() + 3600
            )

    def test_the_neutral_name_is_the_companys_choice(self):
        self.company.casecon_event_name = "appointment"
        conference = self.scheduled()
        _mime, _inside, event = self.entry(self.mails(conference)["employee@example.com"])
        self.assertEqual(str(event["SUMMARY"]), "Appointment")
        self.assertEqual(conference.sudo().event_id.name, "Appointment")

    def test_a_link_in_a_mail_changes_nothing_and_goes_to_the_list(self):
        message = self.mails(self.scheduled())["employee@example.com"]
        plain = message.get_body(("plain", "html")).get_content()
        self.assertIn("https://odoo.example.com/updates", plain)

    def test_only_the_companion_invitation_carries_a_sign_up_link(self):
        conference = self.scheduled()
        self.mails(conference)
        self.with_companion(conference)
        with clock.at(NOW + timedelta(minutes=2)):
            sent = self.send_due()
        links = [message.get_body(("plain", "html")).get_content() for _address, message in sent]
        self.assertEqual([address for address, _message in sent], ["companion@example.com"] * 2)
        self.assertEqual(sum("signup" in link or "reset_password" in link for link in links), 1)
