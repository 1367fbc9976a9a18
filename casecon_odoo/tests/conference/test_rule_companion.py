"""R14: when the companion cannot make it, new dates within five working days are offered. It refuses nothing."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from ...models import clock
from ...models.conference.guarded import write_guarded
from ..common import NOW, START, promise
from ..life import PRE_CALL, LifeCase

OFFERED = "new dates from Tuesday 16 June 2026 to Monday 22 June 2026"


@promise("casecon_R14")
class TestCompanionCannotCome(LifeCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.companion_row, self.companion = self.with_companion(self.conference)

    def warned(self, by="hr"):
        return self.as_(by, self.conference).warning_text or ""

    def decline(self):
        self.as_(self.companion, self.companion_row).action_answer("declined")

    def test_whoever_books_is_told_the_dates(self):
        self.assertEqual(self.warned(), "")
        self.as_(self.companion, self.companion_row).action_answer("tentative")
        self.assertEqual(self.warned(), "")
        self.decline()
        for by in ("hr", "oh_admin", "clinician", "employee"):
            self.assertIn(OFFERED, self.warned(by), by)
        self.assertIn(self.conference, self.as_("hr", self.conference).search([("is_waiting_for_me", "=", True)]))

    def test_new_dates_are_suggested_first(self):
        def find():
            return self.as_("hr", self.env["casecon.conference"]).find_times({"conference_id": self.conference.id})

        self.assertLess(find()["suggestions"][0]["start"], "2026-06-15")
        self.decline()
        found = find()
        starts = [suggestion["start"] for suggestion in found["suggestions"]]
        self.assertEqual([start[:10] for start in starts], ["2026-06-16", "2026-06-16", "2026-06-17"])
        self.assertEqual(found["note"], "The companion cannot come, so dates from 16 June to 22 June come first.")
        self.assertEqual(found["week"]["monday"], "2026-06-15")
        self.keeps(companion_working_days=1)
        self.meet_all_day("2026-06-16")
        self.assertEqual((find()["note"], find()["suggestions"][0]["start"] < "2026-06-15"), ("", True))

    def keeps(self, **numbers):
        """As if the company had had these numbers when it was booked."""
        limits = {**self.conference.sudo().booked_limits, **numbers}
        write_guarded(self.conference.sudo(), {"booked_limits": limits})

    def meet_all_day(self, day):
        """The manager is busy on a whole day."""
        partner = self.users["manager"].partner_id
        self.env["calendar.event"].create(
            {
                "name": "x",
                "allday": True,
                "start_date": day,
                "stop_date": day,
                "start": f"{day} 08:00:00",
                "stop": f"{day} 18:00:00",
                "partner_ids": [(6, 0, partner.ids)],
            }
        ).attendee_ids.state = "accepted"

    def test_the_days_are_the_companys(self):
        self.keeps(companion_working_days=3)
        calendar = self.company.resource_calendar_id
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Public holiday",
                "calendar_id": calendar.id,
                "date_from": "2026-06-16 00:00:00",
                "date_to": "2026-06-16 23:00:00",
            }
        )
        self.decline()
        self.assertIn("from Wednesday 17 June 2026 to Friday 19 June 2026", self.warned())
        for days in (0, -1):
            with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.company.casecon_companion_working_days = days
                self.env.flush_all()

    def test_new_dates_the_companion_who_can_come_or_none_end_it(self):
        for end in ("move", "accept", "another", "remove"):
            with self.subTest(end=end):
                self.as_("employee", self.conference).action_answer_for_companion("declined")
                self.assertTrue(self.warned())
                if end == "move":
                    self.as_("hr", self.conference).action_move(start="2026-06-18 09:00:00", reason="Another date")
                elif end == "accept":
                    self.as_("employee", self.conference).action_answer_for_companion("accepted")
                elif end == "another":
                    self.as_("employee", self.conference).action_set_companion("Some Body")
                else:
                    self.as_("employee", self.conference).action_remove_companion()
                self.assertEqual(self.warned(), "")

    def test_the_employee_says_it_or_a_clinician_records_it(self):
        for by in ("hr", "oh_admin", "clinician", "manager", "colleague", self.companion):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.conference).action_answer_for_companion("declined")
        self.assertRaises(UserError, self.as_("employee", self.conference).action_answer_for_companion, "maybe")
        self.record_for_employee(self.conference, "answer_for_companion", answer="declined")
        self.assertEqual(self.row(self.conference, "companion").answer, "declined")
        self.assertIn(OFFERED, self.warned())
        self.as_("employee", self.conference).action_remove_companion()
        self.assert_rule("R13", self.as_("employee", self.conference).action_answer_for_companion, "declined")

    def test_it_refuses_nothing(self):
        conference = self.conference
        with clock.at(NOW + timedelta(minutes=1)):
            self.send_due()
            self.understand(conference)
        self.decline()
        with clock.at(PRE_CALL):
            self.call_beforehand(conference)
            self.as_("clinician", conference).action_prepare()
            self.assertTrue(self.as_("clinician", conference).can_start)
            self.assertTrue(all(line["met"] for line in self.as_("clinician", conference).readiness))
            self.assertIn(OFFERED, self.warned("clinician"))
        with clock.at(START):
            self.start(conference)
        self.assertEqual(conference.state, "in_session")
        self.assertEqual(self.warned("clinician"), "")
