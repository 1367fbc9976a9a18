"""Lists and forms ask the database as often for eighty conferences as for eight."""

from odoo.tests import warmup

from ..common import CaseconCase, promise

LIST = {
    name: {}
    for name in (
        "name",
        "state",
        "start",
        "duration",
        "not_told_count",
        "not_told_note",
        "declined_names",
        "can_cancel",
    )
} | {
    "employee_id": {"fields": {"display_name": {}}},
    "clinician_id": {"fields": {"display_name": {}}},
    "is_waiting_for_me": {},
    "next_action": {},
}


@promise("casecon_speed")
class TestQueryCounts(CaseconCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls.made()
        cls.conferences = cls.env["casecon.conference"]
        for _n in range(80):
            cls.conferences |= self.ask_for(by="hr")
        cls.env.flush_all()

    def queries(self, name, call):
        records = self.as_(name, self.conferences)
        call(records)  # what is cached in the process once
        records = self.as_(name, self.conferences)
        before = self.env.cr.sql_log_count
        call(records)
        return self.env.cr.sql_log_count - before

    @warmup
    def test_a_list_of_eighty_asks_as_often_as_one_of_eight(self):
        for name in ("hr", "clinician", "oh_admin"):
            short, long = (
                self.queries(name, lambda found: found.web_search_read([], LIST, limit=limit))  # noqa: B023
                for limit in (8, 80)
            )
            with self.subTest(name=name):
                self.assertLessEqual(long, short + 2, f"{short} queries for 8, {long} for 80")
                self.assertLess(long, 60)

    def test_a_form_asks_59_times_at_most(self):
        for name in ("hr", "clinician"):
            spec = {key: {} for key in self.as_(name, self.env["casecon.conference"]).fields_get()}
            spec |= {
                key: {"fields": {"display_name": {}}} for key in ("attendee_ids", "agenda_item_ids", "employee_id")
            }
            count = self.queries(name, lambda found: found[:1].web_read(spec))  # noqa: B023
            with self.subTest(name=name):
                # the chair, what happened in the meeting, what was heard there, questions to OH, and until when the
                # employee's own items are open, are five; the reader's next action, which no form shows, another
                # four, and who is told how, one
                self.assertLessEqual(count, 59)
