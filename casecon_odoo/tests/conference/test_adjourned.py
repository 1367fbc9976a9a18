"""The meeting is adjourned to another day, and goes on there (R3, R16, R18, R33)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from ...models import clock
from ..common import START, promise
from .test_in_the_room import ALL, InTheRoom

NEXT = START + timedelta(days=7)  # the Monday after
TOMORROW = START + timedelta(days=1)


class Adjourned(InTheRoom):
    def setUp(self):
        super().setUp()
        with clock.at(START - timedelta(days=2)):
            self.as_("employee", self.conference).action_waive_notice(earliest_start=str(START - timedelta(days=1)))
        self.start(self.conference)
        self.minute(30)

    def adjourn(self, start=NEXT, by="clinician", **more):
        return self.as_(by, self.conference).action_adjourn(start=str(start), **more)

    def go_on(self, roles=ALL, **more):
        return self.by_chair().action_start(self.rows_of(*roles), **more)

    def told_again(self):
        self.tell(self.conference)


@promise("casecon_R18")
class TestAdjourn(Adjourned):
    def test_it_empties_the_room_keeps_consent_and_goes_on_in_a_new_sitting(self):
        stood = self.line._stands()
        self.adjourn()
        self.assertEqual((self.conference.state, self.conference.start), ("adjourned", NEXT))
        self.assertEqual(self.conference.stop, NEXT + timedelta(minutes=45))
        self.assertFalse(self.row(self.conference, "hr").present_until is False)
        self.assertEqual(self.line._stands(), stood)
        self.told_again()
        self.at(NEXT)
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.go_on(("clinician", "hr", "manager"))
        self.go_on()
        self.assertEqual((self.conference.state, self.conference.started_at), ("in_session", START))
        self.assertEqual(self.present(), set(ALL))
        self.by_chair(self.line).action_disclose()
        self.at(NEXT + timedelta(minutes=20))
        self.by_chair().action_end()
        self.assertEqual(self.conference.ended_at, NEXT + timedelta(minutes=20))
        sittings = [(one.start, one.stop) for one in self.conference._sittings()]
        self.assertEqual(
            sittings,
            [(START, START + timedelta(minutes=30)), (NEXT, NEXT + timedelta(minutes=20))],
        )

    def test_between_two_sittings_nothing_is_said_decided_or_minuted_and_nobody_was_there(self):
        self.adjourn()
        self.at(START + timedelta(days=1))
        minutes, decisions = self.env["casecon.minutes"], self.env["casecon.decision"]
        hr = self.row(self.conference, "hr")
        for act in (
            lambda: self.by_chair(self.line).action_disclose(),
            lambda: self.as_("hr", minutes).create({"conference_id": self.conference.id, "body": "<p>One</p>"}),
            lambda: self.as_("hr", decisions).create(
                {"conference_id": self.conference.id, "kind": "decision", "name": "Two days at home"}
            ),
            lambda: self.by_chair(hr).action_enter(),
            lambda: self.by_chair(hr).action_was_present(
                str(START + timedelta(hours=2)), str(START + timedelta(hours=3))
            ),
            lambda: self.as_("hr", self.conference).action_cancel("No need"),
            lambda: self.as_("employee", self.conference).action_decline(),
            lambda: self.by_chair().action_not_held("They were ill", had_said_so=True),
        ):
            with self.assertRaises(UserError) as refused:
                act()
            self.assertNotIsInstance(refused.exception, AccessError)

    def test_only_the_chair_adjourns_and_only_what_goes_on(self):
        for by in ("hr", "manager", "employee", "clinician2", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.adjourn(by=by)
        self.adjourn()
        with self.assertRaisesRegex(UserError, r"still to come.*\[R18\]$"):
            self.adjourn(NEXT + timedelta(days=1))

    def test_the_next_sitting_does_not_begin_before_the_last_was_adjourned(self):
        self.adjourn()
        self.told_again()
        self.at(NEXT)
        self.conference.flush_recordset()
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.go_on(started_at=str(START + timedelta(minutes=10)), reason="Entered late")

    def test_the_registration_is_asked_of_the_new_day(self):
        self.conference.clinician_id.sudo().registration_valid_until = "2036-06-01"
        with self.assertRaisesRegex(UserError, r"registration.*\[R18\]$"):
            self.adjourn("2036-06-16 09:00:00")

    def test_a_sitting_that_does_not_take_place_is_kept_and_another_one_found(self):
        self.adjourn()
        self.told_again()
        self.at(NEXT + timedelta(minutes=30))
        with self.assertRaisesRegex(UserError, r"\[R33\]$"):
            self.as_("hr", self.conference).action_move(start=str(NEXT + timedelta(days=3)))
        self.adjourn(NEXT + timedelta(days=7))
        self.assertEqual(self.conference.state, "adjourned")
        self.assertIn("missed", self.conference.sudo().meeting_event_ids.mapped("kind"))
        self.told_again()
        self.at(NEXT + timedelta(days=7))
        self.go_on()
        self.assertEqual(self.conference.state, "in_session")

    def test_it_can_be_ended_with_what_there_is_at_its_true_end(self):
        self.adjourn()
        self.told_again()
        self.at(START + timedelta(days=2))
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.by_chair().action_end(str(START + timedelta(days=1)))
        self.by_chair().action_end()
        true_end = START + timedelta(minutes=30)
        self.assertEqual((self.conference.state, self.conference.ended_at), ("held", true_end))
        self.assertEqual((self.conference.start, self.conference.stop), (START, true_end))
        self.assertFalse(self.conference.sudo().event_id)
        sent = self.send_due()
        self.assertEqual(len(sent), 4)
        for _to, mail in sent:
            self.assertIn("METHOD:CANCEL", self.calendar_of(mail))
            self.assertIn(f"{NEXT:%Y%m%d}", self.calendar_of(mail))

    def test_a_sitting_that_was_forgotten_is_ended_by_a_lead_clinician(self):
        self.adjourn()
        self.told_again()
        self.at(NEXT)
        self.go_on()
        self.at(NEXT + timedelta(days=6))
        self.by_chair().action_end(str(NEXT + timedelta(minutes=20)))
        self.assertEqual(self.conference.ended_at, NEXT + timedelta(minutes=20))

    def calendar_of(self, mail):
        part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
        return part.get_content()


@promise("casecon_R3")
class TestNoticeOfSitting(Adjourned):
    def test_two_working_days_after_the_new_invitation(self):
        with self.assertRaisesRegex(UserError, r"2 working days.*\[R3\]$"):
            self.adjourn(TOMORROW)
        self.adjourn()
        with self.assertRaisesRegex(UserError, r"not been told.*\[R3\]$"):
            self.at(NEXT)
            self.go_on()

    def test_the_employee_accepts_less_in_this_meeting(self):
        self.as_("employee", self.conference).action_waive_notice(earliest_start=str(TOMORROW))
        self.adjourn(TOMORROW)
        self.told_again()
        self.at(TOMORROW)
        self.go_on()
        self.assertEqual(self.conference.state, "in_session")

    def test_what_was_accepted_for_the_first_date_buys_nothing_for_the_next(self):
        self.assertTrue(self.conference.notice_waived_at)
        with self.assertRaisesRegex(UserError, r"\[R3\]$"):
            self.adjourn(TOMORROW)
        self.adjourn()
        self.assertFalse(self.conference.notice_waived_at)

    def test_nor_does_it_when_it_is_recorded_later(self):
        self.adjourn()
        record = self.by_chair().action_record_for_employee
        said = {"words": "Any day", "through": "phone", "values": {"earliest_start": str(TOMORROW)}}
        with self.assertRaisesRegex(UserError, r"\[R3\]$"):
            record(verb="waive_notice", at=str(START - timedelta(hours=1)), **said)
        record(verb="waive_notice", at=str(START + timedelta(minutes=5)), **said)

    def test_everybody_is_invited_again_with_a_higher_number(self):
        before = self.conference.sudo().sequence
        self.adjourn()
        self.assertGreater(self.conference.sudo().sequence, before)
        sent = dict(self.send_due())
        self.assertEqual(len(sent), 4)
        for mail in sent.values():
            part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
            text = part.get_content()
            self.assertIn("METHOD:REQUEST", text)
            self.assertIn(f"SEQUENCE:{self.conference.sudo().sequence}", text)
            self.assertIn(f"{NEXT:%Y%m%d}", text)
        event = self.conference.sudo().event_id
        self.assertEqual((event.start, event.stop), (NEXT, NEXT + timedelta(minutes=45)))
        self.assertEqual(set(event.attendee_ids.mapped("state")), {"needsAction"})
        self.env.flush_all()
        self.env.cr.execute("SELECT DISTINCT start FROM casecon_busy WHERE event_id = %s", [event.id])
        self.assertEqual(self.env.cr.fetchall(), [(NEXT,)])

    def test_a_move_of_the_next_sitting_leaves_two_working_days(self):
        self.adjourn()
        with self.assertRaisesRegex(UserError, r"2 working days.*\[R3\]$"):
            self.as_("hr", self.conference).action_move(start=str(TOMORROW))
        self.as_("hr", self.conference).action_move(start=str(NEXT - timedelta(days=3)))
        self.assertEqual((self.conference.state, self.conference.notice_kind), ("adjourned", "adjourned"))


@promise("casecon_R18")
class TestNextSittingIsBooked(Adjourned):
    def test_the_hour_is_taken_from_nobody_and_by_nobody(self):
        with clock.at(START - timedelta(days=5)):
            other = self.accepted("colleague", by="other_manager")
            self.register_report("colleague")
            self.as_("hr", other).action_schedule(start=str(NEXT))
        with self.assertRaisesRegex(UserError, "already has a case conference"):
            self.adjourn()
        self.adjourn(NEXT + timedelta(days=1))
        with self.assertRaisesRegex(UserError, "already has a case conference"):
            self.as_("hr", other).action_move(start=str(NEXT + timedelta(days=1)))

    def test_the_search_for_a_time_begins_after_two_working_days(self):
        found = self.as_("clinician", self.env["casecon.conference"])._earliest_start(
            self.conference, self.conference.sudo().employee_id
        )
        self.assertEqual(found, START + timedelta(days=2, hours=2, minutes=30))


@promise("casecon_R15")
class TestCallBeforeTheNextSitting(Adjourned):
    def test_who_chairs_then_can_call_before_it_and_that_call_counts(self):
        self.adjourn()
        self.as_("hr", self.conference).action_reassign("clinician", self.chair2.id, "Ill")
        self.told_again()
        self.at(NEXT - timedelta(days=1))
        self.acknowledge(self.conference)
        self.as_("clinician2", self.conference).action_plan_pre_call(str(clock.now()), "phone", "As last time")
        self.call_beforehand(self.conference, by="clinician2")
        self.at(NEXT)
        self.as_("clinician2", self.conference).action_start(self.rows_of(*ALL), reason="Recording was not asked again")
        with self.not_refused():
            self.as_("clinician2", self.line).action_disclose()
        self.assertIn("disclosed", self.line.sudo().answer_ids.mapped("answer"))
