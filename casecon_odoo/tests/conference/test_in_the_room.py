"""Who was in the room, pauses, private words, the chair; over RPC where somebody else must not see it."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from ...models import clock
from ..common import NOW, START, CaseconHttpCase, promise
from ..life import PRE_CALL, LifeCase
from ..personas import own_password

ANYTHING = Exception  # PostgreSQL has the last word, and other ones

ALL = ("employee", "clinician", "manager", "hr")


class InTheRoom(LifeCase):
    def setUp(self):
        super().setUp()
        self.conference = self.prepared()
        with clock.at(PRE_CALL):
            self.line = self.propose(self.conference)
            self.as_("employee", self.line).action_grant()
        self.minute(0)

    def minute(self, number):
        self.at(START + timedelta(minutes=number))

    def by_chair(self, record=None):
        return self.as_("clinician", record or self.conference)

    def what_happened(self, *kinds):
        rows = self.conference.sudo().meeting_event_ids
        return [(row.kind, (row.happened_at - START).seconds // 60) for row in rows if not kinds or row.kind in kinds]

    def rows_of(self, *roles):
        return [self.row(self.conference, role).id for role in roles]

    def present(self):
        return set(self.conference._room().mapped("role"))


@promise("casecon_R18")
class TestPresence(InTheRoom):
    def test_who_leaves_and_comes_back_has_two_intervals(self):
        self.start(self.conference)
        hr = self.row(self.conference, "hr")
        for number, verb in ((5, "leave"), (10, "enter"), (20, "leave")):
            self.minute(number)
            getattr(self.by_chair(hr), f"action_{verb}")()
        intervals = [((one.start - START).seconds // 60, (one.stop - START).seconds // 60) for one in hr._in_the_room()]
        self.assertEqual(intervals, [(0, 5), (10, 20)])

    def test_it_is_kept_when_it_happened_when_it_was_entered_and_by_whom(self):
        self.start(self.conference)
        self.minute(8)
        self.by_chair(self.row(self.conference, "hr")).action_leave(str(START + timedelta(minutes=5)))
        row = self.conference.sudo().meeting_event_ids.filtered(lambda event: event.kind == "left")
        self.assertEqual(row.happened_at, START + timedelta(minutes=5))
        self.assertEqual(row.entered_at, START + timedelta(minutes=8))
        self.assertEqual(row.entered_by_id, self.users["clinician"])

    def test_what_is_entered_later_adds_and_rewrites_nothing(self):
        self.start(self.conference, absent=("hr",))
        hr = self.row(self.conference, "hr")
        self.minute(30)
        self.by_chair(hr).action_was_present(str(START), str(START + timedelta(minutes=10)))
        for start, stop in ((5, 15), (0, 10), (3, 4)):
            with self.subTest(start=start, stop=stop):
                with self.assertRaises(ANYTHING) as refused:
                    self.by_chair(hr).action_was_present(
                        str(START + timedelta(minutes=start)), str(START + timedelta(minutes=stop))
                    )
                self.assertRegex(str(refused.exception), r"\[R18\]$")
        self.by_chair(hr).action_was_present(str(START + timedelta(minutes=10)), str(START + timedelta(minutes=15)))
        self.assertEqual(len(hr._in_the_room()), 2)

    def test_no_row_is_changed_taken_away_or_put_where_it_would_cut_an_interval(self):
        self.start(self.conference)
        hr = self.row(self.conference, "hr")
        self.minute(20)
        self.by_chair(hr).action_leave()
        self.env.flush_all()
        for statement in (
            "UPDATE casecon_meeting_event SET happened_at = now() WHERE attendee_id = %(row)s",
            "DELETE FROM casecon_meeting_event WHERE attendee_id = %(row)s",
            "INSERT INTO casecon_meeting_event (conference_id, attendee_id, kind, happened_at)"
            " SELECT conference_id, id, 'left', %(inside)s FROM casecon_attendee WHERE id = %(row)s",
            "INSERT INTO casecon_meeting_event (conference_id, attendee_id, kind, happened_at)"
            " SELECT conference_id, id, 'came', %(inside)s FROM casecon_attendee WHERE id = %(row)s",
        ):
            with (
                self.subTest(statement=statement[:30]),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, {"row": hr.id, "inside": START + timedelta(minutes=10)})

    def test_who_is_removed_in_the_meeting_has_left_the_room(self):
        row, _companion = self.with_companion(self.conference)
        self.start(self.conference)
        self.minute(5)
        self.by_chair(row).action_enter()
        self.minute(9)
        self.as_("employee", self.conference).action_remove_companion()
        self.assertEqual([(one.stop - START).seconds // 60 for one in row._in_the_room()], [9])

    def test_a_meeting_that_was_forgotten_is_ended_by_a_lead_clinician(self):
        self.start(self.conference)
        self.at(START + timedelta(days=8))
        stop = str(START + timedelta(minutes=40))
        with self.assertRaisesRegex(UserError, r"lead clinician.*\[R18\]$"):
            self.by_chair().action_end(stop)
        lead = self.env.ref("casecon_odoo.casecon_group_lead_clinician")
        self.users["clinician2"].sudo().group_ids = [(4, lead.id)]
        self.as_("clinician2", self.conference).action_end(stop)
        self.assertEqual(self.conference.ended_at, START + timedelta(minutes=40))
        self.assertEqual(self.what_happened("ended"), [("ended", 40)])


@promise("casecon_R18")
class TestPause(InTheRoom):
    def setUp(self):
        super().setUp()
        self.start(self.conference)
        self.minute(10)

    def test_in_a_pause_nothing_is_said_decided_or_minuted(self):
        self.by_chair().action_pause()
        minutes, decisions = self.env["casecon.minutes"], self.env["casecon.decision"]
        for act in (
            lambda: self.by_chair(self.line).action_disclose(),
            lambda: self.as_("hr", minutes).create({"conference_id": self.conference.id, "body": "<p>One</p>"}),
            lambda: self.as_("hr", decisions).create(
                {"conference_id": self.conference.id, "kind": "decision", "name": "Two days at home"}
            ),
            lambda: self.by_chair(self.row(self.conference, "hr")).action_enter(),
            lambda: self.by_chair().action_pause(),
        ):
            with self.assertRaisesRegex(UserError, r"is paused"):
                act()

    def test_going_on_asks_again_who_is_in_the_room(self):
        self.by_chair().action_pause()
        self.assertFalse(self.present())
        self.minute(20)
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.by_chair().action_resume(self.rows_of("clinician", "hr"))
        self.by_chair().action_resume(self.rows_of("employee", "clinician", "manager"))
        self.assertEqual(self.present(), {"employee", "clinician", "manager"})
        self.assertEqual(self.what_happened("paused", "resumed"), [("paused", 10), ("resumed", 20)])
        with self.assertRaisesRegex(UserError, r"not paused.*\[R18\]$"):
            self.by_chair().action_resume(self.rows_of(*ALL))
        self.by_chair(self.line).action_disclose()

    def test_a_private_word_leaves_the_others_outside(self):
        self.by_chair().action_private_word()
        self.assertEqual(self.present(), {"employee", "clinician"})
        with self.assertRaisesRegex(UserError, r"\[R18\]$"):
            self.by_chair(self.line).action_disclose()
        self.minute(15)
        self.by_chair().action_resume(self.rows_of(*ALL))
        self.assertEqual(self.present(), set(ALL))
        self.assertEqual(len(self.row(self.conference, "employee")._in_the_room()), 1, "they never left")

    def test_nobody_but_the_chair_pauses_or_goes_on(self):
        for by in ("hr", "manager", "employee", "clinician2", "oh_admin"):
            for verb in ("pause", "private_word"):
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(by, self.conference), f"action_{verb}")()

    def test_it_ends_from_a_pause_as_well(self):
        self.by_chair().action_pause()
        self.minute(30)
        self.by_chair().action_end()
        self.assertEqual(self.conference.state, "held")


@promise("casecon_R17")
class TestWishes(InTheRoom, CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.start(self.conference)
        for name in ("employee", "hr", "manager", "clinician"):
            own_password(self.users[name])

    def kinds_seen(self, by):
        self.log_in(by)
        return {row["kind"] for row in self.call("casecon.meeting.event", "search_read", [], ["kind"])["result"]}

    def test_the_employee_asks_and_only_oh_sees_it(self):
        self.log_in("employee")
        for verb in ("action_ask_for_break", "action_ask_for_word"):
            self.assertIs(self.call("casecon.conference", verb, self.conference.ids)["result"], True)
        asked = {"break_asked", "word_asked"}
        for by in ("employee", "clinician"):
            self.assertLessEqual(asked, self.kinds_seen(by), by)
        for by in ("hr", "manager"):
            self.assertFalse(asked & self.kinds_seen(by), by)
            refused = self.call("casecon.conference", "read", self.conference.ids, ["wants_break"])
            self.assertIn("error", refused, by)
        self.env.invalidate_all()
        self.assertTrue(self.by_chair().wants_break and self.by_chair().wants_word)
        self.assertIn(
            "You asked for a break. The clinician can see this.", self.as_("employee", self.conference).asked_note
        )
        for by in ("hr", "manager", "clinician"):
            self.assertFalse(self.as_(by, self.conference).asked_note, by)
        self.by_chair().action_pause()
        self.env.invalidate_all()
        self.assertFalse(self.by_chair().wants_break)

    def test_stop_sharing_is_one_press_and_nobody_else_notices(self):
        self.log_in("hr")
        before = self.call("casecon.conference", "read", self.conference.ids)
        self.log_in("employee")
        self.assertIs(self.call("casecon.conference", "action_stop_sharing", self.conference.ids)["result"], True)
        self.env.invalidate_all()
        self.assertEqual(set(self.line._stands().values()), {"withdrawn"})
        self.log_in("hr")
        self.assertEqual(self.call("casecon.conference", "read", self.conference.ids), before)

    def test_nobody_asks_for_the_employee(self):
        for by in ("hr", "manager", "clinician"):
            # a withdrawal is recorded by a clinician, too
            for verb in ("ask_for_break", "ask_for_word", *(() if by == "clinician" else ("stop_sharing",))):
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    getattr(self.as_(by, self.conference), f"action_{verb}")()


@promise("casecon_R27")
class TestSaidWithoutConsent(InTheRoom):
    def test_an_entry_that_puts_somebody_where_they_might_not_hear_opens_a_record(self):
        self.as_("employee", self.line).action_withdraw(self.row(self.conference, "manager").ids)
        self.start(self.conference, absent=("manager",))
        self.minute(5)
        self.by_chair(self.line).action_disclose()
        self.minute(20)
        manager = self.row(self.conference, "manager")
        self.by_chair(manager).action_was_present(str(START), str(START + timedelta(minutes=3)))
        self.assertFalse(self.conference.sudo().disclosure_ids, "they had left")
        self.by_chair(manager).action_was_present(str(START + timedelta(minutes=4)), str(START + timedelta(minutes=6)))
        opened = self.conference.sudo().disclosure_ids
        self.assertEqual((opened.line_id, opened.attendee_id), (self.line, manager))
        self.assertEqual((opened.said_at, opened.found_at), tuple(START + timedelta(minutes=n) for n in (5, 20)))
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, opened).read(["said_at"])
        self.by_chair(opened).action_explain("The door was open; they were told")
        explained_at = opened.explained_at
        self.minute(50)
        self.by_chair(opened).action_explain("They were told again")
        self.assertEqual((opened.explained_at, bool(explained_at)), (explained_at, True))

    def test_who_comes_in_within_the_second_in_which_it_was_said_opens_none(self):
        self.as_("employee", self.line).action_withdraw(self.row(self.conference, "hr").ids)
        self.start(self.conference, absent=("hr",))
        self.minute(5)
        self.by_chair(self.line).action_disclose()
        self.by_chair(self.row(self.conference, "hr")).action_enter()
        self.assertFalse(self.conference.sudo().disclosure_ids)

    def test_somebody_to_whom_it_was_granted_opens_none(self):
        self.start(self.conference, absent=("manager",))
        self.minute(5)
        self.by_chair(self.line).action_disclose()
        self.minute(20)
        self.by_chair(self.row(self.conference, "manager")).action_was_present(
            str(START), str(START + timedelta(minutes=10))
        )
        self.assertFalse(self.conference.sudo().disclosure_ids)


@promise("casecon_R16")
class TestWhoHears(InTheRoom):
    def test_nothing_is_said_while_the_employee_is_out(self):
        self.start(self.conference)
        self.minute(5)
        self.by_chair(self.row(self.conference, "employee")).action_leave()
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.by_chair(self.line).action_disclose()
        with self.assertRaisesRegex(UserError, r"must be in the room.*\[R16\]$"):
            self.by_chair(self.line).action_grant(through="in_person", words="Yes")
        self.by_chair(self.line).action_withdraw(through="phone")

    def test_that_it_was_said_is_kept_whoever_heard_it(self):
        self.start(self.conference, absent=("hr", "manager"))
        self.by_chair(self.line).action_disclose()
        said = self.line.answer_ids.filtered(lambda row: row.answer == "disclosed")
        self.assertEqual(said.attendee_id.mapped("role"), ["employee"])

    def test_an_interpreter_whom_the_employee_accepted_hears_all(self):
        with clock.at(PRE_CALL):
            added = self.as_("hr", self.conference).action_add_attendee(
                "interpreter", self.users["colleague"].partner_id.id
            )
        self.as_("employee", self.line).action_grant(self.rows_of("manager", "hr"))
        self.assertFalse(self.by_chair(self.line).sayable, "not accepted yet")
        self.acknowledge(self.conference)
        self.assertTrue(self.by_chair(self.line).sayable)
        self.assertFalse(self.env["casecon.attendee"].browse(added)._needs_consent())

    def test_only_the_chair_says_it(self):
        self.start(self.conference)
        with self.assertRaises(AccessError):
            self.as_("clinician2", self.line).action_disclose()


@promise("casecon_R18", "casecon_R15")
class TestChair(InTheRoom):
    def test_a_colleague_takes_the_chair_in_the_meeting_and_the_employee_accepts_them(self):
        self.start(self.conference)
        self.minute(5)
        self.as_("clinician2", self.conference).action_take_chair("They were called away")
        self.assertEqual(self.conference.clinician_id.user_id, self.users["clinician2"])
        self.assertEqual(self.present(), set(ALL))
        with self.assertRaises(AccessError):
            self.by_chair().action_pause()
        new = self.as_("clinician2", self.line)
        with self.assertRaisesRegex(UserError, r"\[R15\]"):
            new.action_disclose()
        self.as_("clinician2", self.conference).action_confirm_briefed()
        with self.assertRaisesRegex(UserError, r"\[R11\]$"):
            new.action_disclose()
        self.acknowledge(self.conference)
        new.action_disclose()

    def test_who_is_taken_out_of_a_meeting_that_goes_on_is_told_where_they_were_told_before(self):
        with clock.at(START - timedelta(hours=2)):
            self.with_companion(self.conference)
        with clock.at(START - timedelta(hours=1)):
            self.send_due()
        self.start(self.conference)
        self.minute(5)
        self.as_("clinician2", self.conference).action_take_chair("They were called away")
        self.as_("employee", self.conference).action_remove_companion()
        gone = sorted(address for address, _mail in self.send_due())
        self.assertEqual(gone, ["clinician@example.com", "companion@example.com"])

    def test_the_pre_call_of_a_colleague_counts_once_the_chair_was_briefed(self):
        self.at(NOW)
        conference = self.told("portal_employee", start=START + timedelta(days=1))
        with clock.at(PRE_CALL):
            self.call_beforehand(conference, by="clinician2")
            self.assertEqual(conference.sudo().pre_call_ids.clinician_id.user_id, self.users["clinician2"])
            with self.assertRaisesRegex(UserError, r"briefed.*\[R15\]$"):
                self.by_chair(conference).action_prepare()
            with self.assertRaises(AccessError):
                self.as_("clinician2", conference).action_confirm_briefed()
            self.by_chair(conference).action_confirm_briefed()
            self.by_chair(conference).action_prepare()
        self.assertEqual(conference.state, "prepared")

    def test_whoever_is_not_in_the_chair_does_not_start(self):
        with self.assertRaises(AccessError):
            self.as_("clinician2", self.conference).action_start(self.rows_of(*ALL))

    def test_whoever_chairs_takes_no_chair(self):
        with self.assertRaisesRegex(UserError, r"already.*\[R18\]$"):
            self.by_chair().action_take_chair()

    def test_the_registration_is_valid_on_the_day_of_the_meeting(self):
        chair = self.conference.clinician_id.sudo()
        chair.registration_valid_until = (START - timedelta(days=1)).date()
        with clock.at(PRE_CALL), self.assertRaisesRegex(UserError, r"registration.*\[R18\]$"):
            self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=7)))
        chair.registration_valid_until = False
        self.start(self.conference)
