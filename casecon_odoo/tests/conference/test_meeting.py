"""R18, R28, R10: the meeting starts with who must be there, and ends; what it may be entered as."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import START, promise
from ..life import ALL, LifeCase


class Meeting(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.conference = cls("run").prepared()

    def rows(self, *roles):
        return [self.row(self.conference, role).id for role in roles]

    def know_recording(self, *roles):
        for role in roles:
            self.as_("clinician", self.row(self.conference, role)).action_acknowledge_recording()

    def begin(self, *roles, **arguments):
        """Start with these people, who know that nothing is recorded."""
        with clock.at(min(clock.now(), START - timedelta(hours=1))):
            self.know_recording(*roles)
        return self.as_("clinician", self.conference).action_start(self.rows(*roles), **arguments)

    def assert_refused(self, rule, *roles, **arguments):
        with self.assertRaisesRegex(UserError, rf"\[{rule}\]"), self.env.cr.savepoint():
            self.begin(*roles, **arguments)
        self.assertEqual(self.conference.state, "prepared")


@promise("casecon_R18")
class TestStart(Meeting):
    def test_on_time_with_everybody_no_reason_is_asked(self):
        self.at(START)
        self.begin(*ALL)
        self.assertEqual((self.conference.state, self.conference.started_at), ("in_session", START))
        self.assertEqual({self.row(self.conference, role).present_from for role in ALL}, {START})

    def test_never_without_employee_or_clinician_whatever_the_reason(self):
        self.at(START)
        for missing in ("employee", "clinician"):
            there = [role for role in ALL if role != missing]
            with self.subTest(missing=missing):
                self.assert_refused("R18", *there, reason="They agreed")
        self.assert_refused("R18", reason="Nobody is there")

    def test_without_hr_or_manager_only_with_a_reason(self):
        self.at(START)
        for missing in ("hr", "manager"):
            there = [role for role in ALL if role != missing]
            with self.subTest(missing=missing):
                for reason in (None, "", "  ", 7):
                    self.assert_refused("R18", *there, reason=reason)
                with self.env.cr.savepoint() as savepoint:
                    self.begin(*there, reason="They are ill")
                    self.assertEqual(self.conference.state, "in_session")
                    savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_fifteen_minutes_early_at_most(self):
        self.at(START)
        self.assert_refused("R18", *ALL, started_at=str(START - timedelta(minutes=15, seconds=1)))
        self.begin(*ALL, started_at=str(START - timedelta(minutes=15)))
        self.assertEqual(self.conference.started_at, START - timedelta(minutes=15))

    def test_never_in_the_future(self):
        self.at(START)
        self.assert_refused("R18", *ALL, started_at=str(START + timedelta(seconds=1)), reason="Soon")

    def test_entered_late_only_with_a_reason_and_within_seven_days(self):
        self.at(START + timedelta(hours=1))
        with self.env.cr.savepoint() as savepoint:
            self.begin(*ALL, started_at=str(START))  # an hour is prompt
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        self.at(START + timedelta(hours=1, seconds=1))
        self.assert_refused("R18", *ALL, started_at=str(START))
        self.at(START + timedelta(days=7, seconds=1))
        self.assert_refused("R18", *ALL, started_at=str(START), reason="The network was down")
        self.at(START + timedelta(days=7))
        self.begin(*ALL, started_at=str(START), reason="The network was down")

    def test_a_late_meeting_starts_when_it_starts(self):
        self.at(START + timedelta(hours=3))
        self.begin(*ALL)
        self.assertEqual(self.conference.started_at, START + timedelta(hours=3))

    def test_people_of_another_conference_are_not_present(self):
        other = self.scheduled("portal_employee", start=START + timedelta(hours=4))
        self.at(START)
        stranger = self.row(other, "employee").id
        for ids in ([*self.rows(*ALL), stranger], [*self.rows(*ALL), 999_999_999], "all", [None]):
            with self.subTest(ids=ids), self.assertRaisesRegex(UserError, r"\[R18\]"):
                self.as_("clinician", self.conference).action_start(ids)

    def test_nobody_else_starts_or_ends_it(self):
        self.at(START)
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.conference).action_start(self.rows(*ALL))
        self.begin(*ALL)
        self.at(START + timedelta(minutes=30))
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.conference).action_end()

    def test_the_notice_the_understanding_and_later_people_are_asked_again(self):
        added = self.as_("hr", self.conference).action_add_attendee(
            "minute_taker", self.users["colleague"].partner_id.id
        )
        self.at(START)
        self.assert_refused("R11", *ALL)
        self.acknowledge(self.conference)
        self.begin(*ALL)
        self.assertFalse(self.env["casecon.attendee"].browse(added).present_from)

    def test_it_ends_after_it_started_and_not_in_the_future(self):
        self.at(START)
        self.begin(*ALL)
        self.at(START + timedelta(minutes=30))
        for ended_at in (START, START - timedelta(minutes=1), START + timedelta(minutes=30, seconds=1)):
            with self.subTest(ended_at=ended_at), self.assertRaisesRegex(UserError, r"\[R18\]$"):
                self.as_("clinician", self.conference).action_end(str(ended_at))
        self.as_("clinician", self.row(self.conference, "hr")).action_leave(str(START + timedelta(minutes=10)))
        self.as_("clinician", self.conference).action_end()
        self.assertEqual(self.conference.state, "held")
        self.assertEqual(self.row(self.conference, "hr").present_until, START + timedelta(minutes=10))
        self.assertEqual(self.row(self.conference, "manager").present_until, START + timedelta(minutes=30))

    def test_the_clinician_alone_keeps_who_is_in_the_room(self):
        self.at(START)
        self.begin("employee", "clinician", "manager", reason="HR is late")
        late = self.row(self.conference, "hr")
        for by in ("hr", "manager", "employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, late).action_enter()
        self.at(START + timedelta(minutes=5))
        for moment in (START - timedelta(seconds=1), START + timedelta(minutes=5, seconds=1)):
            with self.subTest(moment=moment), self.assertRaises(UserError):
                self.as_("clinician", late).action_enter(str(moment))
        self.as_("clinician", late).action_enter()
        self.assertRaises(UserError, self.as_("clinician", late).action_enter)
        self.as_("clinician", late).action_leave()
        self.assertRaises(UserError, self.as_("clinician", late).action_leave)

    def test_nobody_comes_or_goes_outside_the_meeting(self):
        row = self.row(self.conference, "hr")
        self.assertRaises(UserError, self.as_("clinician", row).action_enter)
        self.assertRaises(UserError, self.as_("clinician", row).action_leave)


@promise("casecon_R28")
class TestRecordingPolicy(Meeting):
    def test_who_did_not_acknowledge_it_needs_a_reason(self):
        self.at(START)
        self.know_recording("clinician", "manager", "hr")
        start = self.as_("clinician", self.conference).action_start
        with self.assertRaisesRegex(UserError, r"Not everyone present.*\[R28\]"):
            start(self.rows(*ALL))
        self.assertEqual(self.conference.state, "prepared")
        self.as_("clinician", self.conference).action_start(self.rows(*ALL), reason="They were told by telephone")
        self.assertEqual(self.conference.state, "in_session")

    def test_who_is_not_there_need_not_acknowledge_it(self):
        self.at(START)
        self.know_recording("clinician", "employee", "manager")
        self.as_("clinician", self.conference).action_start(
            self.rows("clinician", "employee", "manager"), reason="HR is late"
        )

    def test_each_for_themselves_or_the_clinician_for_them(self):
        for role in ("employee", "manager", "hr"):
            row = self.row(self.conference, role)
            for by in {"employee", "manager", "hr"} - {role}:
                with self.subTest(role=role, by=by), self.assertRaises(AccessError):
                    self.as_(by, row).action_acknowledge_recording()
            self.as_(role, row).action_acknowledge_recording()
            self.assertEqual(row.recording_acknowledged_at, clock.now())

    def test_a_companion_acknowledges_it_too(self):
        row, companion = self.with_companion(self.conference)
        self.as_(companion, row).action_acknowledge_recording()
        self.assertTrue(row.recording_acknowledged_at)

    def test_no_field_holds_sound_or_pictures(self):
        for name, model in self.registry.items():
            if name.startswith("casecon."):
                self.assertFalse([f.name for f in model._fields.values() if f.type in ("binary", "image")], name)


@promise("casecon_R10")
class TestAgendaInTheMeeting(Meeting):
    def test_the_clinician_discusses_or_parks_in_the_meeting_only(self):
        item = self.conference.agenda_item_ids[:1]
        for verb in ("action_discuss", "action_park"):
            with self.assertRaisesRegex(UserError, r"\[R10\]$"):
                getattr(self.as_("clinician", item), verb)()
        self.at(START)
        self.begin(*ALL)
        for by in ("hr", "manager", "employee"):
            for verb in ("action_discuss", "action_park"):
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(by, item), verb)()
        self.assertEqual(item.state, "open")
        self.as_("clinician", item).action_park()
        self.assertEqual(item.state, "parked")
        for by in ("hr", "manager", "employee"):
            self.assertEqual(self.as_(by, item).state, "parked", by)
        self.as_("clinician", item).action_discuss()
        self.at(START + timedelta(minutes=20))
        self.as_("clinician", self.conference).action_end()
        with self.assertRaisesRegex(UserError, r"\[R10\]$"):
            self.as_("clinician", item).action_park()

    def test_nobody_writes_the_state_of_an_item(self):
        item = self.conference.agenda_item_ids[:1]
        for by in ("hr", "clinician"):
            self.assertRaises(UserError, self.as_(by, item).write, {"state": "parked"})
