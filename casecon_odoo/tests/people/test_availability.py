"""When a clinician meets people: painted by the OH administrator, checked, and nobody else's to change."""

import psycopg2
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import mute_logger

from ..common import CaseconCase, promise

MORNINGS = {"0": [[540, 720, "both"]], "2": [[540, 720, "virtual"]]}


@promise("casecon_availability")
class TestAvailability(CaseconCase):
    def test_the_oh_administrator_and_a_lead_clinician_paint_it(self):
        for name in ("oh_admin", "lead"):
            self.as_(name, self.chair).write({"availability": MORNINGS, "buffer_after": 15, "day_limit": 2})
            self.assertEqual(self.chair.availability, MORNINGS)

    def test_nobody_else_does(self):
        for name in ("clinician", "hr", "manager", "employee"):
            with self.assertRaises(AccessError):
                self.as_(name, self.chair).write({"availability": MORNINGS})

    def test_what_is_no_week_is_refused_with_a_sentence(self):
        for wrong in ({"0": [[545, 720, "both"]]}, {"7": []}, ["Monday"], {"0": [[540, 720, "phone"]]}):
            with self.assertRaisesRegex(ValidationError, "Mark them again"):
                self.as_("oh_admin", self.chair).write({"availability": wrong})

    def test_numbers_out_of_range_are_refused(self):
        for wrong in ({"buffer_before": -5}, {"buffer_after": 121}, {"day_limit": -1}):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.as_("oh_admin", self.chair).write(wrong)
                self.env.flush_all()

    def test_nobody_takes_the_hours_of_somebody_else(self):
        resource = self.people["employee"].resource_id
        with self.assertRaises(AccessError):
            self.as_("lead", self.chair).write({"resource_id": resource.id})
