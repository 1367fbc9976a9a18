"""The pool's week: who is there, what is booked, how full; whom it is shown to, and what it never shows."""

import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import warmup

from ...models import clock
from ...models.conference.guarded import write_guarded
from ...models.people.login import know
from ..common import NOW, START, CaseconHttpCase, promise
from .test_find_times import TimesCase

WEEK = "2026-06-15"  # that of START, a Monday
MONDAY, FRIDAY = "2026-06-15", "2026-06-19"
HOURS = {"both", "in_person", "virtual", "nobody"}


class PoolCase(TimesCase):
    def week(self, by="oh_admin", week=WEEK):
        return self.as_(by, self.env["casecon.clinician"]).pool_week(week)

    def row(self, found, clinician=None):
        clinician = clinician or self.chair
        return next(row for row in found["clinicians"] if row["id"] == clinician.id)

    def blocks(self, kind, found=None, clinician=None):
        """(start, stop) of the blocks of a kind, without seconds."""
        row = self.row(found or self.week(), clinician)
        return [(block["start"][:16], block["stop"][:16]) for block in row["blocks"] if block["kind"] == kind]

    def leave(self, start, stop, clinician=None):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Zebra leave",
                "resource_id": (clinician or self.chair).resource_id.id,
                "calendar_id": False,
                "date_from": start,
                "date_to": stop,
                "time_type": "leave",
            }
        )


