"""Who could take over a booked hour: only clinicians who are free then, and only for whoever may book."""

from datetime import timedelta

from odoo.exceptions import AccessError

from ...models import clock
from ..common import START, promise
from .test_find_times import TimesCase


@promise("casecon_slots")
class TestFindClinicians(TimesCase):
    def free(self, conference, by="hr"):
        return [row["id"] for row in self.as_(by, conference).find_clinicians()]

    def test_the_other_one_who_is_free_is_named(self):
        conference = self.scheduled()
        found = self.as_("hr", conference).find_clinicians()
        self.assertEqual(found, [{"id": self.chair2.id, "name": "Person clinician2"}])

    def test_who_is_busy_at_that_time_is_not_named(self):
        conference = self.scheduled()
        event = self.meet(START + timedelta(minutes=30), 60, self.partner("clinician2"))
        self.assertEqual(self.free(conference), [])
        event.write({"start": START + timedelta(minutes=60), "stop": START + timedelta(minutes=90)})
        self.assertEqual(self.free(conference), self.chair2.ids)

    def test_an_hour_that_begins_off_the_quarter_is_free_to_its_end(self):
        conference = self.scheduled(start=START + timedelta(minutes=7))
        self.meet(START + timedelta(minutes=50), 30, self.partner("clinician2"))
        self.assertEqual(self.free(conference), [])

    def test_the_day_before_no_notice_is_asked(self):
        conference = self.scheduled()
        with clock.at(START - timedelta(days=1)):
            self.assertEqual(self.free(conference), self.chair2.ids)

    def test_before_it_is_booked_nobody_takes_over(self):
        self.assertEqual(self.free(self.accepted()), [])

    def test_who_may_not_book_is_refused(self):
        conference = self.scheduled()
        for name in ("manager", "employee", "colleague"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.free(conference, name)
