"""R32: one person, one seat, and nobody chairs or attends whose independence would be in doubt."""

from odoo.exceptions import AccessError, UserError

from ..common import START, CaseconHttpCase, promise
from ..life import LifeCase
from ..sealed.opened import sealed_in

REASON = "There is nobody else"


@promise("casecon_R32")
class TestConflict(LifeCase, CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.chair_record = self.make_employee("chair", user=self.users["clinician"])

    def refused(self, by, conference, verb, rule="R32", **kwargs):
        """The verb over HTTP is refused with a sentence that ends with the rule."""
        answer = self.ask(by, conference, verb, **kwargs)
        self.assertIn("error", answer, verb)
        self.assertTrue(answer["error"]["message"].endswith(f"[{rule}]"), answer)
        self.env.invalidate_all(flush=False)
        return answer["error"]["message"]

    def done(self, by, conference, verb, **kwargs):
        answer = self.ask(by, conference, verb, **kwargs)
        self.assertIn("result", answer, answer)
        self.env.invalidate_all(flush=False)

    def ask(self, by, conference, verb, **kwargs):
        self.env.flush_all()
        self.log_in(by)
        return self.call("casecon.conference", f"action_{verb}", conference.ids, **kwargs)

    def book(self, conference, rule=None):
        self.register_report()
        if rule:
            return self.refused("hr", conference, "schedule", start=str(START))
        return self.done("hr", conference, "schedule", start=str(START))

    def test_the_chair_is_not_the_line_manager(self):
        self.people["employee"].parent_id = self.chair_record
        conference = self.accepted(by="hr")
        self.assertIn("also the line manager", self.book(conference, "R32"))

    def test_the_chair_does_not_manage_the_employee_at_any_depth(self):
        self.people["manager_above"].parent_id = self.chair_record
        conference = self.accepted()
        self.assertIn("manages the employee", self.book(conference, "R32"))

    def test_the_employee_does_not_manage_the_chair_at_any_depth(self):
        between = self.make_employee("between", self.people["employee"])
        self.chair_record.parent_id = between
        conference = self.accepted()
        self.assertIn("The employee manages the clinician", self.book(conference, "R32"))

    def test_the_employee_does_not_manage_the_manager(self):
        self.people["other_manager"].parent_id = self.people["employee"]
        other = self.people["other_manager"].id
        booked = self.scheduled()
        self.refused("hr", booked, "reassign", role="manager", value=other)
        self.refused("employee", booked, "ask_for_manager", manager_id=other)
        asked = self.accepted(by="hr", manager_id=other)
        self.refused("hr", asked, "schedule", start="2026-06-16 09:00:00")

    def test_who_moves_to_another_clinician_meets_the_same(self):
        conference = self.scheduled(clinician_id=self.chair2.id)
        self.people["manager"].parent_id = self.chair_record
        move = {"start": "2026-06-17 09:00:00", "clinician_id": self.chair.id}
        self.refused("hr", conference, "move", **move)
        self.refused("hr", conference, "reassign", role="clinician", value=self.chair.id)
        self.done("hr", conference, "move", start="2026-06-17 09:00:00")

    def test_a_companion_is_neither_chair_nor_manager_nor_hr(self):
        conference = self.scheduled()
        for role in ("clinician", "manager", "hr"):
            with self.subTest(role=role):
                address = self.users[role].email.upper()
                self.refused("employee", conference, "set_companion", name="Com Panion", email=address)
        self.done("employee", conference, "set_companion", name="Com Panion", email=self.users["colleague"].email)
        self.done("employee", conference, "set_companion", name="Without an address")

    def test_whoever_booked_for_hr_is_not_the_companion_either(self):
        conference = self.accepted()
        self.register_report()
        self.as_("two_hats", conference).action_schedule(start=str(START))
        self.assertEqual(conference.hr_user_id, self.users["hr"])
        address = self.users["two_hats"].email
        self.refused("employee", conference, "set_companion", name="Com Panion", email=address)

    def test_the_companion_does_not_become_manager_or_hr(self):
        conference = self.scheduled()
        self.with_companion(conference, email=self.users["other_manager"].email)
        other = self.people["other_manager"].id
        self.refused("hr", conference, "reassign", role="manager", value=other)
        self.done("hr", conference, "reassign", role="clinician", value=self.chair2.id)

    def test_what_came_after_the_booking_is_found_at_the_start(self):
        conference = self.prepared()
        self.chair_record.parent_id = self.people["employee"]
        self.at(conference.start)
        rows = [self.row(conference, role) for role in ("employee", "clinician", "manager", "hr")]
        for row in rows:
            self.as_("clinician", row).action_acknowledge_recording()
        present = {"present_attendee_ids": [row.id for row in rows]}
        self.refused("clinician", conference, "start", **present)
        self.assertIn("R32", self.unmet(conference))
        self.done("oh_admin", conference, "accept_conflict", reason=REASON)
        self.assertNotIn("R32", self.unmet(conference))
        self.done("clinician", conference, "start", **present)

    def unmet(self, conference):
        self.env.invalidate_all()
        lines = self.as_("clinician", conference).readiness
        return [line["rule"] for line in lines if not line["met"]]

    def test_oh_accepts_and_nobody_else(self):
        self.people["manager_above"].parent_id = self.chair_record
        conference = self.accepted()
        for by in ("hr", "manager", "employee", "colleague"):
            with self.subTest(by=by):
                answer = self.ask(by, conference, "accept_conflict", reason=REASON)
                self.assertEqual(answer.get("error", {}).get("name"), "AccessError", answer)
        self.book(conference, "R32")
        self.assertIn("reason", self.ask("oh_admin", conference, "accept_conflict")["error"]["message"])
        self.done("clinician2", conference, "accept_conflict", reason=REASON)
        self.refused("clinician2", conference, "accept_conflict", reason="Twice")
        self.done("hr", conference, "schedule", start=str(START))

    def test_what_is_kept_of_it_is_who_and_when_and_the_reason_stays_with_oh(self):
        self.people["manager_above"].parent_id = self.chair_record
        conference = self.accepted()
        self.done("oh_admin", conference, "accept_conflict", reason=REASON)
        for by in ("hr", "oh_admin", "clinician"):
            (row,) = self.as_(by, conference).change_ids
            self.assertEqual((row.kind, row.reason, row.changed_by), ("conflict", False, self.users["oh_admin"]))
            with self.assertRaises(AccessError):
                self.as_(by, row).read(["conflict_key"])
        for by in ("employee", "manager"):
            self.assertFalse(self.as_(by, row).has_access("read"), by)
        note = self.as_("clinician", self.env["casecon.note"]).search([("conference_id", "=", conference.id)])
        self.assertEqual(sealed_in(note), {"about": "accept_conflict", "body": REASON})
        with self.assertRaises(UserError):
            row.sudo().write({"conflict_key": "x"})

    def test_it_counts_for_those_very_people(self):
        self.chair_record.parent_id = self.people["employee"]
        self.make_employee("chair2", self.people["employee"], self.users["clinician2"])
        conference = self.accepted()
        self.done("oh_admin", conference, "accept_conflict", reason=REASON)
        self.as_("hr", conference).write({"clinician_id": self.chair2.id})
        self.book(conference, "R32")
        self.as_("hr", conference).write({"clinician_id": self.chair.id})
        self.done("hr", conference, "schedule", start=str(START))
        self.refused("hr", conference, "reassign", role="clinician", value=self.chair2.id)

    def test_it_is_accepted_before_somebody_takes_over(self):
        self.people["other_manager"].parent_id = self.people["employee"]
        conference, other = self.scheduled(), self.people["other_manager"].id
        accept = {"reason": REASON, "role": "manager", "value": other}
        self.refused("oh_admin", conference, "accept_conflict", **{**accept, "value": self.people["two_hats"].id})
        self.done("oh_admin", conference, "accept_conflict", **accept)
        self.done("employee", conference, "ask_for_manager", manager_id=other)

    def test_it_is_accepted_before_a_companion_is_named(self):
        conference = self.scheduled()
        accept = {"reason": REASON, "role": "companion", "value": "hr"}
        named = {"name": "Com Panion", "email": self.users["hr"].email}
        self.refused("employee", conference, "set_companion", **named)
        self.done("oh_admin", conference, "accept_conflict", **accept)
        self.done("employee", conference, "set_companion", **named)
        self.refused("employee", conference, "set_companion", name="X", email=self.users["manager"].email)
        for wrong in ({"role": "companion", "value": "employee"}, {"role": "boss", "value": 1}, {"role": "manager"}):
            with self.subTest(wrong=wrong):
                self.assertIn("error", self.ask("oh_admin", conference, "accept_conflict", reason=REASON, **wrong))

    def test_people_are_compared_as_people(self):
        """A second employee record, a contact of their own: it is one person still."""
        second = self.make_employee("second", user=self.users["clinician"], company_id=self.elsewhere.id)
        self.people["manager_above"].parent_id = second
        self.chair_record.unlink()
        conference = self.accepted()
        self.book(conference, "R32")
        booked = self.scheduled(clinician_id=self.chair2.id, start="2026-06-16 09:00:00")
        contact = self.env["res.partner"].create({"name": "Person no_login"})
        self.people["no_login"].work_contact_id = contact
        self.people["no_login"].user_id = self.users["privacy"]
        self.env.flush_all()
        self.done("hr", booked, "add_attendee", role="other", partner_id=self.users["privacy"].partner_id.id)
        self.refused("hr", booked, "reassign", role="manager", value=self.people["no_login"].id)

    def test_that_somebody_elses_conflict_stands_does_not_stop_the_employees_choice(self):
        conference = self.scheduled()
        self.chair_record.parent_id = self.people["employee"]
        self.done("employee", conference, "ask_for_manager", manager_id=self.people["other_manager"].id)
        self.done("employee", conference, "set_companion", name="Com Panion")
        with self.env.cr.savepoint():
            self.refused("hr", conference, "move", start="2026-06-18 09:00:00")
        self.done("hr", conference, "cancel", reason="No need")

    def test_a_circle_in_the_hierarchy_ends(self):
        conference = self.scheduled()
        self.env.cr.execute(
            "UPDATE hr_employee SET parent_id = %s WHERE id = %s",
            [self.people["employee"].id, self.people["manager_above"].id],
        )
        self.env.invalidate_all()
        self.refused("hr", conference, "move", start="2026-06-18 09:00:00")
