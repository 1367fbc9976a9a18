"""Rooms: who keeps them, what they give to a booking, and that none is booked twice."""

from datetime import timedelta

import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ...models.conference.guarded import write_guarded
from ..common import START, CaseconCase, promise

TAKEN = "The room is taken at this time. Choose another room or time."


@promise("casecon_booking")
class TestRooms(CaseconCase):
    def setUp(self):
        super().setUp()
        rooms = self.as_("oh_admin", self.env["casecon.room"])
        self.room = rooms.create({"name": "Room 2.14", "address": "3 Mill Lane", "is_step_free": True})
        self.other = rooms.create({"name": "Room 1.01"})
        self.register_report()
        self.register_report("portal_employee")
        self.first = self.accepted()
        self.second = self.accepted("portal_employee")

    def book(self, conference, **values):
        self.as_("hr", conference).action_schedule(
            **{"start": str(START), "mode": "in_person", "room_id": self.room.id, **values}
        )

    def test_hr_and_the_oh_administrator_keep_them_and_others_read(self):
        self.as_("hr", self.room).write({"is_quiet": True})
        for name in ("manager", "employee", "clinician"):
            self.assertEqual(self.as_(name, self.room).name, "Room 2.14")
            with self.assertRaises(AccessError):
                self.as_(name, self.room).write({"name": "Mine"})
            with self.assertRaises(AccessError):
                self.as_(name, self.env["casecon.room"]).create({"name": "Mine"})

    def test_nobody_takes_the_hours_of_somebody_else_through_a_room(self):
        resource = self.people["employee"].resource_id
        with self.assertRaises(AccessError):
            self.as_("oh_admin", self.room).write({"resource_id": resource.id})
        with self.assertRaises(AccessError):
            self.as_("oh_admin", self.env["casecon.room"]).create({"name": "X", "resource_id": resource.id})

    def test_a_room_gives_the_place_that_invitations_say(self):
        self.book(self.first)
        self.assertEqual((self.first.room_id, self.first.place), (self.room, "Room 2.14, 3 Mill Lane"))

    def test_a_meeting_by_video_keeps_no_room(self):
        self.book(self.first)
        self.as_("hr", self.first).action_change(mode="virtual", video_url="https://video.example.com/room")
        self.assertFalse(self.first.room_id)
        self.book(self.second, clinician_id=self.chair2.id)
        self.assertEqual(self.second.room_id, self.room, "the room is free again")

    def test_a_place_in_words_leaves_the_room(self):
        self.book(self.first)
        self.as_("hr", self.first).action_change(place="Town Hall")
        self.assertEqual((self.first.room_id.id, self.first.place), (False, "Town Hall"))

    def test_no_room_is_booked_twice_by_schedule_move_or_change(self):
        self.book(self.first)
        before = self.dump()
        with self.assertRaises(UserError) as refused:
            self.book(self.second, clinician_id=self.chair2.id)
        self.assertRegex(str(refused.exception), f"^{TAKEN} The next free times: ")
        self.assertFalse(refused.exception.__cause__)
        self.assertEqual(self.dump(), before)
        self.book(self.second, clinician_id=self.chair2.id, room_id=self.other.id)
        with self.assertRaisesRegex(UserError, "room is taken"):
            self.as_("hr", self.second).action_change(room_id=self.room.id)
        self.as_("hr", self.second).action_move(start=str(START + timedelta(hours=1)), room_id=self.room.id)
        self.assertEqual(self.second.room_id, self.room)
        with self.assertRaisesRegex(UserError, "room is taken"):
            self.as_("hr", self.second).action_move(start=str(START + timedelta(minutes=30)))

    def test_back_to_back_is_allowed_in_a_room(self):
        self.book(self.first)
        self.book(self.second, clinician_id=self.chair2.id, start=str(self.first.stop))
        self.assertEqual(self.second.room_id, self.room)

    def test_the_database_refuses_it_also_without_the_verb(self):
        self.book(self.first)
        self.book(self.second, clinician_id=self.chair2.id, room_id=self.other.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.ExclusionViolation):
            write_guarded(self.second.sudo(), {"room_id": self.room.id})
            self.env.flush_all()

    def test_from_scheduled_on_the_room_is_the_verbs(self):
        self.book(self.first)
        with self.assertRaises(UserError):
            self.as_("hr", self.first).write({"room_id": self.other.id})

    def test_a_room_of_another_company_or_no_longer_used_is_refused(self):
        elsewhere = self.env["casecon.room"].sudo().create({"name": "Far", "company_id": self.elsewhere.id})
        self.other.active = False
        for room in (elsewhere, self.other):
            with self.assertRaises(UserError):
                self.book(self.first, room_id=room.id)

    def test_what_the_employee_needs_of_the_room_is_said_to_the_booker(self):
        self.as_("employee", self.first).action_set_needs(text="", on_the_day="", room=["step_free", "quiet"])
        self.book(self.first)
        self.assertEqual(self.as_("hr", self.first).room_lacks, "A quiet room")
        self.as_("clinician", self.first).action_record_for_employee(
            verb="set_needs", values={"room": ["step_free"]}, words="Not needed any more", through="phone"
        )
        self.first.invalidate_recordset()
        self.assertFalse(self.first.room_lacks)

    def test_a_need_that_no_room_can_have_is_refused(self):
        for room in (["sauna"], "step_free", [["step_free"]], {"step_free": 1}):
            with self.assertRaises(UserError):
                self.as_("employee", self.first).action_set_needs(text="", on_the_day="", room=room)
