"""A public holiday takes the whole date wherever the employee is; without hours Monday to Friday count."""

from datetime import date, datetime

from ..common import CaseconCase, promise

MONDAY, TUESDAY, WEDNESDAY = date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 10)


@promise("casecon_R3")
class TestWorkingDays(CaseconCase):
    def setUp(self):
        super().setUp()
        self.calendar = self.company.resource_calendar_id

    def days(self, zone):
        self.people["employee"].tz = zone
        conference = self.ask_for()
        return conference._facts()[conference].working_days

    def close(self, begins, ends):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Public holiday",
                "company_id": self.company.id,
                "calendar_id": self.calendar.id,
                "date_from": begins,
                "date_to": ends,
            }
        )

    def test_a_public_holiday_is_the_same_date_everywhere(self):
        self.close(datetime(2026, 6, 8, 23), datetime(2026, 6, 9, 22, 59))  # a Tuesday, midnight to midnight in London
        for zone in ("Europe/London", "Pacific/Auckland", "America/Vancouver", "Pacific/Kiritimati"):
            with self.subTest(zone=zone):
                days = self.days(zone)
                self.assertEqual([days.is_working(day) for day in (MONDAY, TUESDAY, WEDNESDAY)], [True, False, True])
                self.assertEqual(days.add(MONDAY, 1), WEDNESDAY)

    def test_a_schedule_without_hours_counts_as_monday_to_friday(self):
        self.calendar.attendance_ids.unlink()
        days = self.days("Europe/London")
        self.assertEqual(days.add(date(2026, 6, 5), 2), TUESDAY)