@promise("casecon_availability")
class TestPoolWeek(PoolCase):
    def test_working_hours_and_how_people_are_met(self):
        self.as_("oh_admin", self.chair).write(
            {"availability": {"0": [[540, 720, "in_person"], [780, 900, "virtual"]], "1": [[540, 720, "both"]]}}
        )
        self.assertEqual(self.blocks("in_person"), [("2026-06-15 08:00", "2026-06-15 11:00")])
        self.assertEqual(self.blocks("virtual"), [("2026-06-15 12:00", "2026-06-15 14:00")])
        self.assertEqual(self.blocks("both"), [("2026-06-16 08:00", "2026-06-16 11:00")])
        # what the schedule has beyond it: at work, and nobody is met
        self.assertIn(("2026-06-17 07:00", "2026-06-17 11:00"), self.blocks("nobody"))
        self.assertEqual(self.row(self.week())["available"], (3 + 2 + 3) * 60)

    def test_the_days_of_a_week_and_the_weeks_around_it(self):
        found = self.week()
        self.assertEqual(found["days"], [f"2026-06-{day}" for day in range(15, 20)])
        self.assertEqual((found["previous"], found["next"]), ("2026-06-08", "2026-06-22"))
        now = self.week(week=False)
        self.assertEqual((now["today"], now["monday"], now["previous"]), ("2026-06-01", "2026-06-01", False))
        last = self.week(week="2026-12-02")  # any day of it
        self.assertEqual((last["monday"], last["next"]), ("2026-11-30", False))

    def test_a_weekend_is_drawn_where_anything_is_on(self):
        self.scheduled(start=START + timedelta(days=5))
        self.assertEqual(self.week()["days"][-1], "2026-06-20")

    def test_other_weeks_and_what_is_no_date_are_refused(self):
        for week in ("2026-05-31", "2026-12-07", "soon", 7, True):
            with self.subTest(week=week), self.assertRaises(UserError):
                self.week(week=week)

    def test_a_conference_is_a_block_with_its_buffers_and_reference_alone(self):
        conference = self.scheduled()
        (block,) = (block for block in self.row(self.week())["blocks"] if block["kind"] == "conference")
        self.assertEqual(
            block,
            {
                "kind": "conference", "id": conference.id, "name": conference.name, "is_away": False,
                "start": "2026-06-15 09:00:00", "stop": "2026-06-15 09:45:00",
                "kept_from": "2026-06-15 08:55:00", "kept_until": "2026-06-15 09:55:00",
            },
        )  # fmt: skip
        self.assertEqual(self.blocks("busy"), [])  # its entry in the calendar is not drawn a second time
        self.assertEqual(self.blocks("conference", clinician=self.chair2), [])

    def test_the_load_of_a_day_and_of_the_week(self):
        self.chair.day_limit = 2
        self.scheduled()
        row = self.row(self.week())
        self.assertEqual(row["days"][MONDAY], {"count": 1, "is_full": False})
        self.scheduled("colleague", "other_manager", start=START + timedelta(hours=4))
        row = self.row(self.week())
        self.assertEqual(row["days"][MONDAY], {"count": 2, "is_full": True})
        self.assertEqual(row["days"][FRIDAY], {"count": 0, "is_full": False})
        self.assertEqual((row["limit"], row["count"], row["booked"], row["available"]), (2, 2, 120, 40 * 60))
        self.chair.day_limit = 0
        self.assertFalse(self.row(self.week())["days"][MONDAY]["is_full"])

    def test_what_took_place_counts_and_what_was_called_off_does_not(self):
        held, called_off = (
            self.scheduled(),
            self.scheduled("colleague", "other_manager", start=START + timedelta(hours=4)),
        )
        self.as_("hr", called_off).action_cancel(reason="Not needed")
        for state in ("prepared", "in_session", "held"):
            write_guarded(held.sudo(), {"state": state})
            self.env.flush_all()
        row = self.row(self.week())
        self.assertEqual((row["count"], row["booked"]), (1, 60))
        self.assertEqual(self.blocks("busy"), [])

    def test_other_meetings_are_busy_whether_sure_or_not_and_take_from_the_hours(self):
        self.meet(datetime(2026, 6, 16, 8), 60, self.partner("clinician"))
        self.meet(datetime(2026, 6, 17, 8), 60, self.partner("clinician")).attendee_ids.state = "tentative"
        self.meet(datetime(2026, 6, 18, 8), 60, self.partner("clinician")).attendee_ids.state = "declined"
        self.assertEqual(
            self.blocks("busy"), [("2026-06-16 08:00", "2026-06-16 09:00"), ("2026-06-17 08:00", "2026-06-17 09:00")]
        )
        self.assertEqual(self.row(self.week())["available"], 38 * 60)

    def test_who_is_away_has_no_hours_and_a_conference_then_is_marked(self):
        self.scheduled()
        self.leave(datetime(2026, 6, 14, 23), datetime(2026, 6, 16, 23))  # Monday and Tuesday in London
        found = self.week()
        self.assertEqual(self.blocks("away", found), [("2026-06-14 23:00", "2026-06-16 23:00")])
        self.assertEqual(self.row(found)["available"], 24 * 60)
        self.assertEqual(self.row(found)["booked"], 60)
        (block,) = (block for block in self.row(found)["blocks"] if block["kind"] == "conference")
        self.assertTrue(block["is_away"])
        self.assertFalse(self.blocks("away", found, self.chair2))

    def test_hours_and_days_are_those_of_the_clinicians_zone(self):
        self.chair.tz = "Pacific/Auckland"  # eleven hours before London in June
        self.as_("oh_admin", self.chair).write({"availability": {"1": [[540, 600, "both"]]}})
        found = self.week()
        self.assertEqual(self.blocks("both", found), [("2026-06-15 21:00", "2026-06-15 22:00")])
        self.assertEqual(self.row(found)["zone"], "Pacific/Auckland")
        self.assertEqual(found["zone"], "Europe/London")
        self.users["oh_admin"].tz = "America/New_York"
        self.assertEqual(self.week()["zone"], "America/New_York")
        self.assertEqual(self.blocks("both"), [("2026-06-15 21:00", "2026-06-15 22:00")])

    def test_a_conference_counts_on_the_clinicians_own_day(self):
        self.chair.tz = "Pacific/Auckland"
        self.scheduled(start=datetime(2026, 6, 16, 13))  # Wednesday, one in the morning, there
        row = self.row(self.week())
        self.assertEqual((row["days"]["2026-06-16"]["count"], row["days"]["2026-06-17"]["count"]), (0, 1))

    def test_the_week_of_a_clock_change_has_its_hours(self):
        with clock.at(datetime(2026, 10, 12, 9)):
            found = self.week(week="2026-10-19")  # summer time ends on Sunday
            self.assertEqual(self.row(found)["available"], 40 * 60)
            self.assertEqual(self.row(self.week(week="2026-10-26"))["available"], 40 * 60)

    def test_what_hinders_a_booking_is_said(self):
        self.assertEqual(self.row(self.week())["notes"], [])
        self.chair.registration_valid_until = "2026-06-17"
        self.assertEqual(self.row(self.week())["notes"], ["The registration expires on 17 June."])
        self.chair.registration_valid_until = NOW.date() - timedelta(days=1)
        row = self.row(self.week())
        self.assertEqual(
            (row["notes"], row["available"]), (["The registration has expired, so this clinician cannot be booked."], 0)
        )

    def test_where_no_hours_are_set_anywhere_that_is_said(self):
        (self.chair | self.chair2).resource_calendar_id = False
        self.company.resource_calendar_id = False
        row = self.row(self.week())
        self.assertEqual((row["notes"], row["available"]), (["No working hours are set."], False))
        self.assertFalse({block["kind"] for block in row["blocks"]} & HOURS)

    def test_a_clinician_without_a_schedule_works_as_the_company_does(self):
        self.make_employee("clinician", user=self.users["clinician"], resource_calendar_id=False)
        self.chair.resource_calendar_id = False
        self.chair2.resource_calendar_id = self.chair2.resource_calendar_id.copy()
        self.assertEqual(self.row(self.week())["available"], 40 * 60)
        found = self.find(clinician_id=self.chair.id)
        self.assertEqual(len(found["suggestions"]), 3)

    def test_nobody_enrolled_and_who_may_enrol(self):
        clinicians = self.env["casecon.clinician"].search([])
        clinicians.active = False
        found = self.week()
        self.assertEqual((found["clinicians"], found["can_enrol"]), ([], False))
        self.assertTrue(self.week("lead")["can_enrol"])
        clinicians.unlink()
        self.assertTrue(self.week()["can_enrol"])

    def test_it_only_reads(self):
        before = self.dump()
        self.week()
        self.assertEqual(self.dump(), before)
        self.assertTrue(self.env.registry["casecon.clinician"].pool_week._readonly)


