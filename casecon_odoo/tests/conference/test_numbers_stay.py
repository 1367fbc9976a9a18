"""A booking keeps the numbers that held when it was made; a change in the settings holds for later ones."""

from datetime import timedelta

from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ...models import clock
from ..common import NOW, START, CaseconCase, promise


class TestNumbersStay(CaseconCase):
    @promise("casecon_R3")
    def test_longer_notice_holds_for_later_bookings(self):
        before, asked = self.scheduled(), self.accepted("portal_employee")
        self.register_report("portal_employee")
        self.tell(before)
        self.company.write({"casecon_notice_days": 30, "casecon_move_working_days": 20})
        self.assertEqual((before._limits().notice_days, asked._limits().notice_days), (7, 30))
        with clock.at(START - timedelta(days=4)):
            self.as_("hr", before).action_move(start=str(START + timedelta(days=1)), reason="Room")
        with self.assertRaisesRegex(Exception, r"30 days.*\[R3\]$"):
            self.as_("hr", asked).action_schedule(start=str(NOW + timedelta(days=29)))

    @promise("casecon_R3")
    def test_an_update_gives_what_is_booked_the_numbers_of_today(self):
        """A booking of a version that kept no numbers."""
        before = self.scheduled()
        self.env.flush_all()
        self.env.cr.execute("UPDATE casecon_conference SET booked_limits = NULL WHERE id = %s", before.ids)
        self.env.invalidate_all()
        before._keep_todays_limits()
        kept = before._limits()
        self.company.casecon_notice_days = 30
        self.assertEqual(before._limits(), kept)
        self.assertEqual(kept.notice_days, 7)

    def test_each_number_has_a_highest_value(self):
        for name in (
            "casecon_notice_days",
            "casecon_margin_hours",
            "casecon_report_max_age_days",
            "casecon_standard_minutes",
            "casecon_move_working_days",
            "casecon_companion_working_days",
            "casecon_cutoff_working_days",
            "casecon_fact_check_days",
            "casecon_sync_stale_hours",
        ):
            for value in (3_000_000, -1):
                with (
                    self.subTest(name=name, value=value),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(IntegrityError),
                    self.env.cr.savepoint(),
                ):
                    self.company[name] = value
                    self.company.flush_recordset()
                self.company.invalidate_recordset()

    @promise("casecon_R4")
    def test_a_length_is_judged_by_the_numbers_of_its_booking(self):
        booked = self.scheduled()
        self.company.casecon_standard_minutes = 60
        self.as_("clinician", booked).action_mark_complex(50, "It is complex")
        self.assertEqual(booked.confirmed_minutes, 50)
