"""A login that waits has no role of OH, whoever gives it one; and nobody acts on their own behalf (R31). Over HTTP."""

from ..common import promise
from .doors import Doors


@promise("casecon_R31")
class TestRoleGivenMeanwhile(Doors):
    def setUp(self):
        super().setUp()
        self.conference = self.case()
        self.admin = self.users["oh_admin"]
        self.group = self.env.ref("casecon_odoo.casecon_group_oh_admin")
        self.row = self.env["casecon.login"]._of_user(self.admin)
        self.put("hr", self.make_employee("oh_admin", None, self.admin), work_email="elsewhere@example.com")
        self.assertTrue(self.row.waits)

    def sees_nothing(self):
        self.env.invalidate_all()
        self.assertNotIn(self.conference.name, self.learns("oh_admin", self.conference))
        self.assertIn("error", self.call("casecon.login", "search", []))

    def test_by_the_user(self):
        self.assertIn("result", self.put("system", self.admin, group_ids=[(4, self.group.id)]))
        self.sees_nothing()

    def test_by_the_group(self):
        self.assertIn("result", self.put("system", self.group, user_ids=[(4, self.admin.id)]))
        self.sees_nothing()

    def test_by_another_group_that_inherits_it(self):
        other = self.env["res.groups"].create({"name": "Other", "user_ids": [(4, self.admin.id)]})
        self.assertIn("result", self.put("system", other, implied_ids=[(4, self.group.id)]))
        self.sees_nothing()

    def test_by_a_group_that_is_new(self):
        self.log_in("system")
        vals = {"name": "Other", "user_ids": [(4, self.admin.id)], "implied_ids": [(4, self.group.id)]}
        self.assertIn("result", self.call("res.groups", "create", [vals]))
        self.sees_nothing()

    def test_what_was_given_counts_once_oh_has_confirmed(self):
        lead = self.env.ref("casecon_odoo.casecon_group_lead_clinician")
        self.put("system", self.admin, group_ids=[(4, lead.id)])
        said = self.as_("lead", self.row).action_make_code()["params"]["title"]
        mine = self.as_(self.admin, self.env["casecon.login"])
        self.assertTrue(mine.action_type_code(code=said, password="a new password"))
        self.env.invalidate_all()
        self.assertEqual(self.admin._casecon_roles(), {"oh_admin", "lead_clinician"})


@promise("casecon_R31")
class TestOnOnesOwnBehalf(Doors):
    def test_an_hr_officer_whose_login_is_linked_to_the_employee_does_nothing_about_them(self):
        self.assertIn("result", self.put("two_hats", self.employee, user_id=self.users["hr"].id))
        self.log_in("hr")
        vals = {"employee_id": self.employee.id, "ground": "long_absence", "reason": "x", "told_on": "2026-05-29"}
        refused = self.call("casecon.conference", "create", vals)
        self.assertEqual(refused.get("error", {}).get("name"), "AccessError")
        refused = self.call(
            "casecon.report", "action_register", employee_id=self.employee.id, author_name="A", author_role="oha",
            registration_number="1", issued_on="2026-05-01", received_on="2026-05-01",
        )  # fmt: skip
        self.assertEqual(refused.get("error", {}).get("name"), "AccessError")

    def test_oh_does_not_confirm_their_own_login_and_is_told_who_can(self):
        self.put("hr", self.people["no_login"], user_id=self.users["oh_admin"].id)
        row = self.people["no_login"].sudo().casecon_login_ids
        self.log_in("oh_admin")
        for verb in ("action_confirm", "action_make_code", "action_confirm_address"):
            refused = self.call("casecon.login", verb, row.ids)["error"]
            self.assertEqual(refused["name"], "AccessError", verb)
            self.assertIn("Ask a colleague in OH. [R31]", refused["message"], verb)
        self.assertTrue(row.waits)


@promise("casecon_R31")
class TestNameOfAClinician(Doors):
    def test_a_lead_gives_no_clinician_another_name_to_sign_with(self):
        self.log_in("lead")
        for vals in ({"name": "Another Doctor"}, {"role_ended": False}, {"acting_user_id": self.users["lead"].id}):
            with self.subTest(vals=vals):
                refused = self.call("casecon.clinician", "write", self.chair.ids, vals)
                self.assertEqual(refused.get("error", {}).get("name"), "AccessError")


@promise("casecon_R31")
class TestEnteredAddress(Doors):
    def test_the_clinician_confirms_in_the_call_what_hr_entered(self):
        conference = self.case()
        self.put("hr", self.employee, casecon_invitation_email="home@example.com")
        for by in ("hr", "manager", self.owner):
            self.log_in(by)
            refused = self.call("casecon.conference", "action_confirm_address", conference.ids)["error"]
            self.assertEqual(refused["name"], "AccessError")
            self.assertIn("error", self.call("casecon.conference", "read", conference.ids, ["entered_address"]))
        self.log_in("clinician")
        names = ["entered_address", "known_address", "login_seen"]
        (seen,) = self.call("casecon.conference", "read", conference.ids, names)["result"]
        context = {"casecon_seen": seen["login_seen"]}
        self.assertEqual((seen["entered_address"], seen["known_address"]), ("home@example.com", self.owner.email))
        confirmed = self.call("casecon.conference", "action_confirm_address", conference.ids, context=context)
        self.assertIs(confirmed["result"], True)
        self.env.invalidate_all()
        self.assertEqual(self.employee._casecon_address(), "home@example.com")
        self.assertFalse(self.employee._casecon_unconfirmed_address())
        self.assertIn("error", self.call("casecon.conference", "action_confirm_address", conference.ids), "once")


@promise("casecon_R32")
class TestCompanionWhoJoins(Doors):
    """The one judge of R32 judges the login, and what OH has accepted counts here too."""

    def setUp(self):
        super().setUp()
        self.conference = self.case()
        self.as_(self.owner, self.conference).action_set_companion(name="Com Panion", email="box@example.com")
        self.token = self.row(self.conference, "companion").sudo()._seat_token()

    def joins(self, name):
        self.log_in(name)
        return self.call("casecon.attendee", "action_join", self.token)

    def refused(self, name):
        answer = self.joins(name)
        self.assertIn("error", answer, name)
        self.assertTrue(answer["error"]["message"].endswith("[R32]"), answer)

    def test_chair_and_manager_do_not(self):
        for name in ("clinician", "manager"):
            self.refused(name)

    def test_who_booked_for_hr_does_not(self):
        self.as_("two_hats", self.conference).action_move(start="2026-06-22 09:00:00", reason="x")
        self.refused("hr")

    def test_where_oh_accepted_it_they_do(self):
        self.as_("oh_admin", self.conference).action_accept_conflict(reason="x", role="companion", value="manager")
        self.assertIn("result", self.joins("manager"))

    def test_a_companion_who_is_in_is_judged_by_their_login(self):
        self.assertIn("result", self.joins("colleague"))
        contact = self.row(self.conference, "companion").partner_id
        self.assertNotEqual(contact, self.users["colleague"].partner_id)
        self.log_in("hr")
        other = self.people["colleague"].id
        refused = self.call("casecon.conference", "action_reassign", self.conference.ids, role="manager", value=other)
        self.assertTrue(refused["error"]["message"].endswith("[R32]"), refused)
