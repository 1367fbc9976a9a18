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
        self.assertEqual(str(refused.exception), SENTENCE)
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

    def test_back_to_back_is_allowed(self):
        self.as_("hr", self.second).action_schedule(start=str(self.first.stop))
        self.assertEqual(self.second.start, self.first.stop)

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
