"""R3: a move never buys notice that was not given; the first acceptance counts; a waiver is no word of the past."""

from datetime import datetime, timedelta

from odoo.exceptions import UserError

from ...domain import gate
from ...models import clock
from ..common import NOW, START, CaseconCase, promise

LATER = START + timedelta(days=7)


@promise("casecon_R3")
class TestNoticeIsKept(CaseconCase):
    def may_start(self, conference, at):
        with clock.at(at):
            facts = conference._facts()[conference]
        missing = gate.missing(("R3",), "start", facts)
        return missing[0].what if missing else True

    def short(self):
        """Booked for a start in five days, which the employee accepted and then took back; told at once."""
        conference = self.accepted()
        self.register_report()
        start = NOW + timedelta(days=5)
        self.as_("employee", conference).action_waive_notice(earliest_start=str(start))
        self.as_("hr", conference).action_schedule(start=str(start))
        self.tell(conference)
        self.as_("employee", conference).action_keep_notice()
        return conference, start

    def move(self, conference, start):
        self.as_("hr", conference).action_move(start=str(start), reason="Room")

    def may_move(self, conference, start):
        try:
            return self.move(conference, start) or True
        except UserError as refusal:
            return str(refusal)

    def test_the_same_start_is_no_move(self):
        conference = self.scheduled()
        with self.assertRaisesRegex(UserError, r"Replace or Change.*\[R3\]$"):
            self.move(conference, START)

    def test_a_move_by_minutes_does_not_buy_the_notice_that_was_not_given(self):
        conference, start = self.short()
        told_at = self.row(conference, "employee").invited_at
        with clock.at(told_at + timedelta(minutes=5)):
            for later in (timedelta(minutes=90), timedelta(days=1)):
                with self.subTest(later=later), self.assertRaisesRegex(UserError, r"\[R3\]$"):
                    self.move(conference, start + later)
            self.move(conference, told_at + timedelta(days=7))
            self.send_due()
        self.assertIs(self.may_start(conference, conference.start), True)

    def test_two_moves_before_a_mail_has_left_keep_the_first_notice(self):
        conference = self.scheduled()
        self.tell(conference)
        with clock.at(START - timedelta(days=4)):
            self.move(conference, START + timedelta(days=1))
            self.assertIs(self.may_move(conference, START + timedelta(days=2)), True)
            self.assertEqual(self.may_start(conference, conference.start), "not_told")
            self.send_due()
        self.assertIs(self.may_start(conference, conference.start), True)

    def test_after_a_move_to_an_earlier_start_notice_begins_again(self):
        conference = self.scheduled(start=LATER)
        self.tell(conference)
        with clock.at(NOW + timedelta(hours=3)):
            self.move(conference, START)
        with clock.at(START - timedelta(days=3)), self.assertRaisesRegex(UserError, r"\[R3\]$"):
            self.move(conference, START + timedelta(hours=1))

    def test_a_copy_handed_over_later_changes_nothing(self):
        conference = self.scheduled()
        self.tell(conference)
        told_at = self.row(conference, "employee").invited_at
        with clock.at(START - timedelta(days=1)):
            self.as_("hr", conference).action_record_handover(
                handed_over_at=str(START - timedelta(days=1)), how="A copy, by hand"
            )
        self.assertEqual(self.row(conference, "employee").invited_at, told_at)
        self.assertIs(self.may_start(conference, START), True)

    def test_a_letter_before_the_mail_counts(self):
        conference = self.scheduled()
        self.tell(conference)
        self.as_("hr", conference).action_record_handover(handed_over_at=str(NOW), how="By hand")
        self.assertEqual(self.row(conference, "employee").invited_at, NOW)

    def test_a_waiver_does_not_replace_being_told(self):
        conference = self.scheduled()
        self.as_("employee", conference).action_waive_notice(earliest_start=str(NOW + timedelta(days=1)))
        self.assertEqual(self.may_start(conference, START), "not_told")

    def test_a_waiver_names_a_start_that_is_ahead(self):
        conference = self.scheduled()
        for earliest in ("1999-01-01 00:00:00", str(NOW - timedelta(days=1))):
            with self.subTest(earliest=earliest), self.assertRaisesRegex(UserError, r"\[R3\]$"):
                self.as_("employee", conference).action_waive_notice(earliest_start=earliest)
        self.assertFalse(conference.notice_waived_at)

    def test_the_search_offers_what_a_move_may_take(self):
        conference, _start = self.short()
        told_at = self.row(conference, "employee").invited_at
        with clock.at(told_at + timedelta(minutes=5)):
            times = self.as_("hr", conference).find_times({"conference_id": conference.id})
        self.assertGreaterEqual(datetime.fromisoformat(times["first_allowed"]), told_at + timedelta(days=7))


