"""A link of a login to an employee gives nothing to anybody (R31): each door, over HTTP."""

from odoo.exceptions import AccessError, UserError

from ..common import SECRET, promise
from .doors import Doors


@promise("casecon_R31")
class TestLink(Doors):
    def test_hr_links_an_accomplice_and_nothing_is_gained(self):
        conference = self.case()
        before = self.learns(self.accomplice, conference)
        self.assertIn("result", self.put("hr", self.employee, user_id=self.accomplice.id))
        self.assertEqual(self.learns(self.accomplice, conference), before)
        self.log_in(self.accomplice)
        for model, verb, ids, values in (
            ("casecon.conference", "action_waive_notice", conference.ids, {"earliest_start": "2026-06-10 09:00:00"}),
            ("casecon.conference", "action_decline", conference.ids, {}),
            ("casecon.consent.line", "action_grant", self.line.ids, {}),
        ):
            self.assertEqual(self.call(model, verb, ids, **values)["error"]["name"], "AccessError", verb)
        self.env.invalidate_all()
        self.assertFalse(conference.notice_waived_at)
        self.assertIn("result", self.put("hr", self.employee, user_id=self.owner.id))
        changes = self.employee.sudo().casecon_login_ids.change_ids
        self.assertEqual(changes.changed_by_id, self.users["hr"], "put back, and the trace is there")
        self.assertEqual(len(changes), 2)
        self.assertIn(conference.name, self.learns(self.owner, conference))

    def test_the_same_by_the_resource(self):
        conference = self.case()
        before = self.learns(self.accomplice, conference)
        self.put("hr", self.employee.resource_id, user_id=self.accomplice.id)
        self.assertEqual(self.employee.user_id, self.accomplice, "stock followed")
        self.assertEqual(self.learns(self.accomplice, conference), before)

    def test_linked_first_and_booked_then(self):
        self.put("hr", self.employee, user_id=self.accomplice.id)
        conference = self.scheduled(self.login, "hr")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))

    def test_who_never_had_a_login_waits_for_oh_too(self):
        employee = self.people["no_login"]
        self.put("hr", employee, user_id=self.accomplice.id)
        conference = self.scheduled("no_login", "hr")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))
        row = employee.sudo().casecon_login_ids
        self.assertFalse(row.needs_code, "one press where nothing is odd")
        self.as_("oh_admin", self.seen(row)).action_confirm()
        self.env.flush_all()
        self.assertIn(conference.name, self.learns(self.accomplice, conference), "sees its conference whole")
        self.log_in(self.accomplice)
        self.assertTrue(self.call("casecon.agenda.item", "search", [("conference_id", "=", conference.id)])["result"])
        self.assertIn(
            "result", self.call("casecon.attendee", "action_answer", self.row(conference, "employee").ids, "accepted")
        )

    def test_a_former_login_reads_nothing_and_can_still_withdraw(self):
        conference = self.case()
        self.as_(self.owner, self.line).action_grant()
        self.put("hr", self.employee, user_id=False)
        self.assertNotIn(conference.name, self.learns(self.owner, conference))
        self.log_in(self.owner)
        self.assertIs(self.call("casecon.conference", "action_withdraw_everything")["result"], True)
        self.env.invalidate_all()
        self.assertEqual(set(self.line._stands().values()), {"withdrawn"})
        self.log_in("colleague")
        self.assertIs(
            self.call("casecon.conference", "action_withdraw_everything")["result"], True, "no case: the same"
        )

    def test_nobody_but_oh_confirms_and_nobody_their_own(self):
        self.case()
        self.put("hr", self.employee, user_id=self.accomplice.id)
        row = self.employee.sudo().casecon_login_ids
        for name in ("hr", "manager", "clinician", "colleague", "privacy", "system"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.as_(name, self.seen(row)).action_confirm()
        with self.assertRaises(UserError):
            self.as_("lead", self.seen(row)).action_confirm()
        self.employee.sudo().user_id = self.users["oh_admin"]
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.as_("oh_admin", row).action_make_code()

    def test_nobody_writes_what_oh_knows(self):
        row = self.employee.sudo().casecon_login_ids
        for change in (
            lambda: row.write({"user_id": self.accomplice.id}),
            lambda: row.create([{"employee_id": self.employee.id}]),
            row.unlink,
            row.copy,
        ):
            with self.assertRaises(UserError):
                change()

    def test_a_chair_who_is_linked_to_the_employee_is_out_and_back_with_the_link(self):
        conference = self.case()
        self.assertIn(SECRET, self.learns("clinician", conference))
        self.put("hr", self.employee, user_id=self.users["clinician"].id)
        self.assertNotIn(SECRET, self.learns("clinician", conference))
        about = {"employee_id": self.employee.id, "kind": "consultation", "body": "x"}
        self.assertEqual(self.call("casecon.note", "create", [about])["error"]["name"], "AccessError")
        self.put("hr", self.employee, user_id=self.owner.id)
        self.assertIn(SECRET, self.learns("clinician", conference))


@promise("casecon_R31")
class TestOwnHat(Doors):
    login = "two_hats"

    def test_an_hr_officer_who_takes_her_login_off_is_still_the_employee(self):
        conference = self.accepted("two_hats", by="hr")
        for target, vals in ((self.employee, {"user_id": False}), (self.employee.resource_id, {"user_id": False})):
            self.put("two_hats", target, **vals)
        self.assertFalse(self.employee.user_id)
        self.log_in("two_hats")
        for verb, values in (("action_cancel", {"reason": "x"}), ("action_schedule", {}), ("action_accept", {})):
            refused = self.call("casecon.conference", verb, conference.ids, **values)
            self.assertEqual(refused.get("error", {}).get("name"), "AccessError", verb)
        refused = self.call(
            "casecon.report", "action_register", employee_id=self.employee.id, author_name="A", author_role="oha",
            registration_number="1", issued_on="2026-05-01", received_on="2026-05-01",
        )  # fmt: skip
        self.assertEqual(refused.get("error", {}).get("name"), "AccessError")
        self.assertIn("result", self.call("casecon.conference", "action_decline", conference.ids), "as the employee")

    def test_nor_does_linking_another_login_of_hers_shed_it(self):
        conference = self.accepted("two_hats", by="hr")
        self.put("two_hats", self.employee, user_id=self.accomplice.id)
        self.log_in("two_hats")
        refused = self.call("casecon.conference", "action_cancel", conference.ids, reason="x")
        self.assertEqual(refused.get("error", {}).get("name"), "AccessError")
