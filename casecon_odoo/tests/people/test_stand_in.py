"""A contact that the app makes beside the work contact bears the employee's name: no colleague finds it (R31)."""

from ..common import promise
from ..personas import own_password
from .doors import Doors


class StandIn(Doors):
    def newcomer(self):
        """Somebody new, whose login OH does not know yet, and a case of theirs: who stands in for them in it."""
        self.new = self.make_user("newcomer", "base.group_user")
        self.log_in("hr")
        vals = {"name": self.new.name, "user_id": self.new.id, "company_id": self.company.id}
        made = self.call("hr.employee", "create", {**vals, "parent_id": self.people["manager"].id})
        self.env.invalidate_all()
        self.people["newcomer"] = self.env["hr.employee"].browse(made["result"])
        self.conference = self.scheduled("newcomer", "hr")
        self.env.flush_all()
        return self.row(self.conference, "employee").sudo().partner_id

    def keeper(self):
        keeper = self.make_user("keeper", "base.group_user,base.group_partner_manager")
        own_password(keeper)
        return keeper


@promise("casecon_R31", "casecon_R25")
class TestStandIn(StandIn):
    def named(self, name, by=None):
        """How many contacts of this name a colleague finds, archived ones too."""
        self.log_in(by or self.accomplice)
        found = self.call("res.partner", "search", [("name", "=", name), ("active", "in", (True, False))])
        return len(found["result"])

    def test_a_case_of_somebody_new_shows_in_no_directory(self):
        stands_in, new = self.newcomer(), self.new
        self.assertTrue(stands_in.casecon_stands_in)
        self.assertEqual(self.named(new.name), 1)
        answer = self.call("res.partner", "read", stands_in.ids, ["name"])
        self.assertEqual(answer, {"result": []}, "as if it were not there")
        self.assertEqual(self.named(new.name, by="hr"), 2, "HR makes them the owner of an action")

    def test_nor_where_somebody_gives_the_work_contact_a_login(self):
        conference = self.scheduled("no_login", "hr")
        person = self.people["no_login"]
        keeper, contact = self.keeper(), person.sudo().work_contact_id
        self.env.flush_all()
        self.assertEqual(self.named(person.name), 1)
        self.put(keeper, contact, email="no.login@example.com")
        wizard = self.call("portal.wizard", "create", {"partner_ids": [(6, 0, contact.ids)]})["result"]
        (shown,) = self.call("portal.wizard", "read", [wizard], ["user_ids"])["result"]
        self.assertIn("result", self.call("portal.wizard.user", "action_grant_access", shown["user_ids"]))
        self.env.invalidate_all()
        other = self.env["casecon.clinician"].sudo().search([("user_id", "=", self.users["clinician2"].id)])
        self.as_("hr", conference).action_reassign(role="clinician", value=other.id)
        self.env.flush_all()
        self.assertNotEqual(self.row(conference, "employee").sudo().partner_id, contact)
        self.assertEqual(self.named(person.name), 1)

    def test_of_an_older_database_those_that_it_made_are_marked(self):
        person = self.people["no_login"]
        person.work_contact_id = False
        made = person._casecon_partner()
        made.casecon_stands_in = False
        self.env.flush_all()
        self.env["res.partner"]._casecon_mark_stand_ins()
        self.env.invalidate_all()
        self.assertTrue(made.casecon_stands_in)


@promise("casecon_R31")
class TestStandInNoMore(StandIn):
    """HR reads two contacts of one name: what they make the person's own is hidden from nobody any more."""

    def setUp(self):
        super().setUp()
        self.contact = self.newcomer()
        for right in ("base.group_partner_manager", "base.group_erp_manager"):
            self.users["hr"].group_ids += self.env.ref(right)
        self.env.flush_all()

    def test_after_they_were_merged(self):
        own = self.new.partner_id
        self.put("hr", self.contact, email=own.email)
        vals = {"partner_ids": [(6, 0, [own.id, self.contact.id])], "dst_partner_id": self.contact.id}
        wizard = self.call("base.partner.merge.automatic.wizard", "create", vals)["result"]
        self.assertIn("result", self.call("base.partner.merge.automatic.wizard", "action_merge", [wizard]))
        self.env.invalidate_all()
        self.assertFalse(own.exists())
        self.assertFalse(self.contact.casecon_stands_in)
        self.log_in(self.accomplice)
        found = self.call("res.partner", "search_read", [("name", "=", self.new.name)], ["display_name"])["result"]
        self.assertEqual([row["display_name"] for row in found], [self.new.name])

    def test_after_it_has_a_login(self):
        self.put("hr", self.contact, email="second@example.com")
        wizard = self.call("portal.wizard", "create", {"partner_ids": [(6, 0, self.contact.ids)]})["result"]
        (shown,) = self.call("portal.wizard", "read", [wizard], ["user_ids"])["result"]
        self.assertIn("result", self.call("portal.wizard.user", "action_grant_access", shown["user_ids"]))
        self.env.invalidate_all()
        self.assertFalse(self.contact.casecon_stands_in)

    def test_after_hr_made_it_the_work_contact(self):
        self.assertIn("result", self.put("hr", self.people["newcomer"], work_contact_id=self.contact.id))
        self.assertFalse(self.contact.casecon_stands_in)
