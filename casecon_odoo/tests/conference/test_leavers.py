"""People who leave in mid-case, by whatever door: the case says so, HR and OH are told, nobody new who has left."""

from datetime import timedelta
from inspect import signature
from unittest.mock import patch

from odoo.exceptions import UserError

from ...domain import gate
from ..common import NOW, START, CaseconHttpCase, promise
from ..life import LifeCase

NEUTRAL = "You have an update"
WORDS = ("Person", "CC-", "casecon", "case", "health", "left")


class LeaversCase(LifeCase, CaseconHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["hr_manager"] = cls.make_user("hr_manager", "hr.group_hr_manager")

    def over_http(self, name, model, method, *args, **kwargs):
        self.env.flush_all()
        self.log_in(name)
        answer = self.call(model, method, *args, **kwargs)
        self.assertIn("result", answer, f"{model}.{method}: {answer}")
        self.env.invalidate_all(flush=False)
        return answer["result"]

    def doors(self):
        """The ways in which the manager leaves, each as whoever may do it."""
        return {
            "archived": lambda who: self.archive(who),
            "departure wizard": lambda who: self.depart(who),
            "last day": lambda who: self.over_http(
                "hr", "hr.employee", "write", who.ids, {"departure_date": "2026-05-31"}
            ),
            "resource": lambda who: self.over_http(
                "hr", "resource.resource", "write", who.resource_id.ids, {"active": False}
            ),
            "login off": lambda who: self.over_http("system", "res.users", "action_archive", who.user_id.ids),
            "moved": lambda who: self.move_away(who),
        }

    def archive(self, who):
        self.over_http("hr", "hr.employee", "action_archive", who.ids, context={"no_wizard": True})

    def depart(self, who):
        reason = self.env["hr.departure.reason"].search([], limit=1)
        vals = {"employee_ids": [(6, 0, who.ids)], "departure_reason_id": reason.id, "departure_date": "2026-06-30"}
        context = {"employee_termination": True, "allowed_company_ids": self.company.ids}
        wizard = self.over_http("hr_manager", "hr.departure.wizard", "create", [vals], context=context)
        self.over_http("hr_manager", "hr.departure.wizard", "action_register_departure", wizard, context=context)
        self.assertFalse(who.active)

    def move_away(self, who):
        """To another company; somebody else has the team."""
        who.write({"company_id": self.elsewhere.id, "parent_id": False})
        who.child_ids.parent_id = self.people["manager_above"]

    def look(self):
        """What the cron does."""
        self.env.flush_all()
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *_args, **_options: float("inf")):
            self.env["casecon.conference"]._cron_tell_of_leavers()
        self.env.flush_all()

    def to_dos(self, name):
        return self.env["mail.activity"].search([("user_id", "=", self.users[name].id)])

    def woken(self):
        cron = self.env.ref("casecon_odoo.casecon_cron_leavers")
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])


