"""R23, R25: whoever owns an action and works in Odoo has a to-do in the top bar; it says nothing, and is theirs."""

from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError

from ..common import CaseconHttpCase, promise
from ..life import MINUTES, LifeCase
from ..personas import own_password

DUE = date(2026, 6, 29)
WORDS = ("boxes", "Person", "CC-", "casecon", "case", "health")


@promise("casecon_R23", "casecon_R25")
class TestToDos(LifeCase, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conference = cls("run").held()

    def setUp(self):
        super().setUp()
        self.at(MINUTES)
        for name in ("manager", "hr", "colleague", "system", "employee"):
            own_password(self.users[name])

    def decide(self, owner="manager", **vals):
        decisions = self.as_("hr", self.env["casecon.decision"])
        partner = self.users[owner].partner_id if isinstance(owner, str) else owner
        return decisions.create(
            {
                "conference_id": self.conference.id,
                "name": "Lighter boxes",
                "kind": "action",
                "owner_id": partner.id,
                "due_on": str(DUE),
                **vals,
            }
        ).with_env(self.env)

    def of(self, name):
        """The open to-dos of a person, as the top bar of their browser asks for them."""
        self.env.flush_all()
        self.log_in(name)
        found = self.call("mail.activity", "search_read", [["user_id", "=", self.users[name].id]], [])
        return found["result"]

    def test_the_owner_has_one_that_says_nothing(self):
        messages = self.env["mail.message"].search_count([])
        mails = self.env["mail.mail"].search_count([])
        self.decide()
        (to_do,) = self.of("manager")
        self.assertEqual((to_do["summary"], to_do["date_deadline"]), ("You have an update", str(DUE)))
        self.assertIn('href="/updates"', to_do["note"])
        self.assertFalse(to_do["res_model"] or to_do["res_id"] or to_do["res_name"])
        told = str({key: value for key, value in to_do.items() if key not in ("user_id", "write_uid", "create_uid")})
        for word in WORDS:
            self.assertNotIn(word, told)
        groups = self.as_("manager", self.env["res.users"])._get_activity_groups()
        self.assertEqual([group["model"] for group in groups], ["mail.activity"])
        self.assertEqual(self.env["mail.message"].search_count([]), messages, "nobody is mailed")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_nobody_else_finds_it(self):
        decision = self.decide()
        to_do = decision.sudo().to_do_id
        self.env.flush_all()
        for name in ("hr", "colleague", "system", "employee"):
            self.log_in(name)
            with self.subTest(name=name):
                self.assertEqual(self.call("mail.activity", "search", [["id", "=", to_do.id]])["result"], [])
                self.assertEqual(self.call("mail.activity", "read", [to_do.id])["error"]["name"], "AccessError")
                answer = self.call("mail.activity", "write", [to_do.id], {"summary": "x"})
                self.assertEqual(answer.get("error", {}).get("name"), "AccessError")
                answer = self.call("casecon.decision", "read", [decision.id], ["to_do_id"])
                self.assertEqual(answer.get("error", {}).get("name"), "AccessError")

    def test_it_is_done_with_the_action(self):
        for by in ("manager", "hr"):
            with self.subTest(by=by):
                decision = self.decide()
                to_do = decision.sudo().to_do_id
                self.as_(by, decision).action_done()
                self.assertFalse(to_do.active)
                self.assertEqual(self.of("manager"), [])
                self.assertTrue(to_do.exists())

    def test_it_goes_over_when_the_action_does(self):
        decision = self.decide()
        self.as_("hr", decision).write({"owner_id": self.users["hr"].partner_id.id})
        self.assertEqual(self.of("manager"), [])
        self.assertEqual(len(self.of("hr")), 1)
        self.as_("hr", decision).write({"due_on": str(DUE + timedelta(days=7))})
        self.assertEqual([one["date_deadline"] for one in self.of("hr")], [str(DUE + timedelta(days=7))])

    def test_it_is_gone_when_there_is_nothing_to_do(self):
        cancelled, decided, nobodys = (self.decide() for _n in range(3))
        self.assertEqual(len(self.of("manager")), 3)
        self.as_("hr", cancelled).unlink()
        self.as_("hr", decided).write({"kind": "decision"})
        self.as_("hr", nobodys).write({"owner_id": False, "why_open": "To be agreed"})
        self.assertEqual(self.of("manager"), [])
        self.assertEqual(self.env["mail.activity"].search_count([("user_id", "=", self.users["manager"].id)]), 0)

    def test_who_has_none(self):
        """A portal user sees the action on their page; who may not read it would be led nowhere."""
        outside = self.env["res.partner"].create({"name": "Person outside"})
        for owner in ("portal_employee", "colleague", outside):
            with self.subTest(owner=owner):
                self.assertFalse(self.decide(owner).sudo().to_do_id)
        self.assertFalse(self.decide(kind="decision").sudo().to_do_id)
        self.assertTrue(self.decide("employee").sudo().to_do_id, "an employee with an internal login")

    def test_it_is_the_owners_to_put_away(self):
        decision = self.decide()
        self.as_("manager", decision.sudo().to_do_id.sudo(False)).action_feedback()
        self.assertEqual(decision.state, "open")
        self.as_("manager", decision).action_done()

    def test_no_other_activity_can_be_passed_off_as_its_to_do(self):
        other = self.env["mail.activity"].create({"user_id": self.users["colleague"].id, "summary": "Own"})
        vals = {"conference_id": self.conference.id, "name": "x", "why_open": "y"}
        decisions = self.as_("hr", self.env["casecon.decision"])
        self.assertRaises(AccessError, decisions.with_context(default_to_do_id=other.id).create, vals)
        made = decisions.create(vals)
        self.assertRaises(UserError, decisions.create, {**vals, "to_do_id": other.id})
        self.assertRaises(UserError, made.sudo().write, {"to_do_id": other.id})
