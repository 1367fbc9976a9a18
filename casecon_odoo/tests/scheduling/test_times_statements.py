"""A search asks the database as often for twenty clinicians, half a year and many meetings as for one and none."""

from datetime import timedelta

from odoo.tests import warmup

from ...models.scheduling.slot_finder import SlotFinder
from ..common import START, promise
from .test_find_times import TimesCase


@promise("casecon_speed")
class TestTimesStatements(TimesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        contract = {"contract_date_start": "2025-01-01", "date_version": "2025-01-01"}
        for name in ("employee", "manager"):
            cls.people[name].write(contract)
        (cls.chair | cls.chair2).write({"resource_calendar_id": cls.company.resource_calendar_id.id})

    def more_clinicians(self, times):
        for number in range(times):
            name = f"more_{number}_{len(self.users)}"
            self.users[name] = self.make_user(name, "base.group_user")
            self.make_employee(name, user=self.users[name], contract_date_start="2025-01-01", date_version="2025-01-01")
            self.make_clinician(name).write({"resource_calendar_id": self.company.resource_calendar_id.id})

    def counts(self, **wish):
        """Statements of the search alone, and of the whole question."""
        wish = {"employee_id": self.people["employee"].id, "manager_id": self.people["manager"].id, **wish}
        conferences = self.as_("hr", self.env["casecon.conference"])
        conferences.find_times(wish)  # what is cached in the process once
        seen = {}
        for what in ("search", "question"):
            conferences = self.as_("hr", self.env["casecon.conference"])
            if what == "search":
                asked = conferences._asked_times(wish, conferences, self.people["employee"].sudo())
            before = self.env.cr.sql_log_count
            if what == "search":
                SlotFinder(conferences.env, asked)
            else:
                conferences.find_times(wish)
            seen[what] = self.env.cr.sql_log_count - before
        return seen

    @warmup
    def test_the_number_of_statements_is_the_same_for_every_pool_time_and_diary(self):
        one = self.counts(clinician_id=self.chair.id)
        self.assertLessEqual(one["search"], 8)
        # and for whom, who that is to OH, what is usual, whom they asked to replace, whether the clinician is readable
        self.assertLessEqual(one["question"], 19)
        self.more_clinicians(18)
        for day in range(60):
            self.meet(START + timedelta(days=day), 30, self.partner("employee") | self.partner("manager"))
        for wish in ({}, {"weeks": 26}, {"mode": "in_person"}, {"clinician_id": self.chair.id}):
            with self.subTest(wish=wish):
                seen = self.counts(**wish)
                self.assertEqual(seen["search"], one["search"])
                self.assertLessEqual(seen["question"], one["question"])  # one more looks up the clinician who is named

    @warmup
    def test_a_further_schedule_costs_four_at_most(self):
        one = self.counts()
        other = self.env["resource.calendar"].create({"name": "Other", "company_id": self.company.id})
        self.people["manager"].resource_calendar_id = other
        two = self.counts()
        self.assertLessEqual(two["search"], one["search"] + 4)