@promise("casecon_R33")
class TestBookedStart(CaseconCase):
    def test_from_the_booked_start_on_nobody_cancels_declines_moves_or_changes(self):
        conference = self.scheduled()
        self.tell(conference)
        doors = (
            ("hr", "action_cancel", {"reason": "Too late"}),
            ("clinician", "action_cancel", {"reason": "Too late"}),
            ("employee", "action_decline", {}),
            ("hr", "action_move", {"start": str(LATER), "reason": "Nobody came"}),
            ("oh_admin", "action_change", {"duration": 30}),
            ("clinician", "action_mark_complex", {"duration": 60, "reason": "Much to say"}),
            ("hr", "action_reassign", {"role": "manager", "value": self.people["other_manager"].id}),
            ("clinician", "action_reassign", {"role": "clinician", "value": self.chair2.id}),
            ("hr", "action_add_attendee", {"role": "other", "partner_id": self.users["system"].partner_id.id}),
            ("hr", "action_remove_attendee", {"attendee_id": self.row(conference, "manager").id}),
            ("employee", "action_ask_for_manager", {"manager_id": self.people["other_manager"].id}),
            ("employee", "action_keep_notice", {}),
        )
        with clock.at(START):
            for by, verb, given in doors:
                with self.subTest(by=by, verb=verb), self.assertRaisesRegex(UserError, r"\[R33\]"):
                    getattr(self.as_(by, conference), verb)(**given)
            self.env.invalidate_all()
            for by in ("hr", "clinician", "employee"):
                seen = self.as_(by, conference)
                said = ("cancel", "decline", "move", "change", "reassign", "add_attendee", "remove_attendee")
                shown = [verb for verb in (*said, "ask_for_manager", "mark_complex") if seen[f"can_{verb}"]]
                self.assertFalse(shown, by)
        self.assertEqual(conference.state, "scheduled")

    def test_from_then_on_the_agenda_stands_and_the_companion_is_still_the_employees(self):
        conference = self.scheduled()
        self.tell(conference)
        with clock.at(START):
            for by in ("hr", "clinician", "manager", "employee"):
                items = self.as_(by, self.env["casecon.agenda.item"])
                with self.subTest(by=by), self.assertRaisesRegex(UserError, r"\[R9\]$"):
                    items.create({"conference_id": conference.id, "name": "Why so late?"})
            self.as_("employee", conference).action_set_companion(name="Com Panion")
            self.as_("clinician2", conference).action_take_chair()  # who is ill is replaced in this way
        self.assertEqual(conference.clinician_id, self.chair2)

    def test_over_rpc_nothing_of_a_meeting_that_was_held_is_called_off(self):
        """A meeting of Monday, entered on Thursday."""
        conference = self.scheduled()
        self.tell(conference)
        with clock.at(START + timedelta(days=3)):
            for by, verb in (("hr", "cancel"), ("employee", "decline")):
                error = self.call_as(self.users[by])(
                    "casecon.conference", f"action_{verb}", conference.ids, reason="x"
                )["error"]
                self.assertIn("enter the start", error["message"])

    def test_until_then_all_of_it_is_possible(self):
        conference = self.scheduled()
        with clock.at(START - timedelta(seconds=1)):
            self.env.invalidate_all()
            self.assertTrue(self.as_("hr", conference).can_cancel)
            self.as_("employee", conference).action_decline()
        self.assertEqual(conference.state, "cancelled")

    def test_a_request_with_a_proposal_of_the_past_can_be_cancelled(self):
        conference = self.ask_for()
        conference.sudo().write({"start": NOW - timedelta(days=1)})
        self.as_("hr", conference).action_cancel(reason="Not needed")
        self.assertEqual(conference.state, "cancelled")
