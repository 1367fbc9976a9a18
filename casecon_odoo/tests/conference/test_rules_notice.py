"""R3: seven times 24 hours and seven dates, counted twice; only the employee waives it."""

from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError

from ...domain import gate
from ...models import clock
from ..common import NOW, START, CaseconCase, promise
from ..sealed.opened import sealed_in

EARLIEST = NOW + timedelta(days=7, hours=2)  # the margin for sending comes on top


@promise("casecon_R3")
class TestNotice(CaseconCase):
    def setUp(self):
        super().setUp()
        self.register_report()

    def assert_too_short(self, call, *args, **kwargs):
        with self.assertRaisesRegex(UserError, r"notice.*\[R3\]$"):
            call(*args, **kwargs)

    def may_start(self, conference, at):
        """Whether rule R3 lets the meeting start, asked at `at` (the verb comes with a later issue)."""
        with clock.at(at):
            facts = conference._facts()[conference]
        missing = gate.missing(("R3",), "start", facts)
        return missing[0].what if missing else True

    def test_at_the_booking_from_now_plus_the_margin(self):
        conference = self.accepted()
        for by in ("hr", "oh_admin", "clinician"):
            schedule = self.as_(by, conference).action_schedule
            self.assert_too_short(schedule, start=str(EARLIEST - timedelta(seconds=1)))
        self.as_("hr", conference).action_schedule(start=str(EARLIEST))
        self.assertEqual(conference.start, EARLIEST)

    def test_the_numbers_are_the_companys(self):
        self.company.write({"casecon_notice_days": 14, "casecon_margin_hours": 0})
        conference = self.accepted()
        schedule = self.as_("hr", conference).action_schedule
        self.assert_too_short(schedule, start=str(NOW + timedelta(days=14, seconds=-1)))
        self.as_("hr", conference).action_schedule(start=str(NOW + timedelta(days=14)))

    def test_no_start_or_a_past_one_is_refused(self):
        conference = self.accepted()
        for start in (None, str(NOW), "2026-05-30 09:00:00"):
            with self.subTest(start=start), self.assertRaisesRegex(UserError, r"\[R3\]$"):
                self.as_("hr", conference).action_schedule(start=start)

    def test_around_a_clock_change_hours_and_dates_both_count(self):
        """The clocks go back on 25 October 2026: a night in which seven dates end later than 168 hours."""
        told_at = datetime(2026, 10, 18, 21, 30)  # 22:30 BST; with the margin 00:30 BST on the 19th
        self.company.casecon_report_max_age_days = 730
        with clock.at(told_at):
            conference = self.accepted()
            schedule = self.as_("hr", conference).action_schedule
            by_hours = told_at + timedelta(days=7, hours=2)  # 23:30 GMT on the 25th: only six dates later
            self.assert_too_short(schedule, start=str(by_hours))
            self.assert_too_short(schedule, start="2026-10-25 23:59:59")
            self.as_("hr", conference).action_schedule(start="2026-10-26 00:00:00")
        with clock.at(datetime(2027, 3, 22, 9)):  # the clocks go forward on the 28th: hours end later
            other = self.accepted("portal_employee", told_on="2027-03-20")
            self.register_report("portal_employee", issued_on="2027-03-20")
            other.sudo().write({"report_id": self.env["casecon.report"]._latest_released(other.employee_id).id})
            schedule = self.as_("hr", other).action_schedule
            self.assert_too_short(schedule, start="2027-03-29 10:00:00")
            self.as_("hr", other).action_schedule(start="2027-03-29 11:00:00")

    def test_only_the_employee_waives_it_naming_the_earliest_start(self):
        conference = self.accepted()
        start = "2026-06-03 09:00:00"
        for by in ("hr", "manager", "oh_admin", "clinician"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_waive_notice(earliest_start=start)
        with self.assertRaises(UserError):
            self.as_("employee", conference).action_waive_notice()
        self.as_("employee", conference).action_waive_notice(earliest_start=start)
        self.assert_too_short(self.as_("hr", conference).action_schedule, start="2026-06-03 08:59:59")
        self.as_("hr", conference).action_schedule(start=start)

    def test_the_employee_alone_takes_the_waiver_back_and_the_full_notice_counts_again(self):
        conference = self.accepted()
        start = "2026-06-03 09:00:00"
        self.as_("employee", conference).action_waive_notice(earliest_start=start)
        self.as_("hr", conference).action_schedule(start=start)
        with clock.at(NOW + timedelta(hours=1)):
            self.send_due()
        self.assertIs(self.may_start(conference, datetime(2026, 6, 3, 9)), True)
        for by in ("hr", "oh_admin", "manager", "clinician"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_keep_notice()
        self.as_("employee", conference).action_keep_notice()
        self.assertFalse(conference.notice_waived_at or conference.notice_accepts_from)
        self.assertEqual(self.may_start(conference, datetime(2026, 6, 3, 9)), "notice_too_short")

    def test_a_clinician_records_the_waiver_in_the_employees_words(self):
        conference = self.accepted()
        given = {"verb": "waive_notice", "values": {"earliest_start": "2026-06-03 09:00:00"}}
        for by in ("hr", "oh_admin", "manager", "employee"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_record_for_employee(**given, words="Sooner, please", through="phone")
        with self.assertRaises(UserError):
            self.as_("clinician", conference).action_record_for_employee(**given, through="phone")
        with self.assertRaises(UserError):
            self.as_("clinician", conference).action_record_for_employee(**given, words="Sooner, please", through="fax")
        self.as_("clinician", conference).action_record_for_employee(**given, words="Sooner, please", through="phone")
        self.as_("hr", conference).action_schedule(start="2026-06-03 09:00:00")
        note = self.env["casecon.note"].search([("conference_id", "=", conference.id)])
        self.assertEqual(sealed_in(note), {"about": "waive_notice", "body": "Sooner, please"})
        self.assertEqual(note.through, "phone")

    def test_a_clinician_cannot_record_what_is_no_argument_of_the_verb(self):
        conference = self.scheduled()
        for values in ({"hats": ["employee"]}, {"gone": 1}, {"row": 1}, ["x"], {"self": 1}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.as_("clinician", conference).action_record_for_employee(
                    verb="set_companion", values=values, words="I said so", through="phone"
                )

    def test_at_the_start_from_the_moment_the_mail_server_took_the_invitation(self):
        conference = self.scheduled()
        self.assertEqual(self.may_start(conference, START), "not_told")
        late = START - timedelta(days=7) + timedelta(seconds=1)
        with clock.at(late):
            self.send_due()
        self.assertEqual(self.row(conference, "employee").invited_at, late)
        self.assertEqual(self.may_start(conference, START), "notice_too_short")

    def test_told_in_time_it_may_start(self):
        conference = self.scheduled()
        with clock.at(START - timedelta(days=7)):
            self.send_due()
        self.assertIs(self.may_start(conference, START), True)

    def test_a_letter_counts_from_when_it_was_handed_over(self):
        conference = self.scheduled()
        record = self.as_("hr", conference).action_record_handover
        for moment in (NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)):
            with self.subTest(moment=moment), self.assertRaisesRegex(UserError, r"\[R3\]$"):
                record(handed_over_at=str(moment), how="By hand")
        for by in ("manager", "employee", "clinician"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.as_("oh_admin", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.assertIs(self.may_start(conference, START), True)

    def test_a_letter_from_before_a_move_tells_nothing_of_the_new_start(self):
        conference = self.scheduled()
        with clock.at(NOW + timedelta(hours=1)):
            self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
            with self.assertRaisesRegex(UserError, r"\[R3\]$"):
                self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")

    def test_a_move_to_an_earlier_start_counts_anew(self):
        conference = self.scheduled(start="2026-06-22 09:00:00")
        self.tell(conference)
        move = self.as_("hr", conference).action_move
        self.assert_too_short(move, start=str(EARLIEST - timedelta(seconds=1)), reason="Room")
        self.as_("hr", conference).action_move(start=str(EARLIEST), reason="Room")
        self.assertFalse(self.row(conference, "employee").invited_at)
        self.assertEqual(self.may_start(conference, EARLIEST), "not_told")
        with clock.at(EARLIEST - timedelta(days=6)):
            self.send_due()
        self.assertEqual(self.may_start(conference, EARLIEST), "notice_too_short")

    def test_a_move_to_a_later_start_leaves_two_working_days(self):
        conference = self.scheduled()
        self.tell(conference)
        friday = datetime(2026, 6, 12, 9)
        with clock.at(friday):
            move = self.as_("hr", conference).action_move
            # two hours' margin: 12:00 in London; two working days from Friday: Tuesday
            self.assert_too_short(move, start="2026-06-16 10:59:00", reason="Room")
            self.as_("hr", conference).action_move(start="2026-06-16 11:00:00", reason="Room")
        new = conference.start
        with clock.at(datetime(2026, 6, 12, 11, 1)):
            self.send_due()
        self.assertEqual(self.may_start(conference, new), "notice_after_move")

    def test_a_later_start_of_which_the_employee_never_knew_needs_full_notice(self):
        conference = self.scheduled()  # never sent
        with clock.at(datetime(2026, 6, 12, 9)):
            self.assert_too_short(self.as_("hr", conference).action_move, start="2026-06-18 09:00:00", reason="Room")

    def test_a_waiver_holds_while_its_earliest_start_is_not_after_the_new_start(self):
        conference = self.accepted()
        self.as_("employee", conference).action_waive_notice(earliest_start="2026-06-03 09:00:00")
        self.as_("hr", conference).action_schedule(start="2026-06-04 09:00:00")
        self.as_("hr", conference).action_move(start="2026-06-03 09:00:00", reason="Room")
        self.assertTrue(conference.notice_waived_at)
        self.assert_too_short(self.as_("hr", conference).action_move, start="2026-06-03 08:45:00", reason="Room")

    def test_a_move_sends_everybodys_answer_back_to_none(self):
        conference = self.scheduled()
        self.as_("employee", self.row(conference, "employee")).action_answer("accepted")
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.assertEqual(set(conference.attendee_ids.mapped("answer")), {"needs_action"})

    def test_a_move_brings_prepared_back_to_scheduled(self):
        conference = self.prepared()
        self.as_("hr", conference).action_move(start="2026-06-22 09:00:00", reason="Room")
        self.assertEqual(conference.state, "scheduled")
