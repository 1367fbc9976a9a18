"""The public question for a time: what it answers, whom it answers, and what it never tells."""

import json
from datetime import datetime, timedelta
from random import Random
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from ...models.scheduling.slot_finder import SlotFinder
from ..common import START, CaseconCase, CaseconHttpCase, promise
from .test_busy import BusyCase

FIRST = "2026-06-08 12:00:00"  # a week and two hours from NOW is 12:00 in London, which is lunch


class TimesCase(BusyCase, CaseconCase):
    def find(self, by="hr", **wish):
        wish = {"employee_id": self.people["employee"].id, **wish} if "conference_id" not in wish else wish
        return self.as_(by, self.env["casecon.conference"]).find_times(wish)

    def starts(self, found):
        """Each start by its text, with what is said of it."""
        return {
            str(datetime.fromisoformat(run["start"]) + n * timedelta(minutes=found["grid"])): run
            for run in found["starts"]
            for n in range(run["count"])
        }

    def lane(self, found, role):
        return next(lane for lane in found["lanes"] if lane.get("role") == role)

    def partner(self, name):
        return self.users[name].partner_id


@promise("casecon_slots")
class TestFindTimes(TimesCase):
    def test_the_first_times_at_which_all_are_free_one_each_half_day(self):
        found = self.find()
        starts = [suggestion["start"] for suggestion in found["suggestions"]]
        self.assertEqual(starts, [FIRST, "2026-06-09 07:00:00", "2026-06-09 12:00:00"])
        self.assertEqual(found["first_allowed"], "2026-06-08 11:00:00")
        self.assertEqual((found["zone"], found["length"], found["grid"]), ("Europe/London", 45, 15))
        first = found["suggestions"][0]
        self.assertEqual(first["stop"], "2026-06-08 12:45:00")
        self.assertIn(first["clinician_id"], (self.chair | self.chair2).ids)
        self.assertEqual(
            [(person["key"].partition(":")[0], person["state"]) for person in first["people"]],
            # HR is nobody's employee here, so nobody knows their hours
            [("employee", "free"), ("manager", "free"), ("hr", "unknown"), ("clinician", "free")],
        )

    def test_the_week_has_every_start_with_its_state_and_the_reason(self):
        self.meet(datetime(2026, 6, 8, 13), 60, self.partner("employee"))
        found = self.find()
        self.assertEqual(found["week"]["monday"], "2026-06-08")
        self.assertEqual(found["week"]["previous"], "2026-06-01")
        self.assertEqual(found["week"]["next"], "2026-06-15")
        self.assertEqual([day["date"] for day in found["week"]["days"]], [f"2026-06-{n:02}" for n in range(8, 13)])
        self.assertEqual(
            found["week"]["days"][0], {"date": "2026-06-08", "from": "2026-06-08 07:00:00", "to": "2026-06-08 16:00:00"}
        )
        starts = self.starts(found)
        self.assertEqual(len(starts), 5 * 9 * 4)
        self.assertLess(len(found["starts"]), 5 * 9 * 4 / 3, "starts side by side that are alike are told once")
        self.assertEqual(starts[FIRST]["state"], "free")
        self.assertEqual(starts["2026-06-08 12:30:00"]["reason"], "Person employee is busy until 15:00.")
        self.assertIn("The employee needs more notice", starts["2026-06-08 09:00:00"]["reason"])
        self.assertEqual(starts["2026-06-08 12:15:00"]["state"], "free")

    def test_a_soft_meeting_of_the_manager_is_shown_and_ranked_last(self):
        self.meet(datetime(2026, 6, 8, 12), 60, self.partner("manager")).attendee_ids.state = "tentative"
        found = self.find()
        self.assertEqual(self.starts(found)[FIRST]["state"], "soft")
        self.assertEqual(self.starts(found)[FIRST]["soft"], 1)
        self.assertEqual(found["suggestions"][0]["start"], "2026-06-08 13:00:00")
        self.assertEqual(
            [block["kind"] for block in self.lane(found, "manager")["blocks"] if block["kind"] != "outside"], ["soft"]
        )

    def test_a_tentative_meeting_of_the_employee_is_hard(self):
        self.meet(datetime(2026, 6, 8, 12), 60, self.partner("employee")).attendee_ids.state = "tentative"
        self.assertEqual(self.starts(self.find())[FIRST]["state"], "refused")

    def test_the_employees_own_zone_counts_for_their_hours_and_their_notice_alike(self):
        self.people["employee"].tz = "America/New_York"  # their schedule is one that London shares
        found = self.find()
        self.assertEqual(found["employee_zone"], "America/New_York")
        days = [suggestion["start"] for suggestion in found["suggestions"]]  # from eight in the morning there
        self.assertEqual(days, [FIRST, "2026-06-09 12:00:00", "2026-06-10 12:00:00"])
        self.assertEqual(self.people["employee"]._casecon_zone(), "America/New_York")

    def test_an_all_day_event_blocks_the_day_of_the_persons_own_zone(self):
        self.people["manager"].tz = "Pacific/Auckland"  # their 9 June begins at 13:00 in London on the 8th
        self.meet(datetime(2026, 6, 9, 9), 60, self.partner("manager"), allday=True)
        found = self.find(hr_user_id=False)
        blocks = [block for block in self.lane(found, "manager")["blocks"] if block["kind"] == "busy"]
        self.assertEqual((blocks[0]["start"], blocks[-1]["stop"]), ("2026-06-08 12:00:00", "2026-06-09 12:00:00"))

    def test_a_meeting_that_reaches_beyond_the_search_is_busy_to_its_end(self):
        for days in (1, 3, 90):
            event = self.meet(datetime(2026, 6, 11, 8), days * 1440, self.partner("employee"))
            found = self.find(weeks=1, week="2026-06-08")
            free = {start[:10] for start, slot in self.starts(found).items() if slot["state"] == "free"}
            with self.subTest(days=days):
                expected = {"2026-06-08", "2026-06-09", "2026-06-10"} | ({"2026-06-12"} if days == 1 else set())
                self.assertEqual(free - {"2026-06-11"}, expected)
            event.unlink()

    def test_a_conference_that_is_moved_is_not_in_its_own_way(self):
        conference = self.scheduled()
        found = self.find(conference_id=conference.id, week="2026-06-15")
        half_way = str(START + timedelta(minutes=15))
        self.assertEqual(self.starts(found)[half_way]["state"], "free")
        self.assertEqual(self.starts(found)[str(START)]["reason"], "The meeting is booked for this time already.")
        other = self.find(week="2026-06-15", clinician_id=self.chair.id)
        self.assertEqual(self.starts(other)[str(START)]["state"], "refused")

    def test_buffers_of_both_conferences_are_kept(self):
        self.scheduled()  # 10:00 to 10:45 in London, 5 minutes before and 10 after
        self.register_report("colleague")
        found = self.find(employee_id=self.people["colleague"].id, week="2026-06-15", clinician_id=self.chair.id)
        states = {key[11:16]: start["state"] for key, start in self.starts(found).items() if key[:10] == "2026-06-15"}
        self.assertEqual(
            [key for key in ("08:00", "08:15", "08:30", "10:00", "10:15") if states[key] == "free"],
            ["08:00", "10:00", "10:15"],
        )
        kinds = {block["kind"] for block in self.lane(found, "clinician")["blocks"]}
        self.assertEqual(kinds, {"outside", "conference", "buffer"})

    def test_no_more_conferences_a_day_than_the_clinician_takes(self):
        self.scheduled()
        self.chair.day_limit = 1
        found = self.find(employee_id=self.people["colleague"].id, week="2026-06-15", clinician_id=self.chair.id)
        self.assertEqual(
            self.starts(found)["2026-06-15 13:00:00"]["reason"],
            "Person clinician has reached their limit of case conferences on this day.",
        )
        self.assertEqual(self.starts(found)["2026-06-16 13:00:00"]["state"], "free")

    def test_painted_hours_narrow_the_schedule_by_mode(self):
        self.chair.availability = {"1": [[540, 720, "both"]], "3": [[540, 1020, "virtual"]]}
        self.chair2.active = False
        found = self.find(mode="in_person", week="2026-06-08")
        free = {start[:10] for start, slot in self.starts(found).items() if slot["state"] == "free"}
        self.assertEqual(free, {"2026-06-09"})
        self.assertIn(
            "Person clinician does not work at this time.", self.starts(found)["2026-06-11 09:00:00"]["reason"]
        )
        found = self.find(mode="virtual", week="2026-06-08")
        free = {start[:10] for start, slot in self.starts(found).items() if slot["state"] == "free"}
        self.assertEqual(free, {"2026-06-09", "2026-06-11"})

    def test_nothing_says_why_and_what_would_help(self):
        for clinician in self.chair | self.chair2:
            clinician.availability = {"1": [[540, 1020, "virtual"]]}
        found = self.find(mode="in_person")
        self.assertFalse(found["suggestions"])
        self.assertEqual(found["nothing"]["sentence"], "No clinician offers meetings in person before 20 July.")
        offer = found["nothing"]["offers"][0]
        self.assertEqual((offer["kind"], offer["set"]), ("mode", {"mode": "virtual"}))
        self.assertEqual(offer["label"], "By video: Tuesday 9 June, 09:00")
        self.assertEqual(self.find(**offer["set"])["suggestions"][0]["start"], offer["start"])

    def test_two_changes_at_once_are_one_sentence(self):
        for name in ("clinician", "manager"):
            self.meet(datetime(2026, 6, 1), 60 * 1440, self.partner(name))
        found = self.find(clinician_id=self.chair.id, weeks=6)
        self.assertEqual(
            [offer["label"] for offer in found["nothing"]["offers"]],
            ["Without Person manager, with Person clinician2: Monday 8 June, 13:00"],
        )

    def test_nothing_in_six_weeks_gives_the_next_date_all_the_same(self):
        for clinician in self.chair | self.chair2:
            self.env["resource.calendar.leaves"].create(
                {"resource_id": clinician.resource_id.id, "date_from": "2026-06-01", "date_to": "2026-08-02 22:00:00"}
            )
        found = self.find()
        self.assertEqual(found["nothing"]["sentence"], "No clinician is free before 20 July.")
        self.assertEqual(found["suggestions"][0]["start"], "2026-08-03 07:00:00")
        self.assertEqual(found["week"]["monday"], "2026-08-03")
        self.assertEqual(found["until"][:10], "2026-12-07")
        self.assertFalse(self.find(weeks=6)["suggestions"], "who says how far has the answer of that")

    def test_a_clinician_whose_registration_has_run_out_is_not_offered(self):
        self.chair2.registration_valid_until = "2026-05-31"
        self.assertEqual({s.get("clinician_id", False) for s in self.find()["starts"]}, {self.chair.id, False})
        found = self.find(clinician_id=self.chair2.id)
        self.assertIn("registration has expired", found["nothing"]["sentence"])
        self.assertEqual(found["nothing"]["offers"][0]["set"], {"clinician_id": self.chair.id})

    def test_nobody_chairs_their_own_case(self):
        colleague = self.make_employee("chair", user=self.users["clinician"])
        found = self.find(employee_id=colleague.id)
        self.assertEqual({s.get("clinician_id", False) for s in found["starts"]}, {self.chair2.id, False})

    def test_an_optional_manager_refuses_nothing(self):
        self.meet(datetime(2026, 6, 8, 12), 60, self.partner("manager"))
        key = f"manager:{self.people['manager'].id}"
        self.assertEqual(self.starts(self.find())[FIRST]["state"], "refused")
        found = self.find(optional=[key, f"employee:{self.people['employee'].id}"])
        self.assertEqual(self.starts(found)[FIRST]["state"], "soft")
        self.assertFalse(self.lane(found, "manager")["required"])
        self.assertTrue(self.lane(found, "employee")["required"])

    def test_who_has_no_login_has_no_calendar_here(self):
        found = self.find(employee_id=self.people["no_login"].id)
        lane = self.lane(found, "employee")
        self.assertEqual((lane["state"], lane["note"]), ("unknown", "No calendar in Odoo"))
        self.assertEqual(found["suggestions"][0]["people"][0]["state"], "unknown")

    def test_a_conference_that_is_moved_keeps_its_room_where_it_is_free(self):
        rooms = self.env["casecon.room"].create(
            [{"name": name, "company_id": self.company.id} for name in ("Room 1", "Room 2")]
        )
        conference = self.scheduled(mode="in_person", place="Room 2", room_id=rooms[1].id)
        self.assertEqual(
            {slot["room_id"] for slot in self.find(conference_id=conference.id)["suggestions"]}, {rooms[1].id}
        )
        self.assertEqual({slot["room_id"] for slot in self.find(mode="in_person")["suggestions"]}, {rooms[0].id})

    def test_rooms_are_free_or_the_time_is_not(self):
        room = self.env["casecon.room"].create({"name": "Room 1", "company_id": self.company.id})
        self.scheduled(mode="in_person", place="Room 1", room_id=room.id)
        wish = {"employee_id": self.people["colleague"].id, "clinician_id": self.chair2.id, "hr_user_id": False}
        found = self.find(**wish, mode="in_person", week="2026-06-15")
        starts = self.starts(found)
        self.assertEqual(starts[str(START)]["reason"], "No room is free.")
        self.assertEqual(starts["2026-06-15 13:00:00"]["room_id"], room.id)
        self.assertEqual(self.lane(found, "room")["name"], "Room 1")

    def test_where_no_room_suits_the_time_is_refused_and_says_so(self):
        room = self.env["casecon.room"].create({"name": "Room 1", "company_id": self.company.id, "is_quiet": True})
        found = self.find(mode="in_person", needs=["step_free", "quiet"])
        self.assertFalse([lane for lane in found["lanes"] if lane.get("role") == "room"])
        self.assertEqual(self.starts(found)[FIRST]["reason"], "No room has what the employee needs.")
        self.assertEqual(found["nothing"]["sentence"], "No room has what the employee needs.")
        self.assertEqual([offer["set"] for offer in found["nothing"]["offers"]], [{"mode": "virtual"}])
        self.assertEqual(self.find(mode="in_person", needs=["quiet"])["suggestions"][0]["room_id"], room.id)

    def test_a_room_that_is_closed_down_is_no_help_in_another_mode_either(self):
        room = self.env["casecon.room"].create({"name": "Room 1", "company_id": self.company.id, "active": False})
        found = self.find(mode="in_person", room_id=room.id)
        self.assertEqual(found["nothing"]["sentence"], "This room is no longer used. Choose another one.")
        self.assertEqual([offer["set"] for offer in found["nothing"]["offers"]], [{"mode": "virtual"}])
        self.assertTrue(self.find(room_id=room.id, **found["nothing"]["offers"][0]["set"])["suggestions"])

    def test_who_will_be_told(self):
        found = self.find(clinician_id=self.chair.id)
        self.assertEqual(found["told"], [f"Person {name}" for name in ("employee", "manager", "hr", "clinician")])

    def test_a_move_counts_the_notice_of_moves(self):
        conference = self.scheduled()
        self.tell(conference)
        found = self.find(conference_id=conference.id)
        self.assertEqual(found["first_allowed"], "2026-06-08 11:00:00")
        late = self.scheduled("colleague", "other_manager", start="2026-06-08 11:00:00", clinician_id=self.chair2.id)
        self.tell(late)
        found = self.find(conference_id=late.id)
        self.assertEqual(found["first_allowed"], "2026-06-08 11:15:00")  # the same start is no move

    def test_a_wish_that_cannot_be_read_is_refused_with_a_sentence(self):
        for wish in (
            {"employee_id": 0},
            {"employee_id": "x"},
            {"duration": 200},
            {"duration": "45"},
            {"mode": "telepathy"},
            {"weeks": 27},
            {"weeks": "6"},
            {"week": "soon"},
            {"needs": ["gold"]},
            {"clinician_id": -1},
            {"who": 1},
            {"conference_id": "1"},
        ):
            with self.subTest(wish=wish), self.assertRaises(UserError):
                self.find(**wish)


