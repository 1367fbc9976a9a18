"""Who asks for times and hours with bad intent learns nothing that is not theirs, and cannot make others wait."""

import time
from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import START, CaseconHttpCase, promise
from ..life import LifeCase
from .test_find_times import TimesCase

LONG = 100_000


@promise("casecon_slots", "casecon_access")
class TestHostileTimes(TimesCase, LifeCase, CaseconHttpCase):
    def assert_polite(self, model, method, *args, **kwargs):
        """The caller gets a sentence: no traceback of Python or of PostgreSQL."""
        self.env.flush_all()
        self.log_in("hr")
        answer = self.call(model, method, *args, **kwargs)
        self.assertIn(answer.get("error", {}).get("name"), ("UserError", "AccessError", "ValidationError"), answer)

    def test_who_may_not_book_does_not_learn_how_full_a_clinicians_day_is(self):
        conference = self.scheduled("colleague", "other_manager")
        self.chair.day_limit = 1
        row, companion = self.with_companion(conference, "colleague")
        self.chair2.day_limit = 1
        other = self.scheduled(clinician_id=self.chair2.id)
        calls = {
            "move": lambda c: c.action_move(start=str(START.replace(hour=13))),
            "reassign": lambda c: c.action_reassign(role="clinician", value=self.chair2.id, reason="x"),
            "schedule": lambda c: c.action_schedule(start=str(START.replace(hour=13)), clinician_id=self.chair2.id),
        }
        self.assertTrue(other and row)
        for who in ("colleague", "other_manager", companion):
            for name, call in calls.items():
                with self.subTest(who=who, call=name), self.assertRaises(AccessError):
                    call(self.as_(who, conference))

    def test_a_week_at_the_end_of_time_is_drawn_as_the_nearest_of_the_search(self):
        for week, monday in (("2999-12-31", "2026-07-20"), ("1970-01-01", "2026-06-01"), ("2027-01-01", "2026-07-20")):
            with self.subTest(week=week):
                self.assertEqual(self.find(week=week)["week"]["monday"], monday)

    def test_a_meeting_as_long_as_time_is_busy_and_stops_nobodys_search(self):
        self.register_report()
        conference = self.accepted()
        clinicians = self.env["casecon.clinician"]
        for zone in ("Pacific/Kiritimati", "America/New_York"):
            self.chair.tz = zone
            for allday in (True, False):
                vals = {"name": "For ever", "start": "0001-01-01 00:00:00", "stop": "9999-12-31 23:00:00"}
                event = self.as_("colleague", self.events).create(
                    {**vals, "allday": allday, "partner_ids": [(6, 0, self.partner("clinician").ids)]}
                )
                self.env.flush_all()
                with self.subTest(zone=zone, allday=allday):
                    found = self.find(clinician_id=self.chair.id)
                    self.assertFalse(found["suggestions"])
                    self.assertIn("busy", {block["kind"] for block in self.lane(found, "clinician")["blocks"]})
                    row = self.as_("oh_admin", clinicians).pool_week()["clinicians"][0]
                    self.assertEqual(row["available"], 0)
                    with self.assertRaisesRegex(UserError, "Not free at this time: Person clinician"):
                        self.as_("hr", conference).action_schedule(start=str(START))
                event.sudo().unlink()

    def test_an_hour_beyond_the_calendar_is_refused_with_a_sentence(self):
        self.register_report()
        conference = self.accepted()
        for start in ("9999-12-31 23:59:59", "0001-01-01 00:00:00", "9999-12-30 10:00:00"):
            with self.subTest(start=start):
                self.assert_polite("casecon.conference", "action_schedule", [conference.id], start=start)

    def test_a_proposal_beyond_the_calendar_is_refused_and_spoils_no_page(self):
        conference = self.accepted()
        for start in ("9999-12-31 23:59:59", "0001-01-01 00:00:00"):
            with self.subTest(start=start):
                self.assert_polite("casecon.conference", "write", [conference.id], {"start": start})
                vals = {"employee_id": self.people["colleague"].id, "ground": "long_absence", "reason": "x"}
                self.assert_polite("casecon.conference", "create", {**vals, "start": start})
        self.as_("manager", conference).read(["can_schedule", "readiness"])

    def test_a_length_beyond_the_calendar_is_refused_with_a_sentence(self):
        booked = self.scheduled()
        self.register_report("colleague")
        asked = self.accepted("colleague", "other_manager")
        for duration in (10**12, -(10**12), 2**70, 0, -45):
            with self.subTest(duration=duration):
                values = {"start": str(START + timedelta(hours=4)), "duration": duration}
                self.assert_polite("casecon.conference", "action_schedule", [asked.id], **values)
                self.assert_polite("casecon.conference", "action_change", [booked.id], duration=duration)
                self.assert_polite("casecon.conference", "action_mark_complex", [booked.id], duration, "x")
                pre_call = {"outcome": "done", "called_at": str(START), "minutes": duration}
                self.assert_polite("casecon.conference", "action_record_pre_call", [booked.id], **pre_call)

    def test_ids_and_words_of_any_kind_get_a_sentence(self):
        employee = self.people["employee"].id
        for wish in (
            {"conference_id": True},
            {"employee_id": True},
            {"employee_id": 2**70},
            {"employee_id": employee, "clinician_id": [1]},
            {"employee_id": employee, "room_id": 2**40},
            {"employee_id": employee, "hr_user_id": "x"},
            {"employee_id": employee, "manager_id": -7},
            {"employee_id": employee, "duration": 1e300},
            {"employee_id": employee, "duration": -45},
            {"employee_id": employee, "weeks": 10_000},
            {"employee_id": employee, "mode": ["virtual"]},
            {"employee_id": employee, "needs": [["step_free"]]},
            {"employee_id": employee, "week": 20},
            {"employee_id": employee, "week": "9999-12-31"},
            {"employee_id": employee, "week": "0001-01-01"},
        ):
            with self.subTest(wish=wish):
                self.assert_polite("casecon.conference", "find_times", wish)
        with self.assertRaises(UserError):
            self.find(duration=float("nan"))

    def test_long_lists_cost_no_more_than_short_ones(self):
        began = time.monotonic()
        self.find(mode="in_person", needs=["step_free"] * LONG, optional=["manager:1"] * LONG)
        self.assertLess(time.monotonic() - began, 5)

    def test_a_booking_in_the_far_future_does_not_make_a_search_long(self):
        self.register_report()
        conference = self.accepted()
        conference.clinician_id.sudo().registration_valid_until = False  # else it would have run out by then
        self.as_("hr", conference).action_schedule(start="2028-05-29 09:00:00")
        began = time.monotonic()
        found = self.find(conference_id=conference.id)
        self.assertLess(time.monotonic() - began, 5)
        self.assertLess(found["until"], "2027-07-01")

    def test_nobody_joins_a_conferences_entry_with_a_row_of_another_meeting(self):
        conference = self.scheduled()
        event = conference.sudo().event_id
        row = self.meet(partners=self.partner("colleague")).attendee_ids
        for who in ("colleague", "employee", "hr", "system"):
            with self.subTest(who=who), self.assertRaises(UserError):  # AccessError is one
                self.as_(who, row).write({"event_id": event.id})
                self.env.flush_all()
        self.assertNotIn(self.partner("colleague"), event.attendee_ids.partner_id)

    def test_hr_does_not_learn_when_people_of_another_company_are_free(self):
        elsewhere = self.make_employee("elsewhere", user=self.users["hr_elsewhere"], company_id=self.elsewhere.id)
        self.meet(partners=self.partner("hr_elsewhere"))
        self.register_report()
        conference = self.accepted()
        doors = {
            "create": lambda: self.ask_for("colleague", "hr", manager_id=elsewhere.id),
            "write": lambda: self.as_("hr", conference).write({"manager_id": elsewhere.id}),
            "reassign": lambda: self.as_("hr", conference).action_reassign(role="manager", value=elsewhere.id),
            "hr": lambda: self.as_("hr", conference).action_reassign(
                role="hr", value=self.users["hr_elsewhere"].id, reason="x"
            ),
            "ask": lambda: self.as_("employee", conference).action_ask_for_manager(manager_id=elsewhere.id),
        }
        for name, call in doors.items():
            with self.subTest(door=name), self.assertRaises(UserError) as refused:
                call()
                self.env.flush_all()
            self.assertNotIn("elsewhere", str(refused.exception))

    def test_a_manager_without_any_contact_can_be_named(self):
        conference = self.scheduled()
        manager = self.make_employee("without")
        manager.work_contact_id = False
        self.as_("hr", conference).action_reassign(role="manager", value=manager.id, reason="x")
        self.assertEqual(conference.manager_id, manager)

    def test_who_overrides_a_diary_leaves_their_name(self):
        self.register_report()
        conference = self.accepted(hr_user_id=self.users["hr"].id)
        self.meet(START, 60, self.partner("manager"))
        self.as_("oh_admin", conference).action_schedule(
            start=str(START), despite=[f"manager:{self.people['manager'].id}"]
        )
        change = conference.sudo().change_ids.filtered(lambda change: change.kind == "despite")
        self.assertEqual((change.reason, change.changed_by), ("Person manager", self.users["oh_admin"]))

    def test_a_diary_that_is_free_is_not_overridden(self):
        self.register_report()
        conference = self.accepted()
        self.as_("hr", conference).action_schedule(start=str(START), despite=[f"manager:{self.people['manager'].id}"])
        self.assertEqual(conference.sudo().change_ids.mapped("kind"), ["schedule"])

    def test_hr_does_not_learn_how_full_clinicians_and_rooms_of_another_company_are(self):
        chair = self.env["casecon.clinician"].create(
            {
                "user_id": self.users["clinician2"].id,
                "company_id": self.elsewhere.id,
                "registration_number": "NMC-there",
                "day_limit": 1,
            }
        )
        room = self.env["casecon.room"].create({"name": "Room there", "company_id": self.elsewhere.id})
        self.people["there"] = self.make_employee("there", company_id=self.elsewhere.id)
        self.addCleanup(self.people.pop, "there")
        self.register_report("there", by="hr_elsewhere")
        there = self.ask_for("there", "hr_elsewhere", clinician_id=chair.id)
        self.as_("hr_elsewhere", there).action_schedule(start=str(START), mode="in_person", room_id=room.id)
        self.register_report()
        conference = self.accepted()
        for values in ({"clinician_id": chair.id}, {"mode": "in_person", "room_id": room.id}):
            for hours in (0, 4):
                with self.subTest(values=values, hours=hours), self.assertRaises(UserError):
                    self.as_("hr", conference).action_schedule(start=str(START + timedelta(hours=hours)), **values)

    def test_a_manager_above_the_employee_may_be_of_another_company(self):
        elsewhere = self.make_employee("elsewhere", user=self.users["hr_elsewhere"], company_id=self.elsewhere.id)
        self.people["employee"].parent_id = elsewhere
        self.assertEqual(self.lane(self.find(), "manager")["name"], "Person elsewhere")
        self.assertEqual(self.accepted(by="hr").manager_id, elsewhere)

    def test_no_word_of_the_booker_puts_an_employee_into_two_case_conferences_at_once(self):
        self.scheduled()
        other = self.accepted(clinician_id=self.chair2.id)
        with self.assertRaises(UserError):
            self.as_("hr", other).action_schedule(start=str(START), despite=[f"employee:{self.people['employee'].id}"])

    def test_a_clinician_is_in_one_case_conference_at_a_time_whatever_they_are_there(self):
        own = self.make_employee("chair", user=self.users["clinician"])
        self.people["chair"] = own
        self.addCleanup(self.people.pop, "chair")
        self.scheduled("chair", "hr", clinician_id=self.chair2.id)
        self.register_report("colleague")
        other = self.accepted("colleague", "other_manager")
        for who in ("hr", "clinician"):
            with self.subTest(who=who), self.assertRaises(UserError):
                self.as_(who, other).action_schedule(start=str(START))

    def test_what_is_left_of_an_hour_that_ended_early_is_free(self):
        held = self.held()
        self.register_report("colleague")
        asked = {
            "chair": self.accepted("colleague", "other_manager"),
            "employee": self.accepted(clinician_id=self.chair2.id),
        }
        for who, conference in asked.items():
            with self.subTest(who=who), clock.at(held.start - timedelta(days=14)):
                self.as_("hr", conference).action_schedule(start=str(held.start + timedelta(minutes=40)))

    def test_a_clinician_of_two_companies_is_in_one_case_conference_at_a_time(self):
        user = self.users["clinician"]
        user.company_ids += self.elsewhere
        twin = self.env["casecon.clinician"].create(
            {"user_id": user.id, "company_id": self.elsewhere.id, "registration_number": "NMC-clinician"}
        )
        there = self.make_employee("there", company_id=self.elsewhere.id)
        self.people["there"] = there
        self.addCleanup(self.people.pop, "there")
        self.register_report("there", by="hr_elsewhere")
        self.scheduled()
        conference = self.ask_for("there", "hr_elsewhere", clinician_id=twin.id)
        with self.assertRaises(UserError):
            self.as_("hr_elsewhere", conference).action_schedule(start=str(START))

    def test_an_answer_that_is_none_gets_a_sentence(self):
        row = self.scheduled().sudo().event_id.attendee_ids.filtered(lambda a: a.partner_id == self.partner("manager"))
        for state in ("maybe", False, "needsAction", ["accepted"]):
            with self.subTest(state=state), self.assertRaises(UserError):
                self.as_("manager", row).write({"state": state})

    def test_nobody_makes_an_entry_that_looks_like_a_conferences(self):
        for who in ("colleague", "hr", "system"):
            events = self.as_(who, self.env["calendar.event"]).with_context(default_casecon_marked=True)
            with self.subTest(who=who), self.assertRaises(AccessError):
                events.create({"name": "x", "start": START, "stop": START})
            made = events.sudo().create({"name": "x", "start": START, "stop": START})
            self.assertFalse(made.casecon_marked, who)

    def test_a_week_is_painted_by_those_who_may_and_within_reason(self):
        for painted in (
            {"0": [[float("nan"), 720, "both"]]},
            {"0": [[540, float("inf"), "both"]]},
            {"0": [[540, 720, "both"]] * LONG},
            {str(day): [] for day in range(LONG)},
            {"0": [[True, 720, "both"]]},
            {"0": [[540, 720, ["both"]]]},
            [[]] * 7,
            "x" * LONG,
        ):
            with self.subTest(painted=str(painted)[:60]), self.assertRaises(UserError):
                self.as_("oh_admin", self.chair).write({"availability": painted})
                self.env.flush_all()
        for who in ("hr", "manager", "employee", "clinician2", "clinician"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.as_(who, self.chair).write({"availability": {"0": [[540, 720, "both"]]}})
