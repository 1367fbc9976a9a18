"""Those who see to a case hear by email that somebody has left: once, and not who."""

from datetime import timedelta

from ...models import clock
from ..common import NOW, promise
from ..conference.test_leavers import LeaversCase


@promise("casecon_messages", "casecon_leavers")
class TestLeaversTold(LeaversCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.leaves(1)

    def leaves(self, minutes):
        with clock.at(NOW + timedelta(minutes=minutes)):
            return sorted(self.send_due(), key=lambda one: one[0])

    def test_hr_and_the_clinician_are_mailed_once_and_in_words_that_name_nobody(self):
        self.archive(self.people["manager"])
        self.look()
        self.look()
        sent = self.leaves(2)
        self.assertEqual([to for to, _mail in sent], ["clinician@example.com", "hr@example.com"])
        for _to, mail in sent:
            self.assertEqual(mail["Subject"], "You have an update")
            text = mail.get_body(("plain",)).get_content()
            self.assertIn("Someone who is needed is no longer there, and you can find a replacement.", text)
            self.assertIn("/updates", text)
            for word in ("Person", "CC-", "case", "manager"):
                self.assertNotIn(word, text)
            self.assertFalse([part for part in mail.walk() if part.get_content_type() == "text/calendar"])
        self.assertEqual(self.leaves(3), [])

    def test_a_second_case_of_the_same_people_makes_no_second_email(self):
        self.scheduled(start="2026-06-16 09:00:00")
        self.leaves(2)
        self.archive(self.people["manager"])
        self.look()
        self.assertEqual([to for to, _mail in self.leaves(3)], ["clinician@example.com", "hr@example.com"])

    def test_where_hr_and_clinician_have_left_oh_administrators_are_mailed(self):
        self.over_http("system", "res.users", "action_archive", self.users["hr"].ids)
        self.over_http("lead", "casecon.clinician", "write", self.chair.ids, {"active": False})
        self.look()
        self.assertEqual([to for to, _mail in self.leaves(2)], ["oh_admin@example.com"])
