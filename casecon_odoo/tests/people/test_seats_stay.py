"""A seat stays with its person: contacts that are merged, companions, roles that end (R31 R13)."""

from datetime import timedelta

from ..common import SECRET, promise
from ..personas import own_password
from .doors import Doors


@promise("casecon_R31")
class TestMerge(Doors):
    def setUp(self):
        super().setUp()
        self.accomplice = self.make_user("merged", "base.group_portal")
        own_password(self.accomplice)

    def merge(self, *partners, into, by="base.group_partner_manager"):
        """As somebody with *Contact creation*; contacts of one address, as Odoo asks for."""
        keeper = self.make_user(f"keeper{self.env.cr.now().timestamp()}{into.id}", f"base.group_user,{by}")
        wizard = (
            self.env["base.partner.merge.automatic.wizard"]
            .with_user(keeper)
            .create({"partner_ids": [(6, 0, [p.id for p in partners])], "dst_partner_id": into.id})
        )
        self.env.flush_all()
        wizard.action_merge()
        self.env.invalidate_all()

    def test_a_colleague_does_not_get_the_seat_of_an_employee_without_login(self):
        conference = self.scheduled("no_login", "hr")
        contact = self.row(conference, "employee").partner_id
        contact.with_user(self.env.ref("base.user_root")).sudo().email = self.accomplice.email
        self.merge(contact, self.accomplice.partner_id, into=self.accomplice.partner_id)
        self.assertFalse(contact.exists(), "the merge went through")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))
        self.assertNotIn("Meeting", self.learns(self.accomplice, conference))

    def test_nor_that_of_a_companion(self):
        conference = self.case()
        self.as_(self.owner, conference).action_set_companion(name="Com Panion", email="companion@example.com")
        contact = self.row(conference, "companion").partner_id
        contact.sudo().email = self.accomplice.email
        self.merge(contact, self.accomplice.partner_id, into=self.accomplice.partner_id)
        before = self.learns(self.accomplice, conference)
        self.as_("hr", conference).action_invite_companion()
        self.env.flush_all()
        self.assertEqual(self.learns(self.accomplice, conference), before)
        row = self.row(conference, "companion").sudo()
        self.assertEqual((row.known_user_id.login, row._address()), ("companion@example.com",) * 2)

    def test_a_clinician_whose_contact_is_merged_waits(self):
        user = self.users["clinician"]
        other = self.env["res.partner"].create({"name": "Other", "email": user.email})
        self.merge(user.partner_id, other, into=other, by="base.group_system")
        self.assertFalse(self.env["casecon.login"]._of_user(user).acting_user_id)


@promise("casecon_R31", "casecon_R13")
class TestCompanionSeat(Doors):
    def test_a_login_that_exists_is_let_in_by_the_link_that_went_to_the_named_address(self):
        conference = self.case()
        self.as_(self.owner, conference).action_set_companion(name="Com Panion", email="union@example.com")
        union = self.make_user("union", "base.group_portal", login="union@example.com", email="union@example.com")
        own_password(union)
        self.as_("hr", conference).action_invite_companion()
        row = self.row(conference, "companion")
        self.assertNotIn("date", self.learns(union, conference))
        mails = dict(self.tell(conference, timedelta(minutes=3)))
        links = [
            word for word in mails["union@example.com"].get_body(("html",)).get_content().split('"') if "join" in word
        ]
        token = links[0].rsplit("/", 1)[-1]
        self.log_in(union)
        self.assertEqual(self.call("casecon.attendee", "action_join", token)["result"], row.id)
        self.env.invalidate_all()
        self.assertEqual(row.sudo().user_id, union)
        self.log_in(self.accomplice)
        self.assertIn("error", self.call("casecon.attendee", "action_join", token), "good for the first login only")
        for wrong in (token[:-4], "", None, 7, "x" * 4000):
            self.assertIn("error", self.call("casecon.attendee", "action_join", wrong))

    def test_whoever_makes_the_contact_a_login_is_not_let_in(self):
        conference = self.case()
        self.as_(self.owner, conference).action_set_companion(name="Com Panion", email="companion@example.com")
        contact = self.row(conference, "companion").partner_id
        foreign = self.make_user("foreign", "base.group_portal", partner_id=contact.id, email="foreign@example.com")
        own_password(foreign)
        self.as_("hr", conference).action_invite_companion()
        self.env.flush_all()
        self.log_in(foreign)
        self.assertEqual(self.call("casecon.attendee", "search", [])["result"], [])