@promise("casecon_slots")
class TestNearTimes(TimesCase):
    """A search reads some weeks of the diaries only, where these tell all that the whole search would."""

    def fill(self, seed):
        """Days of meetings: short ones, days on end, weeks away."""
        chance = Random(seed)
        for who in ("employee", "manager", "clinician"):
            for _n in range(chance.choice((0, 10, 60))):
                start = datetime(2026, 6, 1, 7) + timedelta(minutes=15 * chance.randrange(4 * 24 * 100))
                minutes = chance.choice((30, 60, 60, 600, 3 * 1440, 20 * 1440))
                self.meet(start, minutes, self.partner(who), allday=chance.random() < 0.1)
        for _n in range(chance.randrange(3)):
            begins = datetime(2026, 6, 1) + timedelta(days=chance.randrange(60))
            self.env["resource.calendar.leaves"].create(
                {
                    "resource_id": self.people[chance.choice(("employee", "manager"))].resource_id.id,
                    "date_from": begins,
                    "date_to": begins + timedelta(days=chance.choice((1, 10, 40))),
                }
            )

    def test_the_answer_is_that_of_the_whole_search(self):
        looks = []
        look = SlotFinder._look
        self.patch(SlotFinder, "_look", lambda search, *edges: (looks.append(edges), look(search, *edges)))
        for seed in range(12):
            self.fill(seed)
            for wish in (
                {"weeks": 6},
                {"weeks": 1},
                {"weeks": 12},
                {"weeks": 12, "week": "2026-06-01"},
                {"weeks": 12, "week": "2026-07-06"},
                {"weeks": 3, "week": "2026-09-07", "mode": "in_person"},
                {"weeks": 9, "clinician_id": self.chair.id, "duration": 90},
            ):
                with self.subTest(seed=seed, wish=wish):
                    near = self.find(**wish)
                    with patch.object(SlotFinder, "near", 99):
                        self.assertEqual(near, self.find(**wish))
        # both ways were gone
        self.assertGreater(len(looks), 12 * 7 * 2)
        self.assertLess(len(looks), 12 * 7 * 4)

    def test_where_the_near_weeks_are_full_the_search_goes_on(self):
        self.meet(datetime(2026, 6, 1), 40 * 1440, self.partner("manager"))
        found = self.find(weeks=12)
        self.assertEqual(found["suggestions"][0]["start"], "2026-07-13 07:00:00")
        found = self.find(weeks=12, week="2026-06-08")
        self.assertEqual(self.starts(found)[FIRST]["reason"], "Person manager is busy until Saturday 11 July, 01:00.")


