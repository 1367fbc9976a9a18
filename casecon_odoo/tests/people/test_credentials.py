"""A login whose credentials somebody else changes waits for OH (R31)."""

from odoo.exceptions import UserError

from ..common import SECRET, promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestCredentials(Doors):
    def waits(self, user):
        self.env.invalidate_all()
        return not self.env["casecon.login"]._of_user(user).acting_user_id

    def test_an_address_that_hr_changes_makes_the_login_wait(self):
        conference = self.case()
        clinician = self.make_employee("clinician", None, self.users["clinician"])
        self.put("hr", clinician, work_email="hr.mailbox@example.com")
        self.assertEqual(self.users["clinician"].email, "hr.mailbox@example.com", "stock: the login's address")
        self.assertTrue(self.waits(self.users["clinician"]))
        self.assertNotIn(SECRET, self.learns("clinician", conference))
        self.log_in("clinician")
        refused = self.call("casecon.note", "create", {"employee_id": self.employee.id, "kind": "consultation"})
        self.assertEqual(refused["error"]["name"], "AccessError")

    def test_the_same_by_contact_creation(self):
        conference = self.case()
        keeper = self.make_user("keeper", "base.group_user,base.group_partner_manager")
        answer = self.put(keeper, self.owner.partner_id, email="elsewhere@example.com")
        plain = self.make_user("plain", "base.group_portal")
        self.assertEqual(answer, self.put(keeper, plain.partner_id, email="x@example.com"), "case or none")
        self.assertTrue(self.waits(plain))
        self.assertTrue(self.waits(self.owner))
        self.assertNotIn(conference.name, self.learns(self.owner, conference))

    def test_a_password_set_by_somebody_else(self):
        conference = self.case()
        self.log_in("system")
        self.env["res.users"].with_user(self.users["system"]).sudo().browse(self.owner.id).password = "known to system"
        self.env.flush_all()
        self.assertTrue(self.waits(self.owner))
        self.assertNotIn(conference.name, self.learns(self.owner, conference))

    def test_what_one_changes_oneself_is_nothing(self):
        self.owner.with_user(self.owner).sudo().write({"email": "new.own@example.com"})
        own_password(self.owner)
        self.assertFalse(self.waits(self.owner))
        self.assertEqual(self.env["casecon.login"]._of_user(self.owner).address, "new.own@example.com")

    def test_a_forgotten_password_by_the_link_to_the_known_address_is_nothing(self):
        self.owner.partner_id.signup_prepare(signup_type="reset")
        token = self.owner.partner_id._generate_signup_token()
        public = self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo()
        public.signup({"login": self.owner.login, "name": "X", "password": "quite another one"}, token)
        self.assertFalse(self.waits(self.owner))

    def test_but_not_after_the_address_was_changed(self):
        self.owner.partner_id.with_user(self.users["hr"]).sudo().email = "elsewhere@example.com"
        self.owner.partner_id.signup_prepare(signup_type="reset")
        token = self.owner.partner_id._generate_signup_token()
        public = self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo()
        public.signup({"login": self.owner.login, "name": "X", "password": "quite another one"}, token)
        self.assertTrue(self.waits(self.owner))
        self.owner.with_user(self.owner).sudo().email = "mine@example.com"
        self.assertTrue(self.waits(self.owner), "whoever is in now does not talk themselves free")

    def test_a_code_by_telephone_ends_it_and_other_ways_in(self):
        conference = self.case()
        self.owner.partner_id.with_user(self.users["hr"]).sudo().email = "elsewhere@example.com"
        key = self.env["res.users.apikeys"].with_user(self.owner).sudo()._generate("rpc", "made meanwhile", None)
        self.env.flush_all()
        row = self.env["casecon.login"]._of_user(self.owner)
        with self.assertRaises(UserError):
            self.as_("oh_admin", self.seen(row)).action_confirm()
        said = self.as_("oh_admin", row).action_make_code()["params"]["title"]
        code = "".join(c for c in said if c.isdigit())
        self.env.flush_all()
        self.log_in(self.owner)
        for wrong in ("12345678", "", None, "x" * 3000):
            self.assertIs(self.call("casecon.login", "action_type_code", wrong, "a new password")["result"], False)
        self.assertIs(self.call("casecon.login", "action_type_code", code, "a new password")["result"], True)
        self.assertFalse(self.waits(self.owner))
        self.env.cr.execute("SELECT 1 FROM res_users_apikeys WHERE user_id = %s", [self.owner.id])
        self.assertFalse(self.env.cr.rowcount, "a key made meanwhile is gone")
        self.assertTrue(key)
        own_password(self.owner)
        self.assertIn(conference.name, self.learns(self.owner, conference))

    def test_five_tries_and_a_day(self):
        self.owner.partner_id.with_user(self.users["hr"]).sudo().email = "elsewhere@example.com"
        row = self.env["casecon.login"]._of_user(self.owner)
        said = self.as_("oh_admin", row).action_make_code()["params"]["title"]
        code = "".join(c for c in said if c.isdigit())
        mine = self.as_(self.owner, self.env["casecon.login"])
        for _try in range(5):
            self.assertFalse(mine.action_type_code(code="00000000", password="a new password"))
        self.assertFalse(mine.action_type_code(code=code, password="a new password"), "too many tries")

    def test_a_new_mail_domain_of_the_company_is_confirmed_at_once(self):
        people = [self.users[name] for name in ("employee", "portal_employee", "two_hats")]
        self.company.casecon_mail_domains = "works.example"
        for user in people:
            user.partner_id.with_user(self.users["system"]).sudo().email = user.email.split("@")[0] + "@works.example"
        rows = self.env["casecon.login"].union(*(self.env["casecon.login"]._of_user(user) for user in people))
        self.assertTrue(all(rows.mapped("waits")))
        self.as_("oh_admin", rows.sudo(False)).action_confirm()
        self.assertFalse(any(self.waits(user) for user in people))

    def test_a_login_of_oh_that_waits_has_none_of_ohs_groups(self):
        admin = self.users["oh_admin"]
        admin.partner_id.with_user(self.users["hr"]).sudo().email = "elsewhere@example.com"
        self.env.flush_all()
        self.assertFalse(admin._casecon_roles())
        row = self.env["casecon.login"]._of_user(admin)
        said = self.as_("lead", row).action_make_code()["params"]["title"]
        code = "".join(c for c in said if c.isdigit())
        self.assertTrue(
            self.as_(admin, self.env["casecon.login"]).action_type_code(code=code, password="a new password")
        )
        self.env.invalidate_all()
        self.assertEqual(admin._casecon_roles(), {"oh_admin"})
