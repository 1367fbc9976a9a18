"""No clinician is booked twice: PostgreSQL refuses it, the loser reads one sentence."""

from datetime import timedelta

import psycopg2
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ...models.conference.guarded import write_guarded
from ..common import START, CaseconCase, promise

SENTENCE = "The clinician already has a case conference at this time. Choose another time."


@promise("casecon_booking")
class TestDoubleBooking(CaseconCase):
    def setUp(self):
        super().setUp()
        self.first = self.scheduled()
        self.register_report("portal_employee")
        self.second = self.accepted("portal_employee")

    def assert_taken(self, call, *args, **kwargs):
        before = self.dump()
        with self.assertRaises(UserError) as refused:
            call(*args, **kwargs)
        self.assertRegex(str(refused.exception), f"^{SENTENCE} The next free times: ")
        self.assertFalse(refused.exception.__cause__, "the database's words would be carried along")
        self.assertEqual(self.dump(), before)

    def test_the_same_hour_is_refused_by_schedule_move_change_and_reassign(self):
        schedule = self.as_("hr", self.second).action_schedule
        for minutes in (0, 44, -44):
            self.assert_taken(schedule, start=str(START + timedelta(minutes=minutes)))
        self.as_("hr", self.second).action_schedule(start=str(START + timedelta(minutes=60)))
        self.assert_taken(self.as_("hr", self.second).action_move, start=str(START + timedelta(minutes=30)))
        self.as_("clinician", self.first).action_mark_complex(duration=90, reason="Much")
        self.assert_taken(self.as_("hr", self.first).action_change, duration=61)

    def test_another_clinician_is_free_until_reassigned_into_the_hour(self):
        self.as_("hr", self.second).action_schedule(start=str(START), clinician_id=self.chair2.id)
        self.assert_taken(
            self.as_("hr", self.second).action_reassign, role="clinician", value=self.chair.id, reason="Ill"
        )

    def test_the_clinicians_minutes_before_and_after_are_kept_free(self):
        schedule = self.as_("hr", self.second).action_schedule
        self.assert_taken(schedule, start=str(self.first.stop + timedelta(minutes=14)))
        schedule(start=str(self.first.stop + timedelta(minutes=15)))
        self.assertEqual((self.second.buffer_before, self.second.buffer_after), (5, 10))

    def test_back_to_back_is_allowed_to_who_wants_no_minutes_between(self):
        self.as_("oh_admin", self.chair).write({"buffer_before": 0, "buffer_after": 0})
        self.as_("hr", self.first).action_move(start=str(START + timedelta(days=1)))
        self.as_("hr", self.second).action_schedule(start=str(self.first.stop))
        self.assertEqual(self.second.start, self.first.stop)

    def test_a_day_has_no_more_than_the_clinician_takes(self):
        self.as_("oh_admin", self.chair).day_limit = 1
        with self.assertRaisesRegex(UserError, "which is their limit"):
            self.as_("hr", self.second).action_schedule(start=str(START + timedelta(hours=3)))
        self.as_("hr", self.second).action_schedule(start=str(START + timedelta(days=1)))
        with self.assertRaisesRegex(UserError, "which is their limit"):
            self.as_("hr", self.second).action_move(start=str(START + timedelta(hours=3)))
        self.as_("hr", self.first).action_move(start=str(START + timedelta(hours=2)))
        self.assertEqual(self.first.start, START + timedelta(hours=2), "its own place is not counted")

    def test_a_lower_limit_stops_no_change_of_what_is_booked(self):
        self.as_("hr", self.second).action_schedule(start=str(START + timedelta(hours=3)))
        self.as_("oh_admin", self.chair).day_limit = 1
        self.as_("hr", self.second).action_change(place="Room 2", mode="hybrid")
        self.as_("hr", self.second).action_reassign(role="hr", value=self.users["two_hats"].id, reason="x")
        self.assertEqual((self.second.place, self.second.hr_user_id), ("Room 2", self.users["two_hats"]))

    def test_the_day_is_the_clinicians(self):
        self.as_("oh_admin", self.chair).write({"day_limit": 1, "tz": "Asia/Tokyo"})
        self.as_("hr", self.first).action_move(start=str(START.replace(hour=14)))  # 23:00 in Tokyo
        self.as_("hr", self.second).action_schedule(start=str(START.replace(hour=15, minute=30)))  # the next day
        self.assertEqual(self.second.state, "scheduled")

    def test_an_ended_conference_frees_the_hour(self):
        self.as_("hr", self.first).action_cancel(reason="No need")
        self.as_("hr", self.second).action_schedule(start=str(START))
        self.assertEqual(self.second.state, "scheduled")

    def test_the_database_refuses_it_also_without_the_verb(self):
        self.as_("hr", self.second).action_schedule(start=str(START + timedelta(hours=3)))
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.ExclusionViolation):
            write_guarded(self.second.sudo(), {"start": START, "stop": START + timedelta(minutes=45)})
            self.env.flush_all()

    def test_a_proposal_claims_no_hour(self):
        other = self.ask_for("colleague", by="other_manager")
        for conference in (self.second, other):
            self.as_("hr", conference).write({"start": START})
            self.env.flush_all()
            self.assertEqual(conference.start, START)

    def test_the_refusal_leaves_no_text_in_the_log(self):
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            self.assert_taken(self.as_("hr", self.second).action_schedule, start=str(START))