@promise("casecon_availability", "casecon_access")
class TestWhoSeesThePoolWeek(PoolCase, CaseconHttpCase):
    def ask(self, name, **context):
        self.log_in(name)
        return self.call("casecon.clinician", "pool_week", WEEK, context=context)

    def test_oh_administrators_and_lead_clinicians_and_nobody_else(self):
        self.scheduled()
        self.env.flush_all()
        for name in self.users:
            with self.subTest(name=name):
                answer = self.ask(name)
                if name in ("oh_admin", "lead"):
                    self.assertEqual(len(answer["result"]["clinicians"]), 2)
                else:
                    self.assertEqual(answer.get("error", {}).get("name"), "AccessError")
                    self.assertNotIn("Person", answer["error"]["message"])

    def test_the_superuser_has_no_role_here(self):
        with self.assertRaises(AccessError):
            self.env["casecon.clinician"].pool_week(WEEK)

    def test_a_conference_is_opened_by_those_who_may_read_it(self):
        conference = self.scheduled()
        own = self.scheduled("colleague", "other_manager", start=START + timedelta(hours=4))
        own.sudo().employee_id.user_id = self.users["oh_admin"]
        know(own.sudo().employee_id.casecon_login_ids)
        seen = {name: self.conferences(self.ask(name)) for name in ("oh_admin", "lead")}
        self.assertEqual(seen["lead"], [(False, False), (False, False)])
        # of their own case they know as its employee, and no more is shown to them
        self.assertEqual(seen["oh_admin"], [(conference.id, conference.name), (own.id, own.name)])

    def conferences(self, answer):
        row = self.row(answer["result"])
        return [(block["id"], block["name"]) for block in row["blocks"] if block["kind"] == "conference"]

    def test_a_lead_clinician_who_chairs_opens_their_own_where_the_company_narrows_it(self):
        self.scheduled()
        self.scheduled("colleague", "other_manager", start=START + timedelta(hours=4), clinician_id=self.chair2.id)
        self.users["clinician"].group_ids |= self.env.ref("casecon_odoo.casecon_group_lead_clinician")
        self.company.casecon_own_cases_only = True
        self.env.flush_all()
        found = self.ask("clinician")["result"]
        names = [block["name"] for row in found["clinicians"] for block in row["blocks"] if "name" in block]
        self.assertEqual([bool(name) for name in names], [True, False])

    def test_another_companys_pool_is_not_shown(self):
        stranger = self.make_user(
            "oh_admin_elsewhere", "casecon_odoo.casecon_group_oh_admin",
            company_id=self.elsewhere.id, company_ids=[(6, 0, self.elsewhere.ids)],
        )  # fmt: skip
        self.env.flush_all()
        self.assertEqual(self.ask(stranger)["result"]["clinicians"], [])
        answer = self.ask(stranger, allowed_company_ids=self.company.ids)
        self.assertEqual(answer.get("error", {}).get("name"), "AccessError")

    def test_of_two_companies_that_one_serves_the_present_ones_pool_is_drawn(self):
        self.users["oh_admin"].company_ids |= self.elsewhere
        there = self.make_user("chair_elsewhere", "base.group_user")
        vals = {"user_id": there.id, "company_id": self.elsewhere.id, "registration_number": "NMC-9"}
        other = self.env["casecon.clinician"].create(vals)
        self.env.flush_all()
        for companies, expected in (
            (self.company | self.elsewhere, self.chair | self.chair2),
            (self.elsewhere | self.company, other),
        ):
            found = self.ask("oh_admin", allowed_company_ids=companies.ids)["result"]
            self.assertEqual({row["id"] for row in found["clinicians"]}, set(expected.ids))

    def test_it_holds_nothing_of_meetings_people_or_reasons(self):
        self.meet(
            datetime(2026, 6, 16, 8), 60, self.partner("clinician") | self.partner("employee"), name="Zebra hour",
            location="Zebra place", description="Zebra words",
        )  # fmt: skip
        self.leave(datetime(2026, 6, 17, 23), datetime(2026, 6, 18, 23))
        self.scheduled(reason="Zebra reason")
        self.env.flush_all()
        for name in ("oh_admin", "lead"):
            found = self.ask(name)["result"]
            text = json.dumps(found)
            for word in ("Zebra", "employee", "manager", "Person hr", "video.example"):
                self.assertNotIn(word, text)
            keys = {key for row in found["clinicians"] for block in row["blocks"] for key in block}
            self.assertEqual(keys, {"start", "stop", "kind", "kept_from", "kept_until", "is_away", "id", "name"})


