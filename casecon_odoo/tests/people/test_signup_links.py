"""Found by a fresh hostile reviewer: the link that sets somebody's password is written to its owner alone (R31)."""

from ...models.people.login import know
from ..common import promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestSignupLinks(Doors):
    def setUp(self):
        super().setUp()
        self.keeper = self.make_user("keeper", "base.group_user,base.group_partner_manager")
        own_password(self.keeper)
        self.template = self.env.ref("auth_signup.portal_set_password_email")
        self.log_in(self.keeper)

    def test_whoever_keeps_contacts_sends_it_to_no_address_of_their_own(self):
        answer = self.call(
            "mail.template",
            "send_mail",
            [self.template.id],
            self.owner.id,
            email_values={"email_to": "keeper@evil.example"},
        )
        self.assertNotIn("result", answer)
        mails = self.env["mail.mail"].sudo().search([("email_to", "like", "evil.example")])
        self.assertFalse(mails.filtered(lambda mail: "token=" in (mail.body_html or "")))

    def test_nor_reads_it_in_a_preview(self):
        given = {"mail_template_id": self.template.id, "resource_ref": f"res.users,{self.owner.id}"}
        made = self.call("mail.template.preview", "create", given)
        read = self.call("mail.template.preview", "read", [made.get("result")], ["body_html"])
        self.assertNotIn("token=", str((made, read)))

    def test_the_invitation_to_the_portal_still_holds_it(self):
        wizard = self.call("portal.wizard", "create", {"partner_ids": [(6, 0, self.owner.partner_id.ids)]})["result"]
        (shown,) = self.call("portal.wizard", "read", [wizard], ["user_ids"])["result"]
        answer = self.call("portal.wizard.user", "action_invite_again", shown["user_ids"])
        self.assertIn("result", answer, answer)
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn("token=", mail.body_html or "")
        # kept where the server refuses it, and nobody's
        message = mail.mail_message_id
        self.assertNotEqual(message.create_uid, self.keeper)
        self.assertFalse(self.as_(self.keeper, self.env["mail.message"]).search([("id", "=", message.id)]))

    def test_a_link_of_before_oh_confirmed_the_login_never_lives_again(self):
        partner = self.owner.partner_id.sudo()
        partner.signup_prepare()
        early = partner._generate_signup_token()
        self.assertEqual(partner._get_partner_from_token(early), partner)
        partner.with_user(self.keeper).sudo().email = "elsewhere@example.com"
        self.env.flush_all()
        row = self.env["casecon.login"]._of_user(self.owner)
        self.assertTrue(row.waits)
        know(row)
        self.env.invalidate_all()
        partner.signup_prepare()
        self.assertFalse(partner._get_partner_from_token(early))
        self.assertEqual(partner._get_partner_from_token(partner._generate_signup_token()), partner)
