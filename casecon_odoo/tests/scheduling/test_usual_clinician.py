"""Whom a booking proposes: who knows the employee, else who is free first, never the first by name."""

from datetime import timedelta

from odoo.tests import Form

from ..common import START, promise
from .test_find_times import TimesCase


@promise("casecon_slots")
class TestUsualClinician(TimesCase):
    def proposed(self, employee="employee", by="hr"):
        asked = self.as_(by, self.env["casecon.conference"])
        asked = asked.with_context(default_employee_id=self.people[employee].id)
        return Form(asked, "casecon_odoo.casecon_conference_view_form_book").clinician_id

    def made(self, employee="colleague"):
        """By a door without a form."""
        vals = {"employee_id": self.people[employee].id, "ground": "return_to_work", "reason": "Away since March"}
        return self.as_("hr", self.env["casecon.conference"]).create(vals).clinician_id

    def report_of(self, clinician, employee="employee"):
        self.register_report(employee)
        report = self.env["casecon.report"].search([("employee_id", "=", self.people[employee].id)], limit=1)
        self.env.flush_all()
        self.env.cr.execute("UPDATE casecon_report SET clinician_id = %s WHERE id = %s", [clinician.id, report.id])
        self.env.invalidate_all()

    def test_the_author_of_the_report_before_the_last_one(self):
        conference = self.scheduled()
        self.assertEqual(conference.clinician_id, self.chair)
        self.as_("hr", conference).action_cancel(reason="Another way")
        self.assertEqual(self.proposed(), self.chair)
        self.report_of(self.chair2)
        self.assertEqual(self.proposed(), self.chair2)

    def test_else_who_is_free_first_in_the_form(self):
        first, second = self.chair, self.chair2
        self.assertEqual(self.proposed("colleague"), first)
        self.meet(START - timedelta(days=14), 60 * 24 * 20, self.partner("clinician"))
        self.assertEqual(self.proposed("colleague"), second)

    def test_else_who_has_the_fewest_ahead(self):
        self.assertEqual(self.made(), self.chair)
        self.scheduled()
        self.assertEqual(self.made("other_manager"), self.chair2)
