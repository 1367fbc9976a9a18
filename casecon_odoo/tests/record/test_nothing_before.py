"""R19: decisions, actions and minutes cannot exist before the recorded start."""

from odoo.exceptions import AccessError, UserError

from ..common import START, promise
from ..life import LifeCase


@promise("casecon_R19")
class TestNothingBefore(LifeCase):
    def test_nothing_of_minutes_or_decisions_before_the_start(self):
        for state in ("accepted", "scheduled", "prepared"):
            employee = {"accepted": "portal_employee", "scheduled": "two_hats"}.get(state, "employee")
            start = {} if state == "accepted" else {"start": START.replace(hour=9 if state == "prepared" else 12)}
            conference = getattr(self, state)(employee=employee, by="hr", **start)
            about = {"conference_id": conference.id}
            with self.subTest(state=state):
                with self.assertRaisesRegex(UserError, r"\[R19\]$"):
                    self.as_("hr", self.env["casecon.minutes"]).create({**about, "body": "<p>x</p>"})
                for kind in ("decision", "action", "adjustment"):
                    with self.assertRaisesRegex(UserError, r"\[R19\]$"):
                        self.as_("hr", self.env["casecon.decision"]).create({**about, "name": "x", "kind": kind})
                for name, vals in (("decision_ids", {"name": "x", "kind": "decision"}), ("minutes_ids", {"body": "x"})):
                    with self.assertRaises(UserError):
                        self.as_("hr", conference).write({name: [(0, 0, vals)]})
                self.assertFalse(conference.minutes_ids or conference.decision_ids)

    def test_nor_are_they_given_with_the_request(self):
        for name, vals in (("decision_ids", {"name": "x", "kind": "decision"}), ("minutes_ids", {"body": "<p>x</p>"})):
            with self.subTest(name=name), self.assertRaises(UserError):
                self.ask_for(by="hr", **{name: [(0, 0, vals)]})

    def test_a_conference_that_did_not_take_place_has_none(self):
        conference = self.told()
        self.at(START.replace(minute=1))
        self.as_("clinician", conference).action_not_held("Said so", had_said_so=True)
        with self.assertRaisesRegex(UserError, r"\[R19\]$"):
            self.as_("hr", self.env["casecon.minutes"]).create({"conference_id": conference.id, "body": "<p>x</p>"})

    def test_from_the_start_on_they_are_written(self):
        conference = self.in_session()
        self.at(START)
        about = {"conference_id": conference.id}
        self.as_("hr", self.env["casecon.minutes"]).create({**about, "body": "<p>x</p>"})
        self.as_("hr", self.env["casecon.decision"]).create({**about, "name": "x", "kind": "decision"})

    def test_nobody_but_hr_and_the_minute_taker_writes_them(self):
        conference = self.in_session()
        self.at(START)
        about = {"conference_id": conference.id}
        for by in ("manager", "employee", "clinician", "oh_admin", "colleague", "system"):
            with self.subTest(by=by):
                self.assertRaises(AccessError, self.as_(by, self.env["casecon.minutes"]).create, {**about, "body": "x"})
                self.assertRaises(
                    AccessError,
                    self.as_(by, self.env["casecon.decision"]).create,
                    {**about, "name": "x", "kind": "decision"},
                )