@promise("casecon_leavers")
class TestLeavers(LeaversCase):
    def test_by_whatever_door_a_manager_leaves_the_case_says_so_and_hr_and_the_clinician_are_told_once(self):
        for door, leave in self.doors().items():
            with self.subTest(door=door), self.env.cr.savepoint() as savepoint:
                conference = self.scheduled()
                self.look()
                self.assertFalse(self.as_("hr", conference).leavers_text)
                self.assertFalse(self.to_dos("hr") | self.to_dos("clinician"))
                woken = self.woken()
                leave(self.people["manager"])
                self.assertGreater(self.woken(), woken, "the cron looks at once")
                self.look()
                for reader in ("hr", "oh_admin", "clinician", "employee"):
                    text = self.as_(reader, conference).leavers_text
                    self.assertIn("Person manager, the line manager, has left", text)
                    self.assertIn("HR or OH can choose another manager", text)
                self.assertEqual(conference.manager_id, self.people["manager"], "who was named is still named")
                self.look()
                for name in ("hr", "clinician"):
                    (to_do,) = self.to_dos(name)
                    self.assertEqual((to_do.summary, to_do.res_model, to_do.res_id), (NEUTRAL, False, 0))
                    for word in WORDS:
                        self.assertNotIn(word, f"{to_do.note} {to_do.summary} {to_do.res_name}")
                others = set(self.users) - {"hr", "clinician"}
                self.assertFalse(any(self.to_dos(name) for name in others))
                self.assertTrue(self.as_("hr", conference).is_waiting_for_me)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_the_cron_is_woken_whether_there_is_a_case_or_none(self):
        for door, leave in self.doors().items():
            with self.subTest(door=door), self.env.cr.savepoint() as savepoint:
                woken = self.woken()
                leave(self.people["colleague"])
                self.assertGreater(self.woken(), woken)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_chair_and_hr_who_leave_are_named_and_others_are_told(self):
        conference = self.scheduled()
        self.over_http("system", "res.users", "action_archive", self.users["hr"].ids)
        self.over_http("lead", "casecon.clinician", "write", self.chair.ids, {"active": False})
        self.look()
        text = self.as_("oh_admin", conference).leavers_text
        self.assertIn("Person clinician, the clinician, no longer works", text)
        self.assertIn("Person hr, the HR representative, has left", text)
        self.assertEqual(len(self.to_dos("oh_admin")), 1)
        self.assertFalse(self.to_dos("hr") | self.to_dos("clinician"))
        self.as_("oh_admin", conference).action_reassign(role="clinician", value=self.chair2.id)
        self.as_("oh_admin", conference).action_reassign(role="hr", value=self.users["two_hats"].id)
        self.look()
        self.assertFalse(self.as_("oh_admin", conference).leavers_text)
        self.assertFalse(conference.has_leavers)

    def test_who_leaves_with_many_cases_makes_one_to_do(self):
        self.scheduled()
        self.scheduled(start="2026-06-16 09:00:00")
        self.archive(self.people["manager"])
        self.look()
        self.assertEqual((len(self.to_dos("hr")), len(self.to_dos("clinician"))), (1, 1))

    def test_nobody_is_told_of_themselves(self):
        """An employee who works in HR is never told of her own case."""
        self.scheduled("two_hats", by="hr")
        self.archive(self.people["manager"])
        self.look()
        self.assertFalse(self.to_dos("two_hats"))
        self.assertEqual(len(self.to_dos("hr")), 1)

    def test_an_employee_whose_login_alone_is_off_is_still_there(self):
        conference = self.scheduled()
        self.over_http("system", "res.users", "action_archive", self.users["employee"].ids)
        self.look()
        self.assertIn("OH can record what they say", self.as_("hr", conference).leavers_text)
        self.record_for_employee(conference, "confirm_understanding")
        self.as_("hr", conference).action_move(start="2026-06-17 09:00:00")
        self.assertTrue(self.ask_for(by="hr"))

    def test_nobody_who_has_left_is_put_into_a_case(self):
        gone, booked, asked = self.people["other_manager"], self.scheduled(), self.accepted()
        partner = self.users["other_manager"].partner_id.id
        for door, leave in self.doors().items():
            doors = {
                "create": lambda: self.ask_for(by="hr", manager_id=gone.id),
                "write": lambda: self.as_("hr", asked).write({"manager_id": gone.id}),
                "reassign": lambda: self.as_("hr", booked).action_reassign(role="manager", value=gone.id),
                "ask": lambda: self.as_("employee", booked).action_ask_for_manager(manager_id=gone.id),
            }
            if door != "moved":  # who works for another company may be a minute taker
                doors["add"] = lambda: self.as_("hr", booked).action_add_attendee(role="other", partner_id=partner)
            with self.env.cr.savepoint() as savepoint:
                leave(gone)
                for name, attempt in doors.items():
                    with (
                        self.subTest(leaves=door, door=name),
                        self.assertRaisesRegex(UserError, "Choose another|above|Please choose"),
                    ):
                        attempt()
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_nobody_asks_for_or_books_a_conference_with_somebody_who_has_left(self):
        for door, leave in self.doors().items():
            if door == "login off":
                continue  # long absence: the login may be off, and the employee is there
            asked, accepted = self.ask_for(), self.accepted()
            self.register_report()
            with self.env.cr.savepoint() as savepoint:
                leave(self.people["employee"])
                doors = {
                    "accept": lambda: self.as_("hr", asked).action_accept(),  # noqa: B023
                    "book": lambda: self.as_("hr", accepted).action_schedule(start=str(START)),  # noqa: B023
                }
                if door != "moved":
                    doors["create"] = lambda: self.ask_for(by="hr")
                for name, attempt in doors.items():
                    with self.subTest(door=door, name=name), self.assertRaisesRegex(UserError, "The employee has left"):
                        attempt()
                self.as_("hr", asked).action_refuse(reason="They have left")
                self.as_("hr", accepted).action_cancel(reason="They have left")
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_a_registration_that_has_run_out_is_pointed_out(self):
        conference = self.scheduled()
        vals = {"registration_valid_until": "2026-05-31"}
        self.over_http("lead", "casecon.clinician", "write", self.chair.ids, vals)
        self.assertTrue(self.woken())
        self.look()
        self.assertTrue(conference.has_leavers)
        self.assertIn("an expired registration", self.as_("hr", conference).leavers_text)

    def test_a_last_day_passes_by_itself(self):
        conference = self.scheduled()
        self.over_http("hr", "hr.employee", "write", self.people["manager"].ids, {"departure_date": "2026-06-02"})
        self.at(NOW + timedelta(days=1))
        self.look()
        self.assertFalse(conference.leavers_text or self.to_dos("hr"), "the last day still counts")
        self.at(NOW + timedelta(days=2))
        self.look()
        self.assertEqual(len(self.to_dos("hr")), 1)
        self.env.invalidate_all()
        self.assertIn("Person manager", conference.leavers_text)

    def test_whoever_comes_back_is_there_again_and_told_of_anew(self):
        conference = self.scheduled()
        for times in (1, 2):
            self.archive(self.people["manager"])
            self.look()
            self.assertEqual(len(self.to_dos("hr")), times)
            self.over_http("hr", "hr.employee", "action_unarchive", self.people["manager"].ids)
            self.look()
            self.assertFalse(conference.leavers_text or conference.has_leavers)

    def test_every_verb_that_names_somebody_asks_whether_they_are_there_and_of_what_side(self):
        """A new door for people cannot forget R32 or those who have left."""
        naming = {"clinician_id", "manager_id", "hr_user_id", "partner_id", "value", "email"}
        no_names = {"accept_conflict", "set_companion"}  # nobody is named by it; a companion is the employee's affair
        model = self.env["casecon.conference"]
        found = set()
        for move in gate.rows():
            method = getattr(model, f"action_{move.verb}", None)
            if method and naming & set(signature(method).parameters):
                found.add(move.verb)
                self.assertIn("R32", move.rules, move.verb)
                if move.verb not in no_names:
                    self.assertIn("people", move.rules, move.verb)
        self.assertEqual(
            found,
            {"schedule", "move", "reassign", "add_attendee", "ask_for_manager", "set_companion", "accept_conflict"},
        )

    def test_every_column_that_names_somebody_is_a_seat(self):
        """A new person of a case cannot escape; whoever only did something sits nowhere."""
        seated = {"employee_id", "clinician_id", "manager_id", "hr_user_id", "requester_id"}
        # who did something, and who was asked away and sits nowhere
        did = {"create_uid", "write_uid", "accepted_by", "briefed_by", "asked_away_ids", "end_letter_entered_by_id"}
        people = {"hr.employee", "hr.employee.public", "res.users", "res.partner", "casecon.clinician"}
        fields = self.env["casecon.conference"]._fields
        named = {name for name, field in fields.items() if field.store and field.comodel_name in people}
        self.assertEqual(named - did, seated)

    def test_what_is_usual_leaves_out_who_has_left(self):
        self.archive(self.people["manager"])
        self.over_http("system", "res.users", "action_archive", self.chair.user_id.ids)
        self.people["employee"].parent_id = self.people["manager"]  # a hierarchy that nobody tidied up
        fresh = self.as_("hr", self.env["casecon.conference"]).new({"employee_id": self.people["employee"].id})
        self.assertFalse(fresh.manager_id)
        self.assertEqual(fresh.clinician_id._origin, self.chair2)

    def test_no_time_is_offered_with_a_clinician_who_has_left(self):
        booked, asked = self.scheduled(), self.accepted()
        self.over_http("system", "res.users", "action_archive", self.users["clinician"].ids)
        for conference in (booked, asked):
            found = self.over_http("oh_admin", "casecon.conference", "find_times", {"conference_id": conference.id})
            self.assertEqual({one["clinician_id"] for one in found["suggestions"]}, {self.chair2.id})

    def test_the_next_conference_leaves_out_who_has_left(self):
        conference = self.held()
        self.archive(self.people["manager"])
        self.chair.active = False
        following = self.as_("hr", conference).action_next()
        following = conference.browse(following)
        self.assertFalse(following.manager_id)
        self.assertEqual(following.clinician_id, self.chair2)
