"""Nobody becomes somebody else (R31): each door, over HTTP, as the person who would use it."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ..common import NOW, SECRET, CaseconHttpCase, promise
from ..personas import own_password


class Doors(CaseconHttpCase):
    """A case of `portal_employee` with what is only theirs in it, and who would like to read it."""

    login = "portal_employee"

    def setUp(self):
        super().setUp()
        self.employee = self.people[self.login]
        self.owner = self.users[self.login]
        self.accomplice = self.make_user("accomplice", "base.group_user")
        for user in (self.owner, self.accomplice):
            own_password(user)

    def case(self):
        conference = self.scheduled(self.login, "hr")
        self.tell(conference)
        self.as_(self.owner, conference).action_set_needs(text=f"{SECRET} needs")
        self.line = self.as_("clinician", self.env["casecon.consent.line"]).create(
            {"conference_id": conference.id, "wording": f"{SECRET} wording"}
        )
        return conference

    def put(self, by, record, **vals):
        """As `by`, over HTTP; the answer."""
        self.log_in(by)
        answer = self.call(record._name, "write", record.ids, vals)
        self.env.invalidate_all()
        return answer

    def learns(self, by, conference):
        """All that `by` reads of the case over HTTP, as one text."""
        self.log_in(by)
        seen = []
        for model in ("casecon.conference", "casecon.attendee", "casecon.agenda.item", "casecon.request"):
            seen += self.call(model, "search_read", [], ["display_name"]).get("result") or []
        for model in ("casecon.needs", "casecon.consent.line", "casecon.report", "casecon.pre.call", "casecon.note"):
            seen += self.call(model, "search_read", [], []).get("result") or []
        seen += self.call("calendar.event", "search_read", [("name", "=", "Meeting")], ["start"]).get("result") or []
        page = self.url_open("/my/conferences").text
        return f"{seen} {conference.name if conference.name in page else ''}"


@promise("casecon_R31")
class TestLink(Doors):
    def test_hr_links_an_accomplice_and_nothing_is_gained(self):
        conference = self.case()
        before = self.learns(self.accomplice, conference)
        self.assertIn("result", self.put("hr", self.employee, user_id=self.accomplice.id))
        self.assertEqual(self.learns(self.accomplice, conference), before)
        self.log_in(self.accomplice)
        for model, verb, ids, values in (
            ("casecon.conference", "action_waive_notice", conference.ids, {"earliest_start": "2026-06-10 09:00:00"}),
            ("casecon.conference", "action_decline", conference.ids, {}),
            ("casecon.consent.line", "action_grant", self.line.ids, {}),
        ):
            self.assertEqual(self.call(model, verb, ids, **values)["error"]["name"], "AccessError", verb)
        self.env.invalidate_all()
        self.assertFalse(conference.notice_waived_at)
        self.assertIn("result", self.put("hr", self.employee, user_id=self.owner.id))
        changes = self.employee.sudo().casecon_login_ids.change_ids
        self.assertEqual(changes.changed_by_id, self.users["hr"], "put back, and the trace is there")
        self.assertEqual(len(changes), 2)
        self.assertIn(conference.name, self.learns(self.owner, conference))

    def test_the_same_by_the_resource(self):
        conference = self.case()
        before = self.learns(self.accomplice, conference)
        self.put("hr", self.employee.resource_id, user_id=self.accomplice.id)
        self.assertEqual(self.employee.user_id, self.accomplice, "stock followed")
        self.assertEqual(self.learns(self.accomplice, conference), before)

    def test_linked_first_and_booked_then(self):
        self.put("hr", self.employee, user_id=self.accomplice.id)
        conference = self.scheduled(self.login, "hr")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))

    def test_who_never_had_a_login_waits_for_oh_too(self):
        employee = self.people["no_login"]
        self.put("hr", employee, user_id=self.accomplice.id)
        conference = self.scheduled("no_login", "hr")
        self.assertNotIn(conference.name, self.learns(self.accomplice, conference))
        row = employee.sudo().casecon_login_ids
        self.assertFalse(row.needs_code, "one press where nothing is odd")
        self.as_("oh_admin", row).action_confirm()
        self.env.flush_all()
        self.assertIn(conference.name, self.learns(self.accomplice, conference), "sees its conference whole")
        self.log_in(self.accomplice)
        self.assertTrue(self.call("casecon.agenda.item", "search", [("conference_id", "=", conference.id)])["result"])
        self.assertIn("result", self.call("casecon.attendee", "action_answer", self.row(conference, "employee").ids, "accepted"))

    def test_a_former_login_reads_nothing_and_can_still_withdraw(self):
        conference = self.case()
        self.as_(self.owner, self.line).action_grant()
        self.put("hr", self.employee, user_id=False)
        self.assertNotIn(conference.name, self.learns(self.owner, conference))
        self.log_in(self.owner)
        self.assertIs(self.call("casecon.conference", "action_withdraw_everything")["result"], True)
        self.env.invalidate_all()
        self.assertEqual(set(self.line._stands().values()), {"withdrawn"})
        self.log_in("colleague")
        self.assertIs(self.call("casecon.conference", "action_withdraw_everything")["result"], True, "no case: the same")

    def test_nobody_but_oh_confirms_and_nobody_their_own(self):
        self.case()
        self.put("hr", self.employee, user_id=self.accomplice.id)
        row = self.employee.sudo().casecon_login_ids
        for name in ("hr", "manager", "clinician", "colleague", "privacy", "system"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.as_(name, row).action_confirm()
        with self.assertRaises(UserError):
            self.as_("lead", row).action_confirm()
        self.employee.sudo().user_id = self.users["oh_admin"]
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.as_("oh_admin", row).action_make_code()

    def test_nobody_writes_what_oh_knows(self):
        row = self.employee.sudo().casecon_login_ids
        for change in (
            lambda: row.write({"user_id": self.accomplice.id}),
            lambda: row.create([{"employee_id": self.employee.id}]),
            row.unlink,
            row.copy,
        ):
            with self.assertRaises(UserError):
                change()

    def test_a_chair_who_is_linked_to_the_employee_is_out_and_back_with_the_link(self):
        conference = self.case()
        self.assertIn(SECRET, self.learns("clinician", conference))
        self.put("hr", self.employee, user_id=self.users["clinician"].id)
        self.assertNotIn(SECRET, self.learns("clinician", conference))
        self.put("hr", self.employee, user_id=self.owner.id)
        self.assertIn(SECRET, self.learns("clinician", conference))


@promise("casecon_R31")
class TestOwnHat(Doors):
    login = "two_hats"

    def test_an_hr_officer_who_takes_her_login_off_is_still_the_employee(self):
        conference = self.accepted("two_hats", by="hr")
        for target, vals in ((self.employee, {"user_id": False}), (self.employee.resource_id, {"user_id": False})):
            self.put("two_hats", target, **vals)
        self.assertFalse(self.employee.user_id)
        self.log_in("two_hats")
        for verb, values in (("action_cancel", {"reason": "x"}), ("action_schedule", {}), ("action_accept", {})):
            refused = self.call("casecon.conference", verb, conference.ids, **values)
            self.assertEqual(refused["error"]["name"], "AccessError", verb)
        refused = self.call(
            "casecon.report", "action_register", employee_id=self.employee.id, author_name="A", author_role="oha",
            registration_number="1", issued_on="2026-05-01", received_on="2026-05-01",
        )  # fmt: skip
        self.assertEqual(refused["error"]["name"], "AccessError")
        self.assertIn("result", self.call("casecon.conference", "action_decline", conference.ids), "as the employee")

    def test_nor_does_linking_another_login_of_hers_shed_it(self):
        conference = self.accepted("two_hats", by="hr")
        self.put("two_hats", self.employee, user_id=self.accomplice.id)
        self.log_in("two_hats")
        refused = self.call("casecon.conference", "action_cancel", conference.ids, reason="x")
        self.assertEqual(refused["error"]["name"], "AccessError")


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
            self.as_("oh_admin", row).action_confirm()
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
        self.assertTrue(self.as_(admin, self.env["casecon.login"]).action_type_code(code=code, password="a new password"))
        self.env.invalidate_all()
        self.assertEqual(admin._casecon_roles(), {"oh_admin"})


@promise("casecon_R31")
class TestMerge(Doors):
    def setUp(self):
        super().setUp()
        self.accomplice = self.make_user("merged", "base.group_portal")
        own_password(self.accomplice)

    def merge(self, *partners, into, by="base.group_partner_manager"):
        """As somebody with *Contact creation*; contacts of one address, as Odoo asks for."""
        keeper = self.make_user(f"keeper{self.env.cr.now().timestamp()}{into.id}", f"base.group_user,{by}")
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(keeper).create(
            {"partner_ids": [(6, 0, [p.id for p in partners])], "dst_partner_id": into.id}
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
        links = [word for word in mails["union@example.com"].get_body(("html",)).get_content().split('"') if "join" in word]
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

