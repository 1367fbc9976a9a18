"""What a code confirms, what ends it, and which login is the first: found by an attack on the first version (R31)."""

from odoo.exceptions import UserError

from ..common import promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestWhatACodeConfirms(Doors):
    def code(self, row):
        title = self.as_("oh_admin", row).action_make_code()["params"]["title"]
        return "".join(filter(str.isdigit, title))

    def types(self, user, code):
        return self.as_(user, self.env["casecon.login"]).action_type_code(code=code, password="a new password")

    def changed_by_hr(self, user, **vals):
        user.partner_id.with_user(self.users["hr"]).sudo().write(vals)
        self.env.flush_all()

    def own(self, user):
        return self.env["casecon.login"]._of_user(user)

    def test_it_confirms_what_oh_looked_at_and_no_more(self):
        self.employee.user_id = self.accomplice
        self.changed_by_hr(self.accomplice, email="elsewhere@example.com")
        self.assertTrue(self.types(self.accomplice, self.code(self.own(self.accomplice))))
        self.assertEqual(self.own(self.accomplice).acting_user_id, self.accomplice)
        self.assertFalse(self.employee.sudo().casecon_login_ids.acting_user_id, "the link was not talked about")

    def test_a_later_change_ends_it(self):
        self.changed_by_hr(self.owner, email="nice@example.com")
        code = self.code(self.own(self.owner))
        self.changed_by_hr(self.owner, email="evil@example.com")
        self.assertFalse(self.types(self.owner, code))

    def test_so_does_a_change_by_whoever_is_in_meanwhile(self):
        self.owner.password = "set by somebody else"
        code = self.code(self.own(self.owner))
        self.owner.with_user(self.owner).sudo().email = "evil@example.com"
        self.assertFalse(self.types(self.owner, code))
        self.assertIn("email", self.own(self.owner).change_ids.mapped("what"), "and it is traced")

    def test_a_second_address_is_a_change(self):
        self.owner.with_user(self.owner).sudo().email = "no address"
        self.changed_by_hr(self.owner, email="evil@example.com, evil2@example.com")
        self.assertFalse(self.own(self.owner).acting_user_id)

    def test_a_forgotten_password_keeps_the_role(self):
        public = self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo()
        for name, role in (("oh_admin", "oh_admin"), ("clinician", "clinician")):
            user = self.users[name]
            own_password(user)
            user.partner_id.signup_prepare(signup_type="reset")
            token = user.partner_id._generate_signup_token()
            public.signup({"login": user.login, "name": "X", "password": "quite another one"}, token)
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertIn(role, user._casecon_roles(), name)

    def test_a_login_made_with_a_password_needs_a_code(self):
        made = self.make_user("made", "base.group_user", password="known to whoever made it")
        self.assertFalse(self.own(made).acting_user_id)
        self.assertTrue(self.own(made).needs_code)
        with self.assertRaises(UserError):
            self.as_("oh_admin", self.seen(self.own(made))).action_confirm()
        self.assertFalse(self.own(made).acting_user_id)


@promise("casecon_R31")
class TestWhichIsTheFirst(Doors):
    def test_a_login_after_one_that_was_taken_off_is_none(self):
        row = self.employee.sudo().casecon_login_ids
        self.employee.user_id = False
        self.env.flush_all()
        self.as_("oh_admin", self.seen(row)).action_confirm()
        self.employee.user_id = self.accomplice
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(row.needs_code)

    def test_who_took_their_own_off_before_oh_knew_it_is_kept_out_of_their_case(self):
        officer = self.make_user("new_officer", "hr.group_hr_user")
        own_password(officer)
        person = self.make_employee("new_officer", self.people["manager"])
        person.user_id = officer
        self.env.flush_all()
        self.people["new_officer"] = person
        conference = self.scheduled("new_officer", "hr")
        self.put(officer, person, user_id=False)
        self.assertNotIn(conference.name, self.learns(officer, conference))

    def test_a_deleted_login_lends_its_address_to_nobody(self):
        gone = self.make_user("gone", "base.group_portal", email="evil@example.com")
        gone.unlink()
        self.env.flush_all()
        self.assertFalse(self.people["no_login"]._casecon_address())

    def test_a_clinician_is_written_to_where_they_were_known(self):
        conference = self.case()
        self.users["clinician"].partner_id.with_user(self.users["hr"]).sudo().email = "evil@example.com"
        self.env.flush_all()
        self.assertEqual(self.row(conference, "clinician").sudo()._address(), "clinician@example.com")


@promise("casecon_R31", "casecon_R32")
class TestCompanionWhoIsOfTheCase(Doors):
    def test_hr_of_the_case_does_not_join_as_companion(self):
        conference = self.case()
        self.as_(self.owner, conference).action_set_companion(name="Com Panion", email="box@example.com")
        token = self.row(conference, "companion").sudo()._seat_token()
        self.log_in("hr")
        self.assertTrue(self.call("casecon.attendee", "action_join", token)["error"]["message"].endswith("[R32]"))
