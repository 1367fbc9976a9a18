"""R23: an action has an owner and a due date, an adjustment a review date; or it is said why not."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from odoo.exceptions import AccessError, UserError

from ...models.conference.guarded import write_guarded
from ..common import promise
from ..life import MINUTES, LifeCase

TODAY = MINUTES.date()


@promise("casecon_R23")
class TestDecisions(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conference = cls("run").held()

    def setUp(self):
        super().setUp()
        self.at(MINUTES)
        self.owner = self.users["manager"].partner_id

    def decide(self, by="hr", **vals):
        decisions = self.as_(by, self.env["casecon.decision"])
        return decisions.create({"conference_id": self.conference.id, "name": "Lighter boxes", **vals}).with_env(
            self.env
        )

    def complete(self, **vals):
        return {"kind": "action", "owner_id": self.owner.id, "due_on": str(TODAY + timedelta(days=7)), **vals}

    def test_what_an_action_and_an_adjustment_need(self):
        for missing in ("owner_id", "due_on"):
            for kind in ("action", "adjustment"):
                vals = self.complete(kind=kind, review_on=str(TODAY + timedelta(days=30)), **{missing: False})
                with self.subTest(kind=kind, missing=missing), self.assertRaisesRegex(UserError, r"\[R23\]$"):
                    self.decide(**vals)
                self.assertTrue(self.decide(**vals, why_open="To be agreed with the landlord"))
                with self.assertRaisesRegex(UserError, r"\[R23\]$"):
                    self.decide(**vals, why_open="  ")
        with self.assertRaisesRegex(UserError, r"\[R23\]$"):
            self.decide(**self.complete(kind="adjustment"))
        self.decide(kind="decision")

    @promise("casecon_R22")
    def test_after_the_close_all_of_them_stand(self):
        decision = self.decide(kind="decision")
        self.env.flush_all()
        self.env.cr.execute("UPDATE casecon_conference SET state = 'closed' WHERE id = %s", [self.conference.id])
        self.env.invalidate_all()
        hr = self.as_("hr", decision)
        for act in (lambda: self.decide(kind="decision"), lambda: hr.write({"name": "Other"}), hr.unlink):
            with self.assertRaisesRegex(UserError, r"\[R22\]$"):
                act()

    def test_what_is_done_stands_in_the_words_in_which_it_was_done(self):
        done = self.decide(**self.complete())
        self.as_("manager", done).action_done()
        for act in (lambda: self.as_("hr", done).write({"name": "A new desk"}), self.as_("hr", done).unlink):
            with self.assertRaisesRegex(UserError, "already been done"):
                act()
        self.assertEqual(done.name, "Lighter boxes")

    def test_days_are_those_of_the_employees_zone(self):
        """In Honolulu an afternoon is the next day in Greenwich: what is due on that very day is not before it."""
        self.conference.sudo().employee_id.tz = "Pacific/Honolulu"
        began = datetime(2026, 6, 16, 1)
        write_guarded(self.conference.sudo(), {"started_at": began})
        self.at(began + timedelta(hours=1))
        self.decide(**self.complete(due_on="2026-06-15"))

    def test_a_review_is_at_most_six_months_away(self):
        latest = TODAY + relativedelta(months=6)
        vals = self.complete(kind="adjustment", why_open="There is a reason")
        with self.assertRaisesRegex(UserError, r"six months.*\[R23\]$"):
            self.decide(**vals, review_on=str(latest + timedelta(days=1)))
        self.assertEqual(self.decide(**vals, review_on=str(latest)).review_on, latest)

    def test_it_is_not_made_incomplete_afterwards(self):
        decision = self.decide(**self.complete())
        for vals in (
            {"owner_id": False},
            {"due_on": False},
            {"kind": "adjustment"},
            {"review_on": str(TODAY + timedelta(days=300))},
        ):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, r"\[R23\]$"), self.env.cr.savepoint():
                self.as_("hr", decision).write(vals)
            self.env.invalidate_all(flush=False)

    def test_the_owner_marks_it_as_done_once(self):
        decision = self.decide(**self.complete())
        for by in ("employee", "clinician", "colleague"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, decision).action_done()
        self.at(MINUTES + timedelta(days=2))
        self.as_("manager", decision).action_done()
        self.assertEqual((decision.state, decision.done_at), ("done", MINUTES + timedelta(days=2)))
        self.assertRaises(UserError, self.as_("manager", decision).action_done)

    def test_the_employee_may_own_one_and_hr_marks_any(self):
        own = self.decide(**self.complete(owner_id=self.users["employee"].partner_id.id))
        self.assertRaises(AccessError, self.as_("manager", own).action_done)
        self.as_("employee", own).action_done()
        other = self.decide(**self.complete())
        self.as_("hr", other).action_done()

    def test_a_plain_decision_has_nothing_to_be_done(self):
        decision = self.decide(kind="decision", owner_id=self.owner.id)
        for by in ("hr", "manager"):
            with self.subTest(by=by):
                self.assertFalse(self.as_(by, decision).may_be_done)
                with self.assertRaisesRegex(UserError, r"\[R23\]$"):
                    self.as_(by, decision).action_done()
        self.assertTrue(self.as_("manager", self.decide(**self.complete())).may_be_done)

    def test_nobody_writes_that_it_is_done(self):
        decision = self.decide(**self.complete())
        for by in ("hr", "manager"):
            for vals in ({"state": "done"}, {"done_at": str(MINUTES)}):
                with self.subTest(by=by, vals=vals), self.assertRaises(UserError):
                    self.as_(by, decision).write(vals)
        self.assertRaises(UserError, self.decide, **self.complete(state="done"))
        self.assertRaises(AccessError, self.as_("manager", decision).write, {"name": "x"})

    def test_once_closed_they_stand_and_are_still_done(self):
        decision = self.decide(**self.complete())
        self.as_("hr", self.conference).action_close("No minutes were needed")
        for door in (
            lambda: self.as_("hr", decision).write({"name": "x"}),
            lambda: self.as_("hr", decision).unlink(),
            lambda: self.decide(**self.complete()),
        ):
            self.assertRaises(UserError, door)
        self.as_("manager", decision).action_done()

    def test_who_reads_them(self):
        decision = self.decide(**self.complete())
        readers = ("hr", "manager", "employee", "clinician")
        for by in (*readers, "oh_admin", "colleague", "lead", "privacy", "system", "hr_elsewhere", "portal_employee"):
            with self.subTest(by=by):
                self.assertEqual(bool(self.as_(by, decision).search([])), by in readers)

    def test_its_name_tells_nothing(self):
        decision = self.decide(**self.complete())
        self.assertNotIn("boxes", decision.display_name)
        self.assertGreater(decision.due_on, date(2026, 6, 1))
