"""R15: the pre-call is recorded before the start; manager and HR know "done" or "not yet", and no more."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import START, promise
from ..life import PRE_CALL, LifeCase


@promise("casecon_R15")
class TestPreCall(LifeCase):
    def test_nothing_is_prepared_or_started_without_it(self):
        conference = self.told()
        self.at(PRE_CALL)
        with self.assertRaisesRegex(UserError, r"\[R15\]$"):
            self.as_("clinician", conference).action_prepare()
        self.assertEqual(conference.state, "scheduled")
        self.call_beforehand(conference)
        self.as_("clinician", conference).action_prepare()
        self.assertEqual(conference.state, "prepared")

    def test_the_start_asks_for_it_again(self):
        conference = self.prepared()
        self.as_("hr", conference).action_reassign(role="clinician", value=self.chair2.id, reason="Ill")
        self.at(PRE_CALL)
        self.send_due()
        self.acknowledge(conference)
        with self.assertRaisesRegex(UserError, r"\[R15\]"):
            self.as_("clinician2", conference).action_prepare()

    def test_whatever_came_of_it_the_meeting_may_go_on(self):
        for employee, outcome in (("employee", "declined"), ("portal_employee", "missed")):
            with self.subTest(outcome=outcome):
                start = START if employee == "employee" else START + timedelta(hours=2)
                conference = self.prepared(employee, outcome, start=start)
                with clock.at(start):
                    self.start(conference)
                self.assertEqual(conference.state, "in_session")

    def test_the_list_says_may_be_said_only_after_the_call_was_made(self):
        conference = self.in_session(lines=("Tires by noon",))
        line = conference.sudo().consent_line_ids.with_env(self.env)
        with clock.at(START + timedelta(minutes=1)):
            self.as_("employee", line).action_grant()
            self.assertEqual(self.as_("clinician", line).standing, "sayable")
            self.as_("clinician2", conference).action_take_chair()
            self.acknowledge(conference)
            self.assertEqual(self.as_("clinician2", line).standing, "not_sayable", "the new chair made no call")
            self.as_("clinician2", conference).action_confirm_briefed()
            self.assertEqual(self.as_("clinician2", line).standing, "sayable")

    def test_after_a_missed_or_declined_one_nothing_may_be_said(self):
        for employee, outcome in (("employee", "declined"), ("portal_employee", "missed")):
            with self.subTest(outcome=outcome):
                start = START if employee == "employee" else START + timedelta(hours=2)
                conference = self.prepared(employee, outcome, start=start)
                with clock.at(start - timedelta(hours=1)):
                    line = self.propose(conference)
                    self.as_(employee, line).action_grant()
                with clock.at(start):
                    self.start(conference)
                    self.assertFalse(self.as_("clinician", line).sayable, "no list says that it may be said")
                    with self.assertRaisesRegex(UserError, r"\[R15\]"):
                        self.as_("clinician", line).action_disclose()

    def test_a_later_call_that_worked_counts(self):
        conference = self.ready(outcome="missed")
        self.at(PRE_CALL + timedelta(hours=1))
        self.call_beforehand(conference)
        line = self.propose(conference)
        self.as_("employee", line).action_grant()
        self.as_("clinician", conference).action_prepare()
        self.at(START)
        self.start(conference)
        self.as_("clinician", line).action_disclose()

    def test_a_new_clinician_needs_a_new_one(self):
        conference = self.prepared()
        self.assertTrue(self.as_("hr", conference).is_oh_prepared)
        self.as_("hr", conference).action_reassign(role="clinician", value=self.chair2.id, reason="Ill")
        self.assertFalse(self.as_("hr", conference).is_oh_prepared)
        self.at(PRE_CALL + timedelta(hours=1))
        with self.assertRaisesRegex(UserError, r"\[R15\]$"):
            self.as_("clinician2", conference).action_prepare()
        self.call_beforehand(conference, by="clinician2")
        self.as_("clinician2", conference).action_prepare()

    def test_manager_and_hr_know_done_or_not_yet_and_no_more(self):
        conference = self.told()
        self.at(PRE_CALL)
        self.as_("oh_admin", conference).action_plan_pre_call(
            start=str(PRE_CALL + timedelta(hours=1)), channel="phone", where="01632 960001"
        )
        calls = self.env["casecon.pre.call"].search([("conference_id", "=", conference.id)])
        self.at(PRE_CALL + timedelta(hours=2))
        for done in (False, True):
            for by in ("hr", "manager"):
                with self.subTest(by=by, done=done):
                    self.assertEqual(self.as_(by, conference).is_oh_prepared, done)
                    self.assertFalse(self.as_(by, calls).search([]))
                    self.assertEqual(self.as_(by, calls).search_count([]), 0)
                    self.assertRaises(AccessError, self.as_(by, calls).read, ["outcome"])
                    self.assertRaises(AccessError, self.as_(by, conference).read, ["pre_call_ids"])
                    self.assertRaises(
                        AccessError, self.as_(by, conference).search, [("pre_call_ids.outcome", "=", "done")]
                    )
                    told = str(self.as_(by, conference).readiness)
                    self.assertFalse([word for word in ("declined", "missed", "01632") if word in told])
            if not done:
                self.call_beforehand(conference, "declined")

    def test_what_manager_and_hr_see_does_not_tell_the_outcomes_apart(self):
        seen = []
        for hours, (employee, outcome) in enumerate(
            (("employee", "done"), ("portal_employee", "declined"), ("two_hats", "missed"))
        ):
            conference = self.ready(employee, outcome, by="hr", start=START + timedelta(hours=2 * hours))
            for by in ("hr", "manager"):
                facts = self.as_(by, conference).read(["is_oh_prepared", "state"])[0]
                seen.append((by, facts["is_oh_prepared"], facts["state"]))
        self.assertEqual(len(set(seen)), 2, seen)

    def test_the_employee_is_told_when_how_and_where(self):
        conference = self.told()
        self.as_("clinician", conference).action_plan_pre_call(
            start=str(PRE_CALL), channel="video", where="https://video.example.com/call"
        )
        call = self.as_("employee", self.env["casecon.pre.call"]).search([])
        self.assertEqual((call.start, call.channel, call.where), (PRE_CALL, "video", "https://video.example.com/call"))
        for by in ("portal_employee", "colleague", "lead", "system"):
            self.assertFalse(self.as_(by, self.env["casecon.pre.call"]).search([]), by)

    def test_who_plans_and_who_records(self):
        conference = self.told()
        self.at(PRE_CALL)
        plan = {"start": str(PRE_CALL), "channel": "phone", "where": "01632 960001"}
        for by in ("hr", "manager", "employee"):
            with self.subTest(by=by):
                self.assertRaises(AccessError, self.as_(by, conference).action_plan_pre_call, **plan)
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.call_beforehand(conference, by=by)
        self.as_("oh_admin", conference).action_plan_pre_call(**plan)

    def test_a_call_is_recorded_after_it_was_made(self):
        conference = self.told()
        self.at(PRE_CALL)
        record = self.as_("clinician", conference).action_record_pre_call
        for arguments in (
            {},
            {"outcome": "maybe", "called_at": str(PRE_CALL), "minutes": 5},
            {"outcome": "done", "called_at": str(PRE_CALL + timedelta(seconds=1)), "minutes": 5},
            {"outcome": "done", "called_at": str(PRE_CALL)},
            {"outcome": "done", "called_at": str(PRE_CALL), "minutes": -1},
            {"outcome": "done", "called_at": "soon", "minutes": 5},
        ):
            with self.subTest(arguments=arguments), self.assertRaises(UserError):
                record(**arguments)
        self.assertFalse(self.as_("hr", conference).is_oh_prepared)

    def test_a_planned_call_is_not_a_recorded_one(self):
        conference = self.told()
        self.as_("clinician", conference).action_plan_pre_call(start=str(PRE_CALL), channel="phone", where="1")
        self.assertFalse(self.as_("hr", conference).is_oh_prepared)
        with clock.at(PRE_CALL), self.assertRaisesRegex(UserError, r"\[R15\]$"):
            self.as_("clinician", conference).action_prepare()
