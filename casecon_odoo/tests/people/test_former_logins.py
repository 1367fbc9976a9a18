"""Found by a second hostile reviewer: a former login sheds no hat, and one that is switched off costs no time (R31)."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import NOW, promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestFormerLogin(Doors):
    login = "two_hats"

    def confirmed(self, row):
        self.log_in("oh_admin")
        (looked_at,) = self.call("casecon.login", "read", row.ids, ["seen"])["result"]
        answer = self.call("casecon.login", "action_confirm", row.ids, context={"casecon_seen": looked_at["seen"]})
        self.assertEqual(answer, {"result": True})
        self.env.invalidate_all()

    def refused(self, by, conference):
        self.log_in(by)
        self.assertEqual(self.call("casecon.conference", "search", [("id", "=", conference.id)])["result"], [])
        answer = self.call("casecon.conference", "action_cancel", conference.ids, reason="x")
        self.assertEqual(answer.get("error", {}).get("name"), "AccessError")

    def test_an_hr_officer_whose_login_was_taken_off_with_ohs_knowledge_is_no_hr_in_her_own_case(self):
        conference = self.accepted("two_hats", by="hr")
        self.put("hr", self.employee, user_id=False)
        self.confirmed(self.employee.sudo().casecon_login_ids)
        self.refused("two_hats", conference)

    def with_code(self, row, login):
        """OH talks to the person, who types the code with another login."""
        self.put("hr", self.employee, user_id=login.id)
        self.log_in("oh_admin")
        said = self.call("casecon.login", "action_make_code", row.ids)["result"]["params"]["title"]
        self.log_in(login)
        code = "".join(c for c in said if c.isdigit())
        self.assertIs(self.call("casecon.login", "action_type_code", code, "a new password")["result"], True)
        self.env.invalidate_all()
        self.assertEqual(row.acting_user_id, login)

    def test_nor_with_another_login_that_oh_knows_now(self):
        conference = self.accepted("two_hats", by="hr")
        self.with_code(self.employee.sudo().casecon_login_ids, self.accomplice)
        self.refused("two_hats", conference)

    def test_nor_with_a_third(self):
        conference = self.accepted("two_hats", by="hr")
        third = self.make_user("third", "base.group_user")
        own_password(third)
        row = self.employee.sudo().casecon_login_ids
        self.with_code(row, self.accomplice)
        self.with_code(row, third)
        self.refused("two_hats", conference)

    def test_an_older_database_kept_one_of_them(self):
        row = self.employee.sudo().casecon_login_ids
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE casecon_login ADD COLUMN kept_out_user_id int")
        self.env.cr.execute(
            "UPDATE casecon_login SET kept_out_user_id = %s WHERE id = %s", [self.accomplice.id, row.id]
        )
        self.env["casecon.login"]._make_triggers()
        self.env.invalidate_all()
        self.assertEqual(row.kept_out_user_ids, self.accomplice)

    def test_a_mistake_ends_when_oh_knows_the_login_to_be_a_colleagues(self):
        conference = self.accepted("two_hats", by="hr")
        colleague = self.people["no_login"]
        self.put("hr", self.employee, user_id=False)
        self.put("hr", colleague, user_id=self.owner.id)
        self.confirmed(self.employee.sudo().casecon_login_ids)
        self.confirmed(colleague.sudo().casecon_login_ids)
        self.log_in("two_hats")
        self.assertTrue(self.call("casecon.conference", "search", [("id", "=", conference.id)])["result"])


@promise("casecon_R31", "casecon_R22")
class TestSwitchedOff(Doors):
    def switch_off(self):
        """By whoever keeps contacts, with Odoo's own wizard."""
        keeper = self.make_user("keeper", "base.group_user,base.group_partner_manager")
        own_password(keeper)
        self.log_in(keeper)
        wizard = self.call("portal.wizard", "create", {"partner_ids": [(6, 0, self.owner.partner_id.ids)]})["result"]
        (shown,) = self.call("portal.wizard", "read", [wizard], ["user_ids"])["result"]
        self.assertIn("result", self.call("portal.wizard.user", "action_revoke_access", shown["user_ids"]))
        self.env.invalidate_all()
        self.assertFalse(self.owner.active)

    def since(self, moment):
        """PostgreSQL's clock does not stand still."""
        sql = "UPDATE casecon_login SET suspended_at = %s WHERE employee_id = %s"
        self.env.cr.execute(f"{sql} AND suspended_at IS NOT NULL", [moment, self.employee.id])
        self.env.invalidate_all()

    def test_silence_of_an_employee_whose_login_was_switched_off_is_no_answer(self):
        conference = self.case()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE casecon_conference SET started_at = start, ended_at = stop WHERE id = %s", [conference.id]
        )
        self.env.invalidate_all()
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>We agreed on mornings.</p>"}
        )
        minutes.action_send_for_fact_check()
        self.send_due()
        until = minutes.fact_check_until
        self.switch_off()
        self.since(NOW)
        with clock.at(clock.now() + timedelta(days=30)), self.assertRaisesRegex(UserError, "switched off"):
            self.as_("hr", minutes).action_finalise()
        self.owner.active = True
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertGreater(minutes.fact_check_until, until, "the time that it stood still comes on top")
