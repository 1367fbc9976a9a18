"""One rule of which zone a meeting is told in: email, calendar entry, portal, letter and form all say the same."""

from icalendar import Calendar

from ...models import clock
from ..common import NOW, promise
from ..personas import own_password
from ..portal.case import PortalCase

NEW_YORK, PARIS, LONDON = "05:00 (New York time)", "11:00 (Paris time)", "10:00 (London time)"


@promise("casecon_messages", "casecon_portal")
class TestZonesSaid(PortalCase):
    """Booked by video for an employee in London, whose manager reads a clock of New York."""

    def setUp(self):
        super().setUp()
        self.users["manager"].tz = "America/New_York"
        own_password(self.users["portal_employee"])
        own_password(self.users["hr"])
        self.conference = self.scheduled("portal_employee", "hr")
        self.minutes = 0

    def meet(self, mode):
        """Face to face, or both, in a room in Paris."""
        room = self.env["casecon.room"].create({"name": "Room 1", "tz": "Europe/Paris", "company_id": self.company.id})
        self.as_("hr", self.conference).action_change(mode=mode, room_id=room.id)

    def told(self):
        """What the emails say: `{who: (subject, zone of the calendar entry)}`."""
        self.minutes += 1
        with clock.at(NOW.replace(minute=self.minutes)):
            mails = {to.partition("@")[0]: mail for to, mail in self.send_due()}
        return {who: (mail["Subject"], self.zone_of(mail)) for who, mail in mails.items()}

    @staticmethod
    def zone_of(mail):
        (entry,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        return Calendar.from_ical(entry.get_payload(decode=True)).events[0]["DTSTART"].params["TZID"]

    def portal(self):
        self.log_in("portal_employee")
        return self.text_of(self.page(self.path_of(self.conference)))

    def form(self):
        return self.as_("hr", self.conference).read(["meeting_tz"])[0]["meeting_tz"]

    def assert_said(self, who, subject, zone, *others):
        said, in_zone = self.mails[who]
        self.assertTrue(said.endswith(f"Monday 15 June 2026, {subject}"), said)
        self.assertEqual(in_zone, zone)
        for other in others:
            self.assertNotIn(other, said)

    def test_face_to_face_all_read_the_clock_of_the_place(self):
        self.meet("in_person")
        self.mails = self.told()
        for who in ("portal_employee", "manager", "clinician"):
            self.assert_said(who, PARIS, "Europe/Paris")
        page = self.portal()
        self.assertIn("11:00 to 11:45 (Paris time)", page)
        self.assertNotIn("London time", page.partition("In person")[0])
        self.assertEqual(self.form(), "Europe/Paris")

    def test_by_video_each_reads_their_own(self):
        self.mails = self.told()
        self.assert_said("portal_employee", LONDON, "Europe/London")
        self.assert_said("manager", NEW_YORK, "America/New_York")
        self.assertIn("10:00 to 10:45 (London time)", self.portal())
        self.assertFalse(self.form())

    def test_where_both_are_possible_each_reads_both(self):
        self.meet("hybrid")
        self.mails = self.told()
        self.assert_said("portal_employee", "11:00 (Paris time), for you 10:00 (London time)", "Europe/Paris")
        self.assert_said("manager", "11:00 (Paris time), for you 05:00 (New York time)", "Europe/Paris")
        page = self.portal()
        self.assertLess(page.index("11:00 to 11:45 (Paris time)"), page.index("10:00 to 10:45 (London time)"))
        self.assertEqual(self.form(), "Europe/Paris")

    def test_who_reads_another_clock_than_where_they_work_reads_both_by_video(self):
        self.users["portal_employee"].tz = "America/New_York"
        self.mails = self.told()
        self.assert_said("portal_employee", "10:00 (London time), for you 05:00 (New York time)", "Europe/London")
        page = self.portal()
        self.assertLess(page.index("10:00 to 10:45 (London time)"), page.index("05:00 to 05:45 (New York time)"))

    def test_the_letter_says_the_same(self):
        self.conference = self.scheduled("no_login", "hr", start="2026-06-16 09:00:00")
        self.log_in("hr")
        letter = f"/updates/letter/{self.conference.id}"
        self.assertIn("Tuesday 16 June 2026, 10:00 (London time)", self.url_open(letter).text)
        self.meet("in_person")
        self.env.flush_all()
        self.assertIn("Tuesday 16 June 2026, 11:00 (Paris time)", self.url_open(letter).text)