@promise("casecon_slots", "casecon_access")
class TestWhoFindsTimes(TimesCase, CaseconHttpCase):
    def test_those_who_may_book_and_nobody_else(self):
        conference = self.ask_for()
        wishes = ({"employee_id": self.people["employee"].id}, {"conference_id": conference.id})
        self.env.flush_all()
        allowed = ("hr", "oh_admin", "clinician", "clinician2")
        refused = ("manager", "manager_above", "employee", "colleague", "portal_employee", "privacy", "system")
        for name in (*allowed, *refused, "hr_elsewhere"):
            self.log_in(name)
            for wish in wishes:
                with self.subTest(name=name, wish=wish):
                    answer = self.call("casecon.conference", "find_times", wish)
                    if name in allowed:
                        self.assertEqual(len(answer["result"]["suggestions"]), 3)
                    else:
                        self.assertEqual(answer.get("error", {}).get("name"), "AccessError")
                        self.assertNotIn("Person employee", answer["error"]["message"])

    def test_nobody_looks_for_a_time_in_their_own_case(self):
        with self.assertRaises(AccessError):
            self.find("two_hats", employee_id=self.people["two_hats"].id)

    def test_the_answer_holds_nothing_of_anybodys_meetings(self):
        secret = self.meet(
            datetime(2026, 6, 8, 12), 60, self.partner("employee") | self.partner("clinician"), name="Zebra hour",
            location="Zebra place", description="Zebra words",
        )  # fmt: skip
        other = self.scheduled("colleague", "other_manager")
        self.env.flush_all()
        self.log_in("hr")
        found = self.call(
            "casecon.conference", "find_times", {"employee_id": self.people["employee"].id, "week": "2026-06-15"}
        )["result"]
        text = json.dumps(found)
        for word in ("Zebra", other.name, "colleague"):
            self.assertNotIn(word, text)
        ids = {str(value) for value in (secret.id, *secret.attendee_ids.ids)}
        keys = {lane["key"].partition(":")[2] for lane in found["lanes"]}
        self.assertFalse(
            ids
            & keys
            - {str(person.id) for person in (*self.people.values(), self.chair, self.chair2)}
            - {str(self.users["hr"].id)}
        )
        self.assertEqual(
            {name for lane in found["lanes"] for block in lane.get("blocks", ()) for name in block},
            {"start", "stop", "kind"},
        )

    def test_it_only_reads(self):
        before = self.dump()
        self.find()
        self.assertEqual(self.dump(), before)
        self.assertTrue(self.env.registry["casecon.conference"].find_times._readonly)

    def test_the_sentences_change_with_the_zone_of_the_reader(self):
        self.users["hr"].tz = "America/New_York"
        self.meet(datetime(2026, 6, 8, 13), 60, self.partner("employee"))
        found = self.find()
        self.assertEqual(found["zone"], "America/New_York")
        self.assertEqual(self.starts(found)["2026-06-08 12:30:00"]["reason"], "Person employee is busy until 10:00.")
        self.assertEqual(found["week"]["days"][0]["from"], "2026-06-08 07:00:00")
        self.assertEqual(found["suggestions"][0]["start"], FIRST)