@promise("casecon_R31")
class TestRoleEnds(Doors):
    def test_a_clinician_whose_enrolment_ends_reads_nothing_more(self):
        conference = self.case()
        for end, undo in (
            ({"active": False}, {"active": True}),
            ({"registration_valid_until": "2026-01-01"}, {"registration_valid_until": "2030-01-01"}),
            ({"user_id": self.accomplice.id}, {"user_id": self.users["clinician"].id}),
        ):
            with self.subTest(end=end):
                own_password(self.users["clinician"])
                self.assertIn(SECRET, self.learns("clinician", conference))
                self.log_in("lead")
                self.assertIn("result", self.call("casecon.clinician", "write", self.chair.ids, end))
                self.assertNotIn(SECRET, self.learns("clinician", conference))
                self.log_in("clinician")
                refused = self.call("casecon.conference", "action_prepare", conference.ids)
                self.assertEqual(refused["error"]["name"], "AccessError")
                self.log_in("lead")
                self.assertIn("result", self.call("casecon.clinician", "write", self.chair.ids, undo))

    def test_hr_rights_end_it_too_by_each_door(self):
        conference = self.case()
        user = self.users["clinician"]
        hr = self.env.ref("hr.group_hr_user")
        for give, take in (
            (lambda: user.write({"group_ids": [(4, hr.id)]}), lambda: user.write({"group_ids": [(3, hr.id)]})),
            (lambda: hr.write({"user_ids": [(4, user.id)]}), lambda: hr.write({"user_ids": [(3, user.id)]})),
        ):
            give()
            self.env.flush_all()
            self.assertNotIn(SECRET, self.learns("clinician", conference))
            take()
            self.env.flush_all()
            self.assertIn(SECRET, self.learns("clinician", conference), "an enrolment that is still there serves again")

    def test_a_clinician_of_one_company_is_nothing_in_another(self):
        conference = self.case()
        user = self.make_user("elsewhere_cl", "casecon_odoo.casecon_group_clinician")
        user.write({"company_ids": [(4, self.elsewhere.id)]})
        self.users["elsewhere_cl"] = user
        self.env["casecon.clinician"].create(
            {"user_id": user.id, "company_id": self.elsewhere.id, "registration_number": "N1"}
        )
        own_password(user)
        self.assertNotIn(SECRET, self.learns(user, conference))

    def test_who_moves_out_of_hr_loses_seat_request_and_entry(self):
        conference = self.case()
        self.assertEqual(conference.hr_user_id, self.users["hr"])
        self.tell(conference, timedelta(minutes=2))
        self.users["hr"].write({"group_ids": [(6, 0, [self.env.ref("base.group_user").id])]})
        self.env.flush_all()
        self.assertNotIn(conference.name, self.learns("hr", conference))
        self.assertNotIn("start", self.learns("hr", conference), "nor the entry in the calendar")
        self.assertFalse(conference.hr_user_id)
        told = [address for address, _mail in self.tell(conference, timedelta(minutes=4))]
        self.assertIn("hr@example.com", told, "who was told is told that it is over")

    def test_a_manager_with_a_new_login_has_the_whole_seat_and_the_old_one_nothing(self):
        conference = self.scheduled(self.login, "manager")
        self.tell(conference)
        new = self.make_user("manager_new", "base.group_user")
        self.users["manager_new"] = new
        own_password(new)
        self.put("hr", self.people["manager"], user_id=new.id)
        self.env.flush_all()
        self.assertNotIn(conference.name, self.learns("manager", conference))
        seen = self.learns(new, conference)
        self.assertIn(conference.name, seen)
        row = self.row(conference, "manager")
        self.log_in(new)
        self.assertIn("result", self.call("casecon.attendee", "action_answer", row.ids, "accepted"))
        self.assertTrue(self.call("casecon.agenda.item", "search", [("conference_id", "=", conference.id)])["result"])
        told = [address for address, _mail in self.tell(conference, timedelta(minutes=4))]
        self.assertIn("manager_new@example.com", told)
        self.assertIn("manager@example.com", told)

    def test_one_contact_is_made_and_kept(self):
        employee = self.make_employee("contactless", self.people["manager"])
        employee.sudo().work_contact_id = False
        partners = {employee._casecon_partner().id for _time in range(3)}
        self.assertEqual(len(partners), 1)
