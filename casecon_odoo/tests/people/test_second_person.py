"""Found by a hostile reviewer: whoever made a change does not confirm it, and nobody sheds what they are. Over HTTP."""

from datetime import timedelta

from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestASecondPerson(Doors):
    def both(self):
        """Somebody with HR rights and the group of OH administrators."""
        user = self.users["hr"]
        user.sudo().write({"group_ids": [(4, self.env.ref("casecon_odoo.casecon_group_oh_admin").id)]})
        return user

    def refused(self, by, record, verb):
        self.log_in(by)
        answer = self.call(record._name, verb, record.ids)
        self.env.invalidate_all()
        self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)

    def test_who_has_hr_rights_as_well_confirms_nothing_through_the_case(self):
        conference, both = self.case(), self.both()
        self.put(both, self.employee, casecon_invitation_email="hrbox@example.com")
        self.refused(both, conference, "action_confirm_address")
        self.put(both, self.employee, user_id=self.accomplice.id)
        self.refused(both, conference, "action_confirm_login")
        self.assertNotEqual(self.employee._casecon_acting_user(), self.accomplice)

    def test_who_made_the_change_does_not_confirm_it(self):
        self.case()
        contacts = self.env.ref("base.group_partner_manager")
        self.users["oh_admin"].sudo().write({"group_ids": [(4, contacts.id)]})
        self.put("oh_admin", self.owner.partner_id, email="mine@example.com")
        row = self.env["casecon.login"]._of_user(self.owner)
        self.assertTrue(row.waits)
        self.refused("oh_admin", row, "action_make_code")
        self.log_in("lead")
        self.assertIn("result", self.call("casecon.login", "action_make_code", row.ids))

    def test_a_press_confirms_what_was_looked_at_and_nothing_that_was_changed_since(self):
        employee, other = self.people["no_login"], self.make_user("other", "base.group_user")
        conference = self.scheduled("no_login", "hr")
        row = employee.sudo().casecon_login_ids
        own_password(self.users["clinician"])
        self.put("hr", employee, user_id=self.accomplice.id)
        for by, record, verb, word in (
            ("oh_admin", row, "action_confirm", "seen"),
            ("clinician", conference, "action_confirm_login", "login_seen"),
        ):
            self.log_in(by)
            (looked_at,) = self.call(record._name, "read", record.ids, [word])["result"]
            self.put("hr", employee, user_id=False)
            self.put("hr", employee, user_id=other.id)
            self.log_in(by)
            for context, said in (
                ({"casecon_seen": looked_at[word]}, "has changed since you opened it"),
                ({}, "Open this login"),
            ):
                refused = self.call(record._name, verb, record.ids, context=context)
                self.assertIn(said, refused.get("error", {}).get("message", ""), verb)
        self.env.invalidate_all()
        self.assertTrue(row.waits)
        self.assertFalse(employee._casecon_acting_user())
        (looked_at,) = self.call("casecon.conference", "read", conference.ids, ["login_seen"])["result"]
        context = {"casecon_seen": looked_at["login_seen"]}
        self.assertIs(
            self.call("casecon.conference", "action_confirm_login", conference.ids, context=context)["result"], True
        )

    def test_an_address_is_confirmed_as_it_was_read_out(self):
        conference = self.case()
        own_password(self.users["clinician"])
        self.put("hr", self.employee, casecon_invitation_email="home@example.com")
        self.log_in("clinician")
        (looked_at,) = self.call("casecon.conference", "read", conference.ids, ["login_seen"])["result"]
        self.put("hr", self.employee, casecon_invitation_email="hr.box@example.com")
        self.log_in("clinician")
        context = {"casecon_seen": looked_at["login_seen"]}
        refused = self.call("casecon.conference", "action_confirm_address", conference.ids, context=context)
        self.assertIn("has changed since you opened it", refused.get("error", {}).get("message", ""))
        self.env.invalidate_all()
        self.assertNotEqual(self.employee._casecon_address(), "hr.box@example.com")

    def test_a_domain_listed_by_another_company_that_somebody_may_enter_is_none_of_theirs(self):
        other = self.env["res.company"].create({"name": "Other", "casecon_mail_domains": "elsewhere.example"})
        self.owner.sudo().company_ids = [(4, other.id)]
        self.put("system", self.owner.partner_id, email=self.owner.email.split("@")[0] + "@elsewhere.example")
        row = self.env["casecon.login"]._of_user(self.owner)
        self.assertTrue(row.needs_code)

    def test_nobody_deletes_their_own_employee_record(self):
        self.case()
        hats = self.users["two_hats"]
        mine = self.people["two_hats"]
        self.log_in(hats)
        with mute_logger("odoo.http"):
            answer = self.call("hr.employee", "unlink", mine.ids)
        self.assertIn("own employee record", answer.get("error", {}).get("message", ""), answer)
        self.assertTrue(mine.exists())

    def test_a_link_that_is_taken_off_by_its_resource_keeps_the_own_hat(self):
        hr = self.users["hr"]
        employee = self.make_employee("hr officer", None)
        self.put("two_hats", employee, user_id=hr.id)
        self.log_in(hr)
        other = self.call("resource.resource", "create", [{"name": "Other", "company_id": self.company.id}])["result"]
        self.put(hr, employee, resource_id=other[0])
        self.assertTrue(employee._casecon_may_be(hr), "still kept out of the own case")

    def test_an_address_that_somebody_entered_is_told_of_nothing_but_the_invitation(self):
        conference = self.case()
        self.put("hr", self.employee, casecon_invitation_email="hrbox@example.com")
        start = str(conference.start - timedelta(days=3))
        self.as_("clinician", conference).action_plan_pre_call(start=start, channel="phone", where="020 7946 0123")
        with clock.at(NOW + timedelta(minutes=5)):
            told = [address for address, mail in self.send_due() if "call" in mail["Subject"]]
        self.assertEqual(told, [self.owner.email])

    def test_what_hr_entered_and_took_back_answers_for_nobody(self):
        conference = self.case()
        self.put("hr", self.employee, casecon_invitation_email="hrbox@example.com")
        self.put("hr", self.employee, casecon_invitation_email=False)
        row = self.row(conference, "employee").sudo()
        self.assertFalse(row._counts("hrbox@example.com"))
        self.assertTrue(row._counts(self.owner.email))


@promise("casecon_R32")
class TestCompanionForTheEmployer(Doors):
    def test_an_hr_officer_beside_the_employee_does_not_act_for_hr(self):
        conference = self.case()
        officer = self.make_user("officer", "hr.group_hr_user")
        self.as_(self.owner, conference).action_set_companion(name="Com Panion", email="box@example.com")
        token = self.row(conference, "companion").sudo()._seat_token()
        self.log_in(officer)
        joined = self.call("casecon.attendee", "action_join", token)
        self.assertIn("result", joined)
        moved = self.call("casecon.conference", "action_move", conference.ids, start="2026-06-22 09:00:00", reason="x")
        self.assertEqual(moved.get("error", {}).get("name"), "AccessError", moved)
