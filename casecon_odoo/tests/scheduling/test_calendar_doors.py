"""What somebody does in the Calendar app goes through the gate, whole, or is refused."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ..common import START, CaseconCase, promise

KEPT = "This entry belongs to another app"


@promise("casecon_calendar")
class TestCalendarDoors(CaseconCase):
    def setUp(self):
        super().setUp()
        self.conference = self.scheduled()
        self.event = self.conference.sudo().event_id.with_env(self.env)

    def assert_kept(self, call, error=UserError, says=KEPT):
        before = self.dump()
        with self.assertRaisesRegex(error, says), self.env.cr.savepoint():
            call()
        self.assertEqual(self.dump(), before)

    def mail_from_the_list(self, event):
        """Odoo's button "Send Mail" over the list of meetings."""
        opened = event.with_context(default_composition_mode="mass_mail").action_open_composer()
        event.env["mail.compose.message"].with_context(**opened["context"]).create({}).action_send_mail()

    def drag(self, name, hours):
        later = timedelta(hours=hours)
        self.as_(name, self.event).write({"start": str(self.event.start + later), "stop": str(self.event.stop + later)})

    def test_the_manager_or_employee_who_drags_it_reads_the_gates_sentence(self):
        for name in ("manager", "employee"):
            self.assert_kept(lambda: self.drag(name, 1), AccessError, "role in this case conference does not allow")  # noqa: B023

    def test_hr_who_drags_it_makes_a_complete_move(self):
        self.tell(self.conference)
        self.drag("hr", 24)
        self.assertEqual(self.conference.start, START + timedelta(days=1))
        self.assertEqual((self.event.start, self.event.stop), (self.conference.start, self.conference.stop))
        self.assertFalse(self.row(self.conference, "employee").invited_at, "notice counts anew")
        self.assertEqual(len(self.send_due()), 4)

    def test_hr_who_drags_it_too_near_reads_the_rule(self):
        self.assert_kept(lambda: self.drag("hr", -24 * 13), says=r"\[R3\]$")

    def test_stretching_it_asks_for_the_length(self):
        longer = {"stop": str(self.event.stop + timedelta(minutes=30))}
        self.assert_kept(lambda: self.as_("hr", self.event).write(longer), says=r"\[R4\]$")
        self.as_("clinician", self.conference).action_mark_complex(duration=75, reason="Much")
        self.as_("hr", self.event).write(longer)
        self.assertEqual(self.conference.duration, 75)
        self.assertEqual(self.event.stop, self.conference.stop)

    def test_everything_else_is_refused_to_everybody(self):
        colleague = self.users["colleague"].partner_id
        doors = {
            "rename": lambda event: event.write({"name": "Case conference"}),
            "describe": lambda event: event.write({"description": "x"}),
            "place": lambda event: event.write({"location": "OH"}),
            "public": lambda event: event.write({"privacy": "public"}),
            "guest": lambda event: event.write({"partner_ids": [(4, colleague.id)]}),
            "lose guest": lambda event: event.write({"partner_ids": [(3, event.partner_ids[:1].id)]}),
            "guest row": lambda event: event.env["calendar.attendee"].create(
                {"event_id": event.id, "partner_id": colleague.id}
            ),
            "row of another": lambda event: event.attendee_ids.filtered(
                lambda a: a.partner_id != event.env.user.partner_id
            )[:1].write({"state": "declined"}),
            "row away": lambda event: event.attendee_ids[:1].unlink(),
            "archive": lambda event: event.write({"active": False}),
            "all day": lambda event: event.write({"allday": True, "start_date": "2026-06-15"}),
            "repeat": lambda event: event.write({"recurrency": True}),
            "drag and rename": lambda event: event.write({"start": "2026-07-15 09:00:00", "name": "x"}),
            "delete": lambda event: event.unlink(),
            "delete many": lambda event: event.action_mass_archive("self_only"),
            "copy": lambda event: event.copy(),
            "message": lambda event: event.message_post(body=event.name),
            "mail from the list": self.mail_from_the_list,
            "note to the guests": lambda event: event.message_notify(body="x", partner_ids=event.partner_ids.ids),
            "mail of a template": lambda event: event.message_mail_with_source(
                event.env.ref("calendar.calendar_template_meeting_update")
            ),
            "join": lambda event: event.action_join_meeting(colleague.id),
            "through the guest": lambda event: event.partner_ids[:1].sudo().write({"meeting_ids": [(3, event.id)]}),
            "through a new guest": lambda event: colleague.sudo().write({"meeting_ids": [(4, event.id)]}),
            "with a new contact": lambda event: (
                event.env["res.partner"].sudo().create({"name": "x", "meeting_ids": [(4, event.id)]})
            ),
        }
        for name in ("hr", "manager", "employee", "clinician", self.env.ref("base.user_root")):
            for door, walk in doors.items():
                with self.subTest(name=name, door=door):
                    self.assert_kept(lambda: walk(self.as_(name, self.event)), says="")  # noqa: B023

    def test_an_answer_in_the_calendar_reaches_the_attendee_and_back(self):
        row = self.row(self.conference, "employee")
        mine = self.event.attendee_ids.filtered(lambda a: a.partner_id == row.partner_id)
        self.as_("employee", mine).do_accept()
        self.assertEqual((row.answer, mine.state), ("accepted", "accepted"))
        self.as_("employee", mine).do_tentative()
        self.assertEqual((row.answer, mine.state), ("tentative", "tentative"))
        self.as_("employee", mine).write({"state": "declined"})
        self.assertEqual((row.answer, mine.state), ("declined", "declined"))
        self.as_("employee", row).action_answer("accepted")
        self.assertEqual((row.answer, mine.state), ("accepted", "accepted"))
        self.as_("employee", self.event).change_attendee_status("declined", "self_only")
        self.assertEqual((row.answer, mine.state), ("declined", "declined"))

    def test_one_answers_for_oneself_only(self):
        for by in ("hr", "manager", "clinician", "colleague"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.row(self.conference, "employee")).action_answer("accepted")
        row = self.row(self.conference, "manager")
        for wrong in (None, "needs_action", "yes"):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                self.as_("manager", row).action_answer(wrong)

    def test_the_entry_follows_people_and_time_and_goes_with_the_conference(self):
        self.as_("hr", self.conference).action_reassign(
            role="manager", value=self.people["other_manager"].id, reason="Ill"
        )
        self.assertEqual(self.event.partner_ids, self.live_partners())
        self.assertFalse(self.as_("manager", self.event).has_access("read"))
        self.as_("employee", self.conference).action_set_companion(name="Com Panion")
        self.assertEqual(self.event.partner_ids, self.live_partners())
        self.as_("hr", self.conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.assertEqual(self.event.start, self.conference.start)
        self.as_("hr", self.conference).action_cancel(reason="No need")
        self.assertFalse(self.event.exists())

    def live_partners(self):
        self.env.invalidate_all()
        return self.conference.attendee_ids.filtered(lambda a: not a.removed_at).partner_id

    def test_calendars_of_others_are_as_before(self):
        mine = self.as_("colleague", self.env["calendar.event"]).create(
            {"name": "Lunch", "start": "2026-06-15 11:00:00", "stop": "2026-06-15 12:00:00"}
        )
        mine.write({"name": "Long lunch", "stop": "2026-06-15 13:00:00"})
        mine.write({"partner_ids": [(4, self.users["hr"].partner_id.id)]})
        self.assertIn(mine, self.as_("hr", mine.browse()).search([("name", "=", "Long lunch")]))
        mine.message_post(body=mine.name)
        mine.unlink()