@promise("casecon_speed")
class TestPoolWeekStatements(PoolCase):
    def statements(self, week=WEEK):
        clinicians = self.as_("oh_admin", self.env["casecon.clinician"])
        clinicians.pool_week(week)  # what is cached in the process once
        clinicians = self.as_("oh_admin", self.env["casecon.clinician"])
        before = self.env.cr.sql_log_count
        clinicians.pool_week(week)
        return self.env.cr.sql_log_count - before

    @warmup
    def test_the_number_of_statements_is_the_same_for_every_pool_and_diary(self):
        (self.chair | self.chair2).write({"resource_calendar_id": self.company.resource_calendar_id.id})
        self.make_employee("clinician", user=self.users["clinician"], contract_date_start="2025-01-01")
        self.scheduled()
        one = self.statements()
        self.assertLessEqual(one, 12)
        for number in range(18):
            name = f"more_{number}"
            self.users[name] = self.make_user(name, "base.group_user")
            self.make_employee(name, user=self.users[name], contract_date_start="2025-01-01")
            self.make_clinician(name).write({"resource_calendar_id": self.company.resource_calendar_id.id})
            self.meet(START + timedelta(hours=number), 30, self.partner(name))
        self.scheduled("colleague", "other_manager", start=START + timedelta(hours=4), clinician_id=self.chair2.id)
        self.assertEqual(self.statements(), one)
        self.assertLessEqual(self.statements("2026-11-16"), one)  # no conference there: no reference is read
