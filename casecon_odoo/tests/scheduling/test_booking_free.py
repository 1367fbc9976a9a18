"""Whoever is needed must be free in the hour that is booked; who knows better can book all the same."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.sql_db import db_connect

from ...models.scheduling.slot_people import Who
from ..common import START, promise
from .test_find_times import TimesCase

HOUR = timedelta(hours=1)


@promise("casecon_booking")
class TestBookingFree(TimesCase):
    def setUp(self):
        super().setUp()
        self.register_report()
        self.conference = self.accepted(hr_user_id=self.users["hr"].id)

    def book(self, by="oh_admin", start=START, **values):
        self.as_(by, self.conference).action_schedule(start=str(start), **values)

    def assert_taken(self, name, call, *args, **kwargs):
        before = self.dump()
        with self.assertRaises(UserError) as refused:
            call(*args, **kwargs)
        self.assertRegex(str(refused.exception), f"^Not free at this time: Person {name}\\.")
        self.assertFalse(refused.exception.__cause__)
        self.assertEqual(self.dump(), before)
        return str(refused.exception)

    def test_a_meeting_of_each_who_is_needed_refuses(self):
        for name in ("employee", "clinician", "manager", "hr"):
            for state in ("accepted", "needsAction"):
                event = self.meet(START - timedelta(minutes=30), 31, self.partner(name))
                event.attendee_ids.state = state
                with self.subTest(name=name, state=state):
                    self.assert_taken(name, self.book)
                event.unlink()
        self.book()
        self.assertEqual(self.conference.state, "scheduled")

    def test_the_refusal_names_the_next_times(self):
        self.meet(START, 60, self.partner("manager"))
        sentence = self.assert_taken("manager", self.book)
        times = "Monday 8 June, 13:00; Tuesday 9 June, 08:00; Tuesday 9 June, 13:00."
        self.assertTrue(sentence.endswith(f"The next free times: {times}"), sentence)

    def test_a_screen_that_shows_the_times_reads_the_sentence_alone(self):
        self.meet(START, 60, self.partner("manager"))
        conference = self.as_("oh_admin", self.conference).with_context(casecon_shows_times=True)
        sentence = self.assert_taken("manager", conference.action_schedule, start=str(START))
        self.assertTrue(sentence.endswith("ask them to change their plans."), sentence)

    def test_a_move_may_take_another_clinician_who_is_free_then(self):
        self.book()
        self.meet(START, 45, self.partner("clinician2"))  # not free now, so a replacement alone is refused
        self.meet(START + HOUR, 60, self.partner("clinician"))
        move, later = self.as_("oh_admin", self.conference).action_move, str(START + HOUR)
        self.assert_taken("clinician", move, start=later)
        self.meet(START + 2 * HOUR, 60, self.partner("clinician2"))
        self.assert_taken("clinician2", move, start=str(START + 2 * HOUR), clinician_id=self.chair2.id)
        move(start=later, clinician_id=self.chair2.id, reason="Ill")
        self.assertEqual((self.conference.clinician_id, str(self.conference.start)), (self.chair2, later))
        live = {row.role: row.partner_id for row in self.conference._live_attendees()}
        self.assertEqual(live["clinician"], self.partner("clinician2"))
        self.assertEqual(set(self.conference.sudo().change_ids.mapped("kind")), {"schedule", "move", "reassign"})

    def test_perhaps_of_manager_or_hr_does_not_refuse_but_that_of_the_others_does(self):
        for name in ("manager", "hr"):
            self.meet(START, 60, self.partner(name)).attendee_ids.state = "tentative"
        event = self.meet(START, 60, self.partner("employee"))
        event.attendee_ids.state = "tentative"
        self.assert_taken("employee", self.book)
        event.attendee_ids.state = "declined"
        self.book()

    def test_what_touches_or_is_free_or_archived_does_not_refuse(self):
        self.meet(START - HOUR, 60, self.partner("employee"))
        self.meet(START + timedelta(minutes=45), 60, self.partner("employee"))
        self.meet(START, 60, self.partner("employee"), show_as="free")
        self.meet(START, 60, self.partner("employee"), active=False)
        self.book()

    def test_leave_of_the_employee_does_not_refuse(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Away",
                "resource_id": self.people["employee"].resource_id.id,
                "date_from": START - 10 * HOUR,
                "date_to": START + 10 * HOUR,
            }
        )
        self.book()

    def test_an_all_day_event_refuses_on_the_day_of_the_persons_zone(self):
        event = self.meet(START, 60, self.partner("employee"), allday=True)
        self.assert_taken("employee", self.book)
        event.write({"start_date": START.date() + timedelta(days=1), "stop_date": START.date() + timedelta(days=1)})
        self.book()

    def test_a_stale_copy_hides_nothing(self):
        """Nor how long a meeting is, or how long ago it began."""
        for hours in (1, 4, 5, 24 * 30):
            for begins in (START + timedelta(minutes=44), START + timedelta(minutes=1 - 60 * hours)):
                event = self.meet(begins, 60 * hours, self.partner("employee"))
                self.env.flush_all()
                self.env.cr.execute("DELETE FROM casecon_busy")
                with self.subTest(hours=hours, begins=begins):
                    self.assert_taken("employee", self.book)
                event.unlink()
        event = self.meet(START, 60, self.partner("employee"), allday=True)
        self.env.flush_all()
        for clock in ("00:00", "23:00"):  # whatever hours somebody's SQL gave the dates
            self.env.cr.execute(
                "UPDATE calendar_event SET start = start::date + %s::time, stop = start::date + %s::time WHERE id = %s",
                [clock, clock, event.id],
            )
            self.env.cr.execute("DELETE FROM casecon_busy")
            with self.subTest(clock=clock):
                self.assert_taken("employee", self.book)

    def test_an_attendance_without_a_link_from_the_contact_refuses_too(self):
        event = self.meet(START, 60, self.partner("employee"))
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM calendar_event_res_partner_rel WHERE calendar_event_id = %s", [event.id])
        self.assert_taken("employee", self.book)

    def test_who_books_sees_their_own_diary(self):
        self.meet(START, 60, self.partner("hr"))
        self.book("hr")

    def test_a_meeting_that_its_owner_leaves_is_named(self):
        self.meet(START, 60, self.partner("manager"))
        self.meet(START, 60, self.partner("employee"))
        manager, employee = (f"{name}:{self.people[name].id}" for name in ("manager", "employee"))
        self.assert_taken("employee", self.book, despite=[manager])
        for wrong in ("manager:1", [7], {"a": 1}):
            with self.assertRaises(UserError):
                self.book(despite=wrong)
        self.book(despite=[manager, employee])

    def test_a_move_is_checked_and_its_own_event_is_not_in_the_way(self):
        self.book()
        self.meet(START + HOUR, 60, self.partner("manager"))
        move = self.as_("oh_admin", self.conference).action_move
        self.assert_taken("manager", move, start=str(START + HOUR))
        move(start=str(START + timedelta(minutes=15)))
        move(start=str(START + HOUR), despite=[f"manager:{self.people['manager'].id}"])

    def test_a_longer_booking_is_checked_for_what_is_added_only(self):
        self.book()
        self.meet(START, 45, self.partner("manager"))
        self.as_("clinician", self.conference).action_mark_complex(duration=90, reason="Much")
        change = self.as_("oh_admin", self.conference).action_change
        change(place="Room 2", mode="hybrid")
        change(duration=60)
        self.meet(START + HOUR, 30, self.partner("employee"))
        self.assert_taken("employee", change, duration=75)

    def test_only_who_is_new_must_be_free_at_a_reassignment(self):
        self.book()
        self.meet(START, 45, self.partner("manager") | self.partner("clinician2"))
        reassign = self.as_("oh_admin", self.conference).action_reassign
        self.assert_taken("clinician2", reassign, role="clinician", value=self.chair2.id, reason="Ill")
        reassign(role="manager", value=self.people["other_manager"].id, reason="Asked")

    def test_the_employee_is_not_in_two_case_conferences_at_once(self):
        self.book()
        first, self.conference = self.conference, self.accepted(clinician_id=self.chair2.id)
        self.assert_taken("employee", self.book)
        self.as_("hr", first).action_cancel(reason="No need")
        self.book()

    def test_who_may_not_book_learns_of_nobody(self):
        self.meet(START, 60, self.partner("employee"))
        for name in ("manager", "employee", "colleague"):
            with self.assertRaises(UserError) as refused:
                self.book(name)
            self.assertNotIn("ot free", str(refused.exception))

    def test_a_meeting_made_while_booking_is_seen_under_the_lock(self):
        """The second look, over a connection of its own, sees what this transaction no longer can."""
        partner = self.env.ref("base.partner_admin")
        who = Who("Somebody", 0, (partner.id,), "UTC", True, None, None)
        self.env.cr.execute("SELECT 1")
        with db_connect(self.env.cr.dbname).cursor() as other:
            other.execute(
                "INSERT INTO calendar_event (name, start, stop, active, show_as) VALUES ('x', %s, %s, true, 'busy')"
                " RETURNING id",
                [START, START + HOUR],
            )
            (event,) = other.fetchone()
            other.execute(
                "INSERT INTO calendar_attendee (event_id, partner_id, state) VALUES (%s, %s, 'accepted')",
                [event, partner.id],
            )
            other.commit()
            try:
                rows = self.conference._truly_busy({"manager:0": who}, START, START + HOUR)
            finally:
                other.execute("DELETE FROM calendar_event WHERE id = %s", [event])
                other.commit()
        self.assertEqual(rows, {(partner.id, START, START + HOUR, False, False, False)})
