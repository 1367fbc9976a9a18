"""R7 and R11 at the start, R12 and R13: the employee's own rights, on every path that could take them away."""

from odoo.exceptions import AccessError, UserError

from ...domain import gate
from ..common import CaseconCase, promise

OTHERS = ("hr", "manager", "oh_admin", "clinician")


@promise()
class TestPeopleRules(CaseconCase):
    def missing_for_start(self, conference, rule):
        self.env.invalidate_all()
        return bool(gate.missing((rule,), "start", conference._facts()[conference]))

    @promise("casecon_R7")
    def test_the_start_waits_for_the_employees_own_confirmation(self):
        conference = self.scheduled()
        self.assertTrue(self.missing_for_start(conference, "R7"))
        for by in OTHERS:
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.understand(conference, by)
        self.assertTrue(self.missing_for_start(conference, "R7"), "the requester's attestation does not stand for it")
        self.understand(conference)
        self.assertFalse(self.missing_for_start(conference, "R7"))
        self.assertTrue(conference.understood_wording)

    @promise("casecon_R11")
    def test_who_comes_later_is_acknowledged_by_the_employee_before_the_start(self):
        conference = self.scheduled()
        self.assertFalse(self.missing_for_start(conference, "R11"), "the invitation named them all")
        self.as_("hr", conference).action_add_attendee(
            role="minute_taker", partner_id=self.users["privacy"].partner_id.id
        )
        self.assertTrue(self.missing_for_start(conference, "R11"))
        for by in OTHERS:
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_acknowledge_attendees()
        self.acknowledge(conference)
        self.assertFalse(self.missing_for_start(conference, "R11"))

    @promise("casecon_R11")
    def test_a_replaced_person_is_acknowledged_anew(self):
        for role, value in (
            ("clinician", self.chair2.id),
            ("manager", self.people["other_manager"].id),
            ("hr", self.users["two_hats"].id),
        ):
            conference = self.scheduled(start=f"2026-06-{15 + len(role)} 09:00:00")
            self.as_("oh_admin", conference).action_reassign(role=role, value=value, reason="Ill")
            self.assertTrue(self.missing_for_start(conference, "R11"), role)

    @promise("casecon_R11")
    def test_a_person_is_added_by_name_and_once(self):
        conference = self.scheduled()
        add = self.as_("hr", conference).action_add_attendee
        manager = self.users["manager"].partner_id
        self.assert_rule("R11", add, role="other", partner_id=manager.id)
        for wrong in ({"role": "other"}, {"role": "boss", "partner_id": manager.id}, {"partner_id": manager.id}):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                add(**wrong)
        row = self.row(conference, "manager")
        for door in (
            lambda: row.sudo().create({"conference_id": conference.id, "role": "other", "partner_id": 1}),
            lambda: row.sudo().copy(),
            lambda: self.as_("hr", conference).write({"attendee_ids": [(0, 0, {"role": "other", "partner_id": 1})]}),
        ):
            self.assertRaises(UserError, door)

    @promise("casecon_R12")
    def test_the_employee_asks_for_another_manager_and_gets_one(self):
        conference = self.scheduled()
        other = self.people["other_manager"]
        for by in OTHERS:
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_ask_for_manager(manager_id=other.id)
        self.as_("employee", conference).action_ask_for_manager(manager_id=other.id, reason="We do not get on")
        self.assertEqual(conference.manager_id, other)
        self.assertEqual(self.row(conference, "manager").partner_id, self.users["other_manager"].partner_id)
        gone = conference.attendee_ids.filtered(lambda a: a.partner_id == self.users["manager"].partner_id)
        self.assertTrue(gone.removed_at, "the row is kept")

    @promise("casecon_R12")
    def test_the_manager_is_never_the_employee_by_any_door(self):
        asked, booked = self.accepted(), self.scheduled()
        me = self.people["employee"].id
        for door in (
            lambda: self.as_("employee", booked).action_ask_for_manager(manager_id=me),
            lambda: self.as_("hr", booked).action_reassign(role="manager", value=me),
            lambda: self.as_("hr", asked).write({"manager_id": me}),
            lambda: self.ask_for(manager_id=me),
            lambda: self.ask_for(by="hr", manager_id=me),
            lambda: asked.sudo().write({"manager_id": me}),
        ):
            self.assert_rule("R12", door)

    @promise("casecon_R12")
    def test_that_somebody_left_does_not_stop_the_employees_choice(self):
        conference = self.scheduled()
        self.users["hr"].group_ids = [(3, self.env.ref("hr.group_hr_user").id)]
        self.chair.user_id.group_ids = [(3, self.env.ref("casecon_odoo.casecon_group_clinician").id)]
        self.chair.active = False
        self.as_("employee", conference).action_ask_for_manager(manager_id=self.people["other_manager"].id)
        self.assertEqual(conference.manager_id, self.people["other_manager"])

    @promise("casecon_R12")
    def test_a_new_manager_before_the_booking_loses_the_old_one_access_too(self):
        asked = self.accepted()
        self.as_("hr", asked).write({"manager_id": self.people["other_manager"].id})
        self.assertFalse(self.as_("manager", asked).has_access("read"))
        self.assertFalse(self.as_("manager", asked.request_ids).has_access("read"))

    @promise("casecon_R13")
    def test_the_companion_is_named_by_the_employee_alone(self):
        conference = self.scheduled()
        for by in OTHERS:
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_set_companion(name="Com Panion")
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_share_with_companion(agenda=True)
        for by in ("hr", "oh_admin", "clinician"):
            self.assert_rule(
                "R13",
                self.as_(by, conference).action_add_attendee,
                role="companion",
                partner_id=self.users["colleague"].partner_id.id,
            )
        self.assert_rule("R13", self.as_("hr", conference).action_invite_companion)
        self.as_("employee", conference).action_set_companion(name="Com Panion")
        self.assertTrue(self.row(conference, "companion"))

    @promise("casecon_R13")
    def test_the_companion_is_removed_by_the_employee_alone_and_at_any_time(self):
        conference = self.scheduled()
        row, _companion = self.with_companion(conference)
        for by in ("hr", "oh_admin", "clinician"):
            self.assert_rule("R13", self.as_(by, conference).action_remove_attendee, attendee_id=row.id)
        for by in OTHERS:
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_remove_companion()
        self.as_("employee", conference).action_remove_companion()
        self.assertTrue(row.removed_at)
        self.assert_rule("R13", self.as_("employee", conference).action_remove_companion)

    @promise("casecon_R13")
    def test_there_is_one_companion_and_another_takes_their_place(self):
        conference = self.scheduled()
        for name in ("First", "Second", "Third"):
            self.as_("employee", conference).action_set_companion(name=name)
            self.assertEqual(self.row(conference, "companion").partner_id.name, name)
        self.assertEqual(len(conference.attendee_ids.filtered(lambda a: a.role == "companion")), 3)

    @promise("casecon_R13")
    def test_a_companion_is_never_taken_for_somebody_with_the_same_address(self):
        conference = self.scheduled()
        colleague = self.users["colleague"]
        self.as_("employee", conference).action_set_companion(name="Com Panion", email=colleague.email)
        self.assertNotEqual(self.row(conference, "companion").partner_id, colleague.partner_id)
        for wrong in ({"email": "no address"}, {"name": " "}, {}):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                self.as_("employee", conference).action_set_companion(
                    **{"name": "X" if "email" in wrong else "", **wrong}
                )
        taken = self.users["colleague"].login
        self.as_("employee", conference).action_set_companion(name="Com Panion", email=f"{taken}@example.com")
        self.env["res.users"].search([("id", "=", colleague.id)]).login = f"{taken}@example.com"
        self.as_("hr", conference).action_invite_companion()
        self.assertFalse(self.row(conference, "companion").sudo().user_id, "let in by the link alone")

    @promise("casecon_R13")
    def test_a_clinician_records_the_companion_of_somebody_without_a_login(self):
        conference = self.scheduled("no_login")
        self.as_("clinician", conference).action_record_for_employee(
            verb="set_companion", values={"name": "Com Panion"}, words="My sister comes along", through="phone"
        )
        self.assertEqual(self.row(conference, "companion").partner_id.name, "Com Panion")

    @promise("casecon_R18")
    def test_there_is_no_conference_without_employee_and_clinician(self):
        conference = self.scheduled()
        for role in ("employee", "clinician"):
            self.assert_rule(
                "R18",
                self.as_("hr", conference).action_remove_attendee,
                attendee_id=self.row(conference, role).id,
            )

    @promise("casecon_access")
    def test_a_portal_user_asks_for_no_conference(self):
        below = self.make_employee("below", self.people["portal_employee"])
        self.people["below"] = below
        with self.assertRaises(AccessError):
            self.ask_for("below", by="portal_employee")

    @promise("casecon_R5")
    def test_what_either_side_expects_stands_on_the_agenda_that_all_see(self):
        conference = self.scheduled()
        items = self.as_("manager", self.env["casecon.agenda.item"])
        item = items.create({"conference_id": conference.id, "kind": "expectation", "name": "A date for a return"})
        for reader in ("employee", "hr", "clinician", "manager"):
            self.assertEqual(self.as_(reader, item).name, "A date for a return")
        self.assertEqual(item.raised_by, "employer")
