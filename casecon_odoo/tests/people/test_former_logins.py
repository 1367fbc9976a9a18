"""Found by a second hostile reviewer: a former login sheds no hat, and one that is switched off costs no time (R31)."""

from datetime import timedelta

from odoo.exceptions import UserError

from ...models import clock
from ..common import NOW, promise
from ..personas import own_password
from .doors import Doors


class FormerLogin(Doors):
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

    def hired(self, user, **vals):
        """HR enters somebody with a login."""
        self.log_in("hr")
        vals = {"name": user.name, **vals, "user_id": user.id, "company_id": self.company.id}
        made = self.call("hr.employee", "create", {**vals, "parent_id": self.people["manager"].id})
        self.assertIn("result", made, made)
        self.env.invalidate_all()
        return self.env["hr.employee"].browse(made["result"])


@promise("casecon_R31")
class TestFormerLogin(FormerLogin):
    def test_an_hr_officer_whose_login_was_taken_off_with_ohs_knowledge_is_no_hr_in_her_own_case(self):
        conference = self.accepted("two_hats", by="hr")
        self.put("hr", self.employee, user_id=False)
        self.confirmed(self.employee.sudo().casecon_login_ids)
        self.refused("two_hats", conference)

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

    def test_nor_with_a_new_record_of_hers_that_oh_knows_too(self):
        conference = self.accepted("two_hats", by="hr")
        self.put("hr", self.employee, user_id=False)
        new = self.hired(self.owner, name=self.employee.name)
        self.confirmed(self.employee.sudo().casecon_login_ids)
        self.confirmed(new.sudo().casecon_login_ids)
        self.refused("two_hats", conference)

    def off(self, row, login):
        """The change by which a login was taken off that is kept out now, as the OH administrator sees it."""
        self.log_in("oh_admin")
        changes = self.call("casecon.login.change", "search_read", [("login_id", "=", row.id)], ["keeps_out"])["result"]
        (change,) = [one["id"] for one in changes if one["keeps_out"]]
        self.assertEqual(self.env["casecon.login.change"].sudo().browse(change).before_user_id, login)
        return change

    def test_a_mistake_ends_when_oh_says_that_it_was_one(self):
        conference = self.accepted("two_hats", by="hr")
        row = self.employee.sudo().casecon_login_ids
        self.put("hr", self.employee, user_id=False)
        self.confirmed(row)
        change = self.off(row, self.owner)
        for by in ("hr", "two_hats", "manager", "employee"):
            with self.subTest(by=by):
                self.log_in(by)
                answer = self.call("casecon.login.change", "action_let_in", [change])
                self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)
        self.log_in("oh_admin")
        self.assertEqual(self.call("casecon.login.change", "action_let_in", [change]), {"result": True})
        again = self.call("casecon.login.change", "action_let_in", [change])
        self.assertIn("not kept out", again["error"]["message"])
        self.assertEqual(self.env["casecon.login.change"].sudo().search([], limit=1).what, "let_in")
        self.log_in("two_hats")
        self.assertTrue(self.call("casecon.conference", "search", [("id", "=", conference.id)])["result"])

    def test_a_link_that_oh_never_knew_taken_off_by_a_colleague_is_kept_out_too(self):
        officer = self.make_user("new_officer", "hr.group_hr_user")
        own_password(officer)
        person = self.hired(officer)
        self.people["new_officer"] = person
        conference = self.accepted("new_officer", by="hr")
        self.put("hr", person, user_id=False)
        self.refused(officer, conference)

    def test_also_where_hr_gave_her_the_seat_of_a_manager_of_another_company_before(self):
        """So it would look like a slip: as if somebody who stands in the case had been linked to the employee."""
        officer = self.make_user("new_officer", "hr.group_hr_user")
        own_password(officer)
        person = self.people["new_officer"] = self.hired(officer)
        conference = self.accepted("new_officer", by="hr")
        other = self.env["res.company"].create({"name": "Other Ltd"})
        self.users["hr"].sudo().write({"company_ids": [(4, other.id)]})
        self.env.flush_all()
        self.log_in("hr")
        both = {"allowed_company_ids": [self.company.id, other.id]}
        boss = self.call("hr.employee", "create", {"name": "Boss", "company_id": other.id}, context=both)["result"]
        self.call("hr.employee", "write", person.ids, {"parent_id": boss}, context=both)
        for answer in (
            self.call(
                "casecon.conference", "action_reassign", conference.ids, role="manager", value=boss, context=both
            ),
            self.call("hr.employee", "write", [boss], {"user_id": officer.id}, context=both),
        ):
            self.assertEqual(answer, {"result": True})
        self.put("hr", person, user_id=False)
        self.refused(officer, conference)

    def test_but_not_where_it_was_linked_by_a_slip(self):
        """OH knows the login as a colleague's: HR chose the wrong line, and chooses again."""
        conference = self.accepted("no_login", by="hr")
        for by in ("two_hats", "clinician"):  # the chair has no record of an employee, and stands in the case
            with self.subTest(by=by):
                self.put("hr", self.people["no_login"], user_id=self.users[by].id)
                self.put("hr", self.people["no_login"], user_id=False)
                self.log_in(by)
                self.assertTrue(self.call("casecon.conference", "search", [("id", "=", conference.id)])["result"])

    def test_whom_it_keeps_out_never_reads_what_oh_knows(self):
        row = self.employee.sudo().casecon_login_ids
        admin = self.users["oh_admin"]
        self.env.flush_all()
        self.env.cr.execute("INSERT INTO casecon_login_kept_out VALUES (%s, %s)", [row.id, admin.id])
        self.put("hr", self.employee, user_id=False)
        self.log_in("oh_admin")
        self.assertEqual(self.call("casecon.login", "search", [("id", "=", row.id)])["result"], [])
        self.assertEqual(self.call("casecon.login.change", "search", [("login_id", "=", row.id)])["result"], [])


