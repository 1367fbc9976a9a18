"""A room of its own for each meeting, and a word where two follow each other too closely."""

from datetime import timedelta

from ..common import CaseconCase, promise


@promise("casecon_slots")
class TestCloseMeetings(CaseconCase):
    def two(self, minutes, **more):
        """One that ends, and another that begins so many minutes later with another clinician."""
        first = self.scheduled()
        start = first.stop + timedelta(minutes=minutes)
        return self.scheduled("portal_employee", start=start, clinician_id=self.chair2.id, **more)

    def note(self, conference, by="hr"):
        self.env.invalidate_all()
        return self.as_(by, conference).close_note

    def test_less_than_a_quarter_of_an_hour_is_said(self):
        second = self.two(10)
        self.assertRegex(self.note(second), "Another meeting uses this room or link at .*10:00")
        self.as_("hr", second).action_move(start=str(second.start + timedelta(hours=1)), reason="The room")
        self.assertFalse(self.note(second))

    def test_another_link_is_another_room(self):
        self.assertFalse(self.note(self.two(10, video_url="https://video.example.com/other")))

    def test_a_quarter_of_an_hour_is_enough(self):
        self.assertFalse(self.note(self.two(15)))

    def test_each_meeting_has_a_room_of_its_own_where_the_company_has_a_pattern(self):
        company = self.company.sudo()
        company.casecon_video_url = "https://video.example.com/{random}"
        conferences = self.as_("hr", self.env["casecon.conference"])
        links = {conferences.default_get(["video_url"])["video_url"] for _time in range(3)}
        self.assertEqual(len(links), 3)
        for link in links:
            self.assertRegex(link, r"^https://video.example.com/[\w-]{16}$")
        made = self.scheduled(video_url=links.pop())
        self.assertFalse(made.is_link_shared)
        self.assertNotIn(made.name.rpartition("-")[2], made.video_url)
        company.casecon_video_url = made.video_url
        self.env.invalidate_all()
        self.assertTrue(made.is_link_shared)
