"""R18: with the start entered late, only what had happened before it counts; entered late, it keeps both times."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ...models import clock
from ...models.conference.understanding import what_is_read
from ..common import NOW, SECRET, START, promise
from ..life import ALL, PRE_CALL, LifeCase
from ..sealed.opened import notes_about, sealed_in

BEFORE, LATER = START - timedelta(days=1), START + timedelta(days=3)


@promise("casecon_R18")
class TestBeforeTheStart(LifeCase):
    def booked(self, **vals):
        """Booked and told, and no more; three days after the meeting."""
        conference = self.scheduled(**vals)
        self.tell(conference)
        return conference

    def with_call(self, conference):
        self.as_("clinician", conference).action_record_pre_call("missed", str(PRE_CALL))
        self.as_("clinician", conference).action_prepare()
        return conference

    def start_late(self, conference, **arguments):
        """The clinician enters three days later that it began on time."""
        rows = [self.row(conference, role).id for role in ALL]
        given = {"present_attendee_ids": rows, "started_at": str(START), "reason": "Entered later", **arguments}
        return self.as_("clinician", conference).action_start(**given)

    def assert_too_late(self, rule, conference, **arguments):
        with self.assertRaisesRegex(UserError, rf"after the meeting began.*\[{rule}\]"), self.env.cr.savepoint():
            self.start_late(conference, **arguments)
        self.assertEqual(conference.state, "prepared")

    def record(self, conference, verb, at=BEFORE, through="phone", words=f"{SECRET} I do", **values):
        by_oh = self.as_("clinician", conference)
        return by_oh.action_record_for_employee(verb, values, words, through, at=str(at))

    def assert_kept(self, row, stem, at=BEFORE, through="phone"):
        self.assertEqual((row[f"{stem}_at"], row[f"{stem}_entered_at"], row[f"{stem}_through"]), (at, LATER, through))

    @promise("casecon_R7")
    def test_understanding(self):
        conference = self.booked()
        self.at(LATER)
        self.with_call(conference)
        self.understand(conference)
        self.assert_too_late("R7", conference)
        self.record(conference, "confirm_understanding", **what_is_read(self.as_("clinician", conference)))
        self.assert_kept(conference, "understood")
        note = notes_about(self, "confirm_understanding")
        self.assertEqual(sealed_in(note)["body"], f"{SECRET} I do")
        self.assertEqual((note.through, note.held_at), ("phone", BEFORE))
        self.start_late(conference)

    @promise("casecon_R7")
    def test_to_confirm_again_after_the_start_takes_nothing_away(self):
        conference = self.prepared()
        confirmed_at = conference.understood_at
        self.at(LATER)
        self.understand(conference)
        self.assertEqual(conference.understood_at, confirmed_at)
        self.start_late(conference)

    @promise("casecon_R7")
    def test_nobody_understood_a_request_before_it_was_written(self):
        conference = self.booked()
        for at in (NOW - timedelta(minutes=1), LATER):
            with self.subTest(at=at), self.assertRaisesRegex(UserError, r"\[R18\]$"):
                self.record(conference, "confirm_understanding", at, **what_is_read(self.as_("clinician", conference)))
        asked = self.ask_for("portal_employee")
        self.at(NOW + timedelta(hours=1))
        self.as_("manager", asked.request_ids).write({"reason": "Another reason"})
        read = what_is_read(self.as_("clinician", asked))
        with self.assertRaisesRegex(UserError, r"\[R7\]$"):
            self.record(asked, "confirm_understanding", NOW + timedelta(minutes=30), **read)

    @promise("casecon_R3")
    def test_a_waiver(self):
        conference = self.accepted()
        self.register_report()
        start = NOW + timedelta(days=5)
        self.as_("employee", conference).action_waive_notice(earliest_start=str(start))
        self.as_("hr", conference).action_schedule(start=str(start))
        self.tell(conference)
        self.as_("employee", conference).action_keep_notice()
        self.at(start + timedelta(days=3))
        self.understand(conference)
        by_login = self.as_("employee", conference)
        with self.assertRaisesRegex(UserError, r"\[R33\]"):
            by_login.action_waive_notice(earliest_start=str(start))
        self.record(conference, "waive_notice", start - timedelta(days=1), earliest_start=str(start))
        self.assertEqual(conference.notice_waived_at, start - timedelta(days=1))
        self.assertEqual(conference.notice_waived_entered_at, start + timedelta(days=3))
        with self.assertRaisesRegex(UserError, r"\[R33\]$"):
            by_login.action_keep_notice()
        with self.assertRaisesRegex(UserError, r"\[R3\]$"):  # an older word than the last one
            self.record(conference, "keep_notice", start - timedelta(days=2))

    @promise("casecon_R3")
    def test_a_waiver_that_was_said_when_the_meeting_had_begun(self):
        """It began a quarter of an hour before the booked time."""
        conference = self.accepted()
        self.register_report()
        start = NOW + timedelta(days=5)
        self.as_("employee", conference).action_waive_notice(earliest_start=str(start))
        self.as_("hr", conference).action_schedule(start=str(start))
        self.tell(conference)
        self.as_("employee", conference).action_keep_notice()
        self.understand(conference)
        self.at(start + timedelta(days=3))
        by_oh = self.as_("clinician", conference)
        by_oh.action_record_pre_call("missed", str(start - timedelta(days=1)))
        by_oh.action_prepare()
        self.record(conference, "waive_notice", start - timedelta(minutes=10), earliest_start=str(start))
        self.assert_too_late("R3", conference, started_at=str(start - timedelta(minutes=15)))
        self.start_late(conference, started_at=str(start - timedelta(minutes=10)))

    @promise("casecon_R3")
    def test_the_invitation_came_before_the_start_whatever_the_waiver(self):
        conference = self.scheduled()
        self.understand(conference)
        self.as_("employee", conference).action_waive_notice(earliest_start=str(START))
        self.at(LATER)
        self.with_call(conference)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(START + timedelta(days=1)), how="By hand")
        self.assert_too_late("R3", conference)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(BEFORE), how="By hand")
        self.start_late(conference)

    @promise("casecon_R11")
    def test_the_people_who_were_added(self):
        conference = self.prepared()
        self.at(BEFORE - timedelta(hours=1))
        partner = self.users["privacy"].partner_id
        self.as_("hr", conference).action_add_attendee(role="minute_taker", partner_id=partner.id)
        row = self.row(conference, "minute_taker")
        self.at(LATER)
        self.acknowledge(conference)
        self.assert_too_late("R11", conference)
        write_back = {"acknowledged_at": False, "acknowledged_entered_at": False}
        self.forget(row, write_back)
        with self.assertRaisesRegex(UserError, r"\[R11\]$"):  # before there was anybody to acknowledge
            self.record(conference, "acknowledge_attendees", BEFORE - timedelta(hours=2))
        self.record(conference, "acknowledge_attendees")
        self.assert_kept(row, "acknowledged")
        self.start_late(conference)

    def forget(self, row, vals):
        from ...models.conference.guarded import write_guarded

        write_guarded(row.sudo(), vals)
        self.env.flush_all()

    @promise("casecon_R28")
    def test_the_recording_policy(self):
        conference = self.prepared()
        self.at(LATER)
        row = self.row(conference, "manager")
        for role in ALL:
            self.as_("clinician", self.row(conference, role)).action_acknowledge_recording()
        rows = [self.row(conference, role) for role in ALL]
        self.assertFalse(any(one._knew_of_recording(START) for one in rows))
        by_oh = self.as_("clinician", row)
        for wrong in ({"through": "fax", "words": "Yes"}, {"through": "phone"}, {"words": "Yes"}):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                by_oh.action_acknowledge_recording(at=str(BEFORE), **wrong)
        by_oh.action_acknowledge_recording(at=str(BEFORE), through="phone", words="I know")
        self.assert_kept(row, "recording_acknowledged")
        self.assertTrue(row._knew_of_recording(START))
        own = self.row(conference, "employee")
        with self.assertRaisesRegex(UserError, r"\[R28\]$"):
            self.as_("employee", own).action_acknowledge_recording(at=str(BEFORE), through="phone", words="I know")

    @promise("casecon_R15")
    def test_the_pre_call(self):
        conference = self.told()
        self.at(LATER)
        by_oh = self.as_("clinician", conference)
        by_oh.action_record_pre_call("done", str(START + timedelta(days=1)), 5)
        by_oh.action_prepare()
        self.assert_too_late("R15", conference)
        by_oh.action_record_pre_call("done", str(PRE_CALL), 5)
        call = conference.sudo().pre_call_ids.filtered(lambda one: one.called_at == PRE_CALL)
        self.assertEqual(call.entered_at, LATER)
        self.start_late(conference)
        self.assertEqual(conference._counting_pre_call(), call)

    @promise("casecon_R15")
    def test_the_chair_was_briefed_before(self):
        conference = self.told()
        self.at(PRE_CALL)
        self.call_beforehand(conference, by="clinician2")
        self.at(LATER)
        by_chair = self.as_("clinician", conference)
        by_chair.action_confirm_briefed()
        by_chair.action_prepare()
        self.assert_too_late("R15", conference)
        with self.assertRaisesRegex(UserError, r"\[R15\]$"):
            by_chair.action_confirm_briefed(at=str(PRE_CALL - timedelta(minutes=1)))
        self.forget(conference.sudo().pre_call_ids, {"briefed_clinician_id": False})
        by_chair.action_confirm_briefed(at=str(BEFORE))
        call = conference.sudo().pre_call_ids
        self.assertEqual((call.briefed_at, call.briefed_entered_at), (BEFORE, LATER))
        self.start_late(conference)

    @promise("casecon_R11")
    def test_a_colleague_who_chaired_it_enters_all_of_it_later(self):
        """The chair was ill; a colleague called the employee the day before, and named themselves."""
        conference = self.told()
        self.at(LATER)
        by_colleague = self.as_("clinician2", conference)
        by_colleague.action_take_chair("They are ill", at=str(BEFORE - timedelta(hours=1)))
        by_colleague.action_record_pre_call("done", str(BEFORE), 5)
        by_colleague.action_prepare()
        by_colleague.action_record_for_employee("acknowledge_attendees", {}, "Yes", "phone", at=str(BEFORE))
        rows = [self.row(conference, role).id for role in ALL]
        by_colleague.action_start(rows, started_at=str(START), reason="Entered later")
        self.assertEqual(conference.state, "in_session")

    def test_after_seven_days_the_lead_clinician_enters_it(self):
        conference = self.prepared()
        self.users["clinician2"].sudo().group_ids += self.env.ref("casecon_odoo.casecon_group_lead_clinician")
        rows = [self.row(conference, role).id for role in ALL]
        given = {"present_attendee_ids": rows, "started_at": str(START), "reason": "It was forgotten"}
        self.at(START + timedelta(days=7))
        by_lead = self.as_("clinician2", conference)
        self.assertFalse(by_lead.can_start)
        with self.assertRaisesRegex(UserError, r"who chairs can start.*\[R18\]"):
            by_lead.action_start(**given)
        self.at(START + timedelta(days=7, seconds=1))
        with self.assertRaisesRegex(UserError, r"only a lead clinician.*\[R18\]"):
            self.as_("clinician", conference).action_start(**given)
        by_lead = self.as_("clinician2", conference)
        self.assertTrue(by_lead.can_start)
        by_lead.action_start(**given)
        self.assertEqual(conference.started_at, START)

    def test_on_time_nothing_of_it_is_asked(self):
        conference = self.prepared()
        self.at(START)
        self.start(conference)
        self.assertEqual(conference.state, "in_session")

    def test_the_database_keeps_nothing_that_is_entered_before_it_happened(self):
        conference = self.in_session(lines=["Sees a physio"])
        self.as_("clinician", conference.consent_line_ids).action_refuse(through="phone", words="No")
        entered = {
            "casecon_conference": ("understood", "notice_waived"),
            "casecon_attendee": ("acknowledged", "recording_acknowledged"),
            "casecon_pre_call": ("briefed",),
        }
        columns = [(table, f"{stem}_at", f"{stem}_entered_at") for table, stems in entered.items() for stem in stems]
        self.env.flush_all()
        for table, happened, at in [*columns, ("casecon_pre_call", "called_at", "entered_at")]:
            with (
                self.subTest(table=table, happened=happened),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(f"UPDATE {table} SET {happened} = '2026-06-02', {at} = '2026-06-01'")


@promise("casecon_R18", "casecon_R15")
class TestTheMinuteOfTheStart(LifeCase):
    def test_what_is_of_the_minute_that_is_entered_as_the_start_was_before_it(self):
        conference = self.told()
        with clock.at(START + timedelta(seconds=20)):
            self.call_beforehand(conference)
            self.as_("clinician", conference).action_prepare()
            line = self.propose(conference)
            self.as_("employee", line).action_grant()
        with clock.at(START + timedelta(seconds=50)):
            self.start(conference, started_at=str(START))
        with clock.at(START + timedelta(minutes=3)):
            self.as_("clinician", line).action_disclose()
        self.assertEqual(conference.started_at, START)
