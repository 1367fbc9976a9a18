"""Found by a second hostile reviewer: what OH is shown of a login is what it confirms, and shows whose it is (R31)."""

from ...models import clock
from ..common import promise
from ..personas import own_password
from .doors import Doors


class Claims(Doors):
    def setUp(self):
        super().setUp()
        self.person = self.people["no_login"]
        self.known = self.person.sudo().casecon_login_ids
        self.keeper = self.make_user("keeper", "base.group_user,base.group_partner_manager")
        own_password(self.keeper)

    def confirmed(self, row):
        """As an OH administrator who looks and presses, over HTTP: what the press answers."""
        self.log_in("oh_admin")
        (looked_at,) = self.call("casecon.login", "read", row.ids, ["seen", "email"])["result"]
        answer = self.call("casecon.login", "action_confirm", row.ids, context={"casecon_seen": looked_at["seen"]})
        self.env.invalidate_all()
        return answer


@promise("casecon_R31")
class TestClaimedLogin(Claims):
    def test_an_address_that_its_holder_entered_shows_nothing_to_oh(self):
        conference = self.scheduled("no_login", "hr")
        self.put(self.accomplice, self.accomplice, email="the.persons.own@example.org")
        self.put("hr", self.person, user_id=self.accomplice.id)
        self.assertIn("error", self.confirmed(self.known), "whose address it is, the person has not shown yet")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))
        own_password(self.users["clinician"])
        self.log_in("clinician")
        self.assertIn("error", self.call("casecon.conference", "action_confirm_login", conference.ids))
        self.log_in("oh_admin")
        self.assertIn("result", self.call("casecon.login", "action_make_code", self.known.ids))

    def test_nor_after_it_was_linked(self):
        self.scheduled("no_login", "hr")
        self.put("hr", self.person, user_id=self.accomplice.id)
        self.put(self.accomplice, self.accomplice, email="the.persons.own@example.org")
        self.assertIn("error", self.confirmed(self.known))

    def test_nor_one_with_which_somebody_signed_up(self):
        public = self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo()
        self.env["ir.config_parameter"].sudo().set_param("auth_signup.invitation_scope", "b2c")
        public.signup({"login": "the.persons.own@example.org", "name": "Person", "password": "chosen by another"})
        made = self.env["res.users"].search([("login", "=", "the.persons.own@example.org")])
        made.write({"company_ids": [(6, 0, self.company.ids)], "company_id": self.company.id})
        self.assertIn("result", self.put("hr", self.person, user_id=made.id))
        refused = self.confirmed(self.known)
        self.assertIn("give them a code", refused["error"]["message"])

    def test_the_code_of_oh_shows_it(self):
        self.put(self.accomplice, self.accomplice, email="the.persons.own@example.org")
        self.put("hr", self.person, user_id=self.accomplice.id)
        self.log_in("oh_admin")
        said = self.call("casecon.login", "action_make_code", self.known.ids)["result"]["params"]["title"]
        code = "".join(c for c in said if c.isdigit())
        self.log_in(self.accomplice)
        self.assertIs(self.call("casecon.login", "action_type_code", code, "a new password")["result"], True)
        self.env.invalidate_all()
        self.assertEqual(self.known.acting_user_id, self.accomplice)
        self.assertFalse(self.env["casecon.login"]._of_user(self.accomplice).claims)

    def test_it_is_never_taken_over_by_itself(self):
        self.put(self.accomplice, self.accomplice, email="the.persons.own@example.org")
        self.put("hr", self.person, user_id=self.accomplice.id)
        self.env.cr.execute("UPDATE casecon_login SET changed_at = '2020-01-01'")
        with clock.at(self.env.cr.now().replace(tzinfo=None)):
            self.env["casecon.login"]._cron_take_over()
        self.env.invalidate_all()
        self.assertTrue(self.known.waits)

    def test_the_pre_call_shows_the_address_of_the_login_as_well(self):
        conference = self.scheduled("no_login", "hr")
        self.put("hr", self.person, user_id=self.accomplice.id, casecon_invitation_email="person@home.example")
        own_password(self.users["clinician"])
        self.log_in("clinician")
        self.call("casecon.conference", "action_confirm_address", conference.ids)
        (shown,) = self.call("casecon.conference", "read", conference.ids, ["known_login"])["result"]
        self.assertEqual(shown["known_login"], "casecon_accomplice, accomplice@example.com")


@promise("casecon_R31")
class TestUnseenAddress(Claims):
    def test_an_address_that_nobody_sees_is_none(self):
        self.case()
        row = self.env["casecon.login"]._of_user(self.owner)
        self.company.casecon_mail_domains = "works.example"
        self.put(self.keeper, self.owner.partner_id, email="portal_employee@works.example")
        answer = self.put(self.keeper, self.owner.partner_id, email_normalized="evil@example.com")
        self.assertIs(answer["result"], True, "answers as ever")
        self.assertIs(self.confirmed(row)["result"], True)
        self.assertEqual(self.employee._casecon_address(), "portal_employee@works.example")

    def test_a_link_sets_no_single_sign_on_while_the_login_waits(self):
        self.put(self.keeper, self.owner.partner_id, email="evil@example.com")
        self.owner.partner_id.signup_prepare(signup_type="reset")
        token = self.owner.partner_id._generate_signup_token()
        public = self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo()
        given = {"login": "x", "name": "X", "email": "more.evil@example.com"}  # as single sign-on does
        public.signup({**given, "password": "theirs for now"}, token)
        self.env.invalidate_all()
        self.assertEqual(self.owner.email, "evil@example.com", "what OH is asked about")
