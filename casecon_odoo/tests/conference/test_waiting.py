"""Whose turn it is, from the pre-call to the close: what each finds under "Waiting for me"."""

from datetime import timedelta

from ...models import clock
from ..common import START, promise
from ..life import LENGTH, MINUTES, PRE_CALL, LifeCase


@promise("casecon_turns")
class TestWaiting(LifeCase):
    def waits_for(self, conference):
        """Those of whom it is the turn."""
        people = ("hr", "manager", "employee", "clinician", "clinician2", "oh_admin", "colleague")
        waiting = [("id", "=", conference.id), ("is_waiting_for_me", "=", True)]
        return [by for by in people if self.as_(by, conference).search(waiting)]

    def test_the_clinician_prepares_and_starts_on_the_day(self):
        conference = self.ready()
        self.at(PRE_CALL)
        self.assertEqual(self.waits_for(conference), ["clinician"])
        self.as_("clinician", conference).action_prepare()
        self.assertEqual(self.waits_for(conference), [])
        self.assertFalse(conference.is_start_near, "the start is not offered days ahead")
        self.at(START - timedelta(hours=1))
        self.assertEqual(self.waits_for(conference), ["clinician"])
        conference.invalidate_recordset()
        self.assertTrue(conference.is_start_near)

    def test_the_minutes_go_to_and_fro(self):
        minutes = self.minuted()
        conference = minutes.conference_id
        self.at(MINUTES)
        self.assertEqual(self.waits_for(conference), ["hr"])
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(self.waits_for(conference), ["employee"])
        self.send_due()
        with clock.at(minutes.fact_check_until):
            self.assertEqual(self.waits_for(conference), ["hr"])
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.assertEqual(self.waits_for(conference), ["hr"])
        self.as_("hr", minutes).action_finalise()
        self.assertEqual(self.waits_for(conference), ["hr"])
        self.as_("hr", conference).action_close()
        self.assertEqual(self.waits_for(conference), [])

    def test_hr_writes_the_minutes_once_it_was_held(self):
        conference = self.held()
        self.at(START + LENGTH)
        self.assertEqual(self.waits_for(conference), ["hr"])
