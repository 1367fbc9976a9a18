"""How much each clinician has to do, this week and the next, for whoever spreads the work."""

from datetime import timedelta

from odoo.exceptions import AccessError

from ...models import clock
from ..common import START, CaseconCase, promise


@promise("casecon_availability")
class TestClinicianLoad(CaseconCase):
    def setUp(self):
        super().setUp()
        self.scheduled()
        sunday = START + timedelta(days=6, hours=13, minutes=30)  # 23:30 in London
        self.scheduled("colleague", "other_manager", start=sunday)
        self.scheduled("portal_employee", start=START + timedelta(days=7))
        self.cancelled(employee="two_hats", by="hr", start="2026-06-16 09:00:00")

    def booked(self, by, clinician, day=START):
        with clock.at(day):
            [row] = self.as_(by, clinician).read(["booked_this_week", "booked_next_week"])
        return row["booked_this_week"], row["booked_next_week"]

    def test_who_plans_reads_how_many_there_are_of_each(self):
        for by in ("oh_admin", "clinician", "lead"):
            self.assertEqual(self.booked(by, self.chair), (2, 1), by)
            self.assertEqual(self.booked(by, self.chair2), (0, 0), by)
        self.assertEqual(self.booked("oh_admin", self.chair, START - timedelta(days=7)), (0, 2))

    def test_nobody_else_does(self):
        for by in ("hr", "manager", "employee", "privacy"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.booked(by, self.chair)
