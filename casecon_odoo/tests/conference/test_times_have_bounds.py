"""A time that somebody enters is refused, with its bounds, where it cannot be true."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import NOW, START, promise
from ..life import MINUTES, PRE_CALL, LifeCase


class TestTimesHaveBounds(LifeCase):
    def assert_refused(self, rule, verb, **given):
        with self.assertRaisesRegex(UserError, rf"\[{rule}\]$"):
            verb(**given)

    @promise("casecon_R7")
    def test_the_talk_with_the_employee(self):
        conference = self.ask_for()
        attest = self.as_("manager", conference).action_attest_briefing
        self.assert_refused("R7", attest, told_on="2019-05-29")
        attest(told_on="2026-05-01")

    @promise("casecon_R1")
    def test_a_report(self):
        with self.assertRaisesRegex(UserError, r"\[R1\]$"):
            self.register_report(issued_on="2001-01-01")

    @promise("casecon_R15")
    def test_a_pre_call_is_made_after_the_booking_and_planned_before_the_meeting(self):
        conference = self.told()
        self.at(PRE_CALL)
        by_clinician = self.as_("clinician", conference)
        for called_at in ("2019-06-01 09:00:00", str(NOW - timedelta(minutes=16))):
            with self.subTest(called_at=called_at):
                self.assert_refused("R15", by_clinician.action_record_pre_call, outcome="missed", called_at=called_at)
        for start in (PRE_CALL - timedelta(minutes=16), START + timedelta(minutes=1), START + timedelta(days=900)):
            with self.subTest(start=start):
                self.assert_refused(
                    "R15", by_clinician.action_plan_pre_call, start=str(start), channel="phone", where="020 7946 0123"
                )
        by_clinician.action_plan_pre_call(start=str(START), channel="phone", where="020 7946 0123")
        by_clinician.action_record_pre_call(outcome="missed", called_at=str(NOW))

    @promise("casecon_R24")
    def test_attempts_to_reach_the_person(self):
        conference = self.told()
        self.at(START + timedelta(days=3))
        give_up = self.as_("clinician", conference).action_not_held
        for first in (START - timedelta(days=300), START - timedelta(minutes=16), START + timedelta(hours=24)):
            attempts = [{"at": str(first + timedelta(minutes=minute)), "how": "By phone"} for minute in (0, 7, 15)]
            with self.subTest(first=first):
                self.assert_refused("R24", give_up, reason="Absent", attempts=attempts)
        give_up("Absent", [{"at": str(START + timedelta(minutes=m)), "how": "By phone"} for m in (-15, 0, 1440)])

    @promise("casecon_R23")
    def test_an_action_is_due_and_reviewed_after_the_meeting(self):
        conference = self.held()
        self.at(MINUTES)
        decisions = self.as_("hr", self.env["casecon.decision"])
        vals = {
            "conference_id": conference.id,
            "kind": "adjustment",
            "name": "Lighter boxes",
            "owner_id": self.users["manager"].partner_id.id,
        }
        good = {"due_on": str(START.date()), "review_on": str(START.date())}
        for name in good:
            with self.subTest(name=name):
                self.assert_refused("R23", decisions.create, vals_list=[{**vals, **good, name: "2001-01-01"}])
        decision = decisions.create([{**vals, **good}])
        self.assert_refused("R23", decision.write, vals={"due_on": "2001-01-01"})

    @promise("casecon_R22")
    def test_a_fact_check_ends_in_a_time_that_somebody_can_wait(self):
        minutes = self.in_fact_check()
        self.at(MINUTES)
        extend = self.as_("hr", minutes).action_extend_fact_check
        self.assert_refused("R22", extend, until="2999-01-01 09:00:00")
        extend(until=str(MINUTES + timedelta(days=60)))

    def test_a_date_without_its_hour_is_no_moment(self):
        conference = self.accepted()
        self.register_report()
        with self.assertRaisesRegex(UserError, "Please give"):
            self.as_("hr", conference).action_schedule(start="2026-06-22")
        with clock.at(NOW), self.assertRaisesRegex(UserError, "Please give"):
            self.as_("employee", conference).action_waive_notice(earliest_start="2026-06-03")