@promise("casecon_R31")
class TestSecondLogin(FormerLogin):
    """OH knows one login of hers; HR links another that OH never knew, an HR officer's."""

    def taken_off(self, by):
        second = self.make_user("second", "hr.group_hr_user")
        own_password(second)
        self.put("hr", self.employee, user_id=second.id)
        conference = self.accepted("two_hats", by="hr")
        self.refused(second, conference)
        self.assertIn("result", self.put(by or second, self.employee, user_id=self.owner.id))
        self.refused(second, conference)

    def test_she_takes_it_off_herself(self):
        self.taken_off(None)

    def test_a_colleague_takes_it_off(self):
        self.taken_off("hr")


@promise("casecon_R31")
class TestOnesOwnSeat(FormerLogin):
    """An HR officer takes the manager's seat in her own case, through the manager's record."""

    def takes_managers_seat(self, conference):
        manager = conference.sudo().manager_id
        self.assertIn("result", self.put("two_hats", manager, user_id=self.owner.id))
        self.log_in("two_hats")
        seats = self.call("casecon.attendee", "search_read", [("conference_id", "=", conference.id)], ["is_me", "role"])
        self.assertNotIn("manager", [one["role"] for one in seats["result"] if one["is_me"]])
        made = self.call("casecon.agenda.item", "create", {"conference_id": conference.id, "name": "Fit by Monday?"})
        if "result" in made:
            item = self.env["casecon.agenda.item"].sudo().browse(made["result"])
            self.assertEqual(item.raised_by, "employee")
        answer = self.call("casecon.attendee", "action_answer", self.row(conference, "manager").ids, "declined")
        self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)

    def test_with_a_login_that_was_replaced(self):
        conference = self.scheduled("two_hats", "hr")
        self.with_code(self.employee.sudo().casecon_login_ids, self.accomplice)
        self.takes_managers_seat(conference)
        self.assertNotIn(conference.name, self.url_open("/my/conferences").text)

    def test_with_the_known_one_after_taking_it_off_herself(self):
        conference = self.scheduled("two_hats", "hr")
        self.put("two_hats", self.employee, user_id=False)
        self.takes_managers_seat(conference)

    def test_the_manager_has_the_seat_again_when_the_link_is_right(self):
        conference = self.scheduled("two_hats", "hr")
        manager = conference.sudo().manager_id
        known = manager.user_id
        self.put("two_hats", manager, user_id=self.owner.id)
        self.put("hr", manager, user_id=known.id)
        self.assertEqual(self.row(conference, "manager").sudo().user_id, known)

    def test_an_older_database_had_given_it(self):
        conference = self.scheduled("two_hats", "hr")
        row = self.row(conference, "manager").sudo()
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE casecon_attendee DISABLE TRIGGER casecon_seat_settle")
        self.env.cr.execute("UPDATE casecon_attendee SET user_id = %s WHERE id = %s", [self.owner.id, row.id])
        self.env.cr.execute("ALTER TABLE casecon_attendee ENABLE TRIGGER casecon_seat_settle")
        self.env["casecon.attendee"]._make_seats()
        self.env.invalidate_all()
        self.assertNotEqual(row.user_id, self.owner)


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
