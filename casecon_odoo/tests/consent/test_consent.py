"""R16: consent to disclose is per item, person and conference; the default is no."""

from datetime import timedelta

import psycopg2
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ...models import clock
from ..common import START, promise
from ..life import ALL, PRE_CALL, LifeCase
from ..sealed.opened import notes_about, sealed_in


@promise("casecon_R16")
class TestConsent(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.prepared()
        with clock.at(PRE_CALL):
            cls.line, cls.other_line = (
                self.propose(cls.conference, text) for text in ("Tires by noon", "Sees a physio")
            )

    def setUp(self):
        super().setUp()
        self.at(PRE_CALL)

    def id_of(self, role):
        return self.row(self.conference, role).id

    def answer(self, verb="grant", roles=None, line=None, by="employee", **arguments):
        ids = None if roles is None else [self.id_of(role) for role in roles]
        return getattr(self.as_(by, line or self.line), f"action_{verb}")(ids, **arguments)

    def is_sayable(self, line=None):
        return self.as_("clinician", line or self.line).sayable

    def meet(self, absent=()):
        self.at(START)
        self.start(self.conference, absent)

    def assert_unsayable(self, line=None):
        self.assertFalse(self.is_sayable(line))
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("clinician", line or self.line).action_disclose()

    def test_the_default_is_no(self):
        self.meet()
        self.assertFalse(self.line.answer_ids)
        self.assert_unsayable()

    def test_granted_for_all_it_may_be_said_and_is_kept_as_said(self):
        self.answer()
        self.assertTrue(self.is_sayable())
        self.meet()
        self.as_("clinician", self.line).action_disclose()
        said = self.line.answer_ids.filtered(lambda row: row.answer == "disclosed")
        self.assertEqual(set(said.attendee_id.mapped("role")), {"employee", "manager", "hr"})
        self.assertEqual(set(said.mapped("answered_at")), {START})

    def test_one_item_says_nothing_of_another(self):
        self.answer()
        self.meet()
        self.assertTrue(self.is_sayable())
        self.assert_unsayable(self.other_line)

    def test_one_person_says_nothing_of_another(self):
        self.answer(roles=["manager"])
        self.assertFalse(self.is_sayable())
        self.meet()
        self.assert_unsayable()
        self.as_("clinician", self.row(self.conference, "hr")).action_leave()
        self.assertTrue(self.is_sayable())

    def test_refused_for_one_it_is_unsayable_while_they_are_there(self):
        self.answer()
        self.answer("refuse", roles=["hr"])
        self.meet()
        self.assert_unsayable()

    def test_a_late_comer_makes_it_unsayable_and_their_leaving_sayable(self):
        self.answer(roles=["manager"])
        self.meet(absent=["hr"])
        self.assertTrue(self.is_sayable())
        late = self.row(self.conference, "hr")
        self.as_("clinician", late).action_enter()
        self.assert_unsayable()
        self.at(START + timedelta(minutes=5))
        self.as_("clinician", late).action_leave()
        self.assertTrue(self.is_sayable())
        self.as_("clinician", self.line).action_disclose()

    def test_a_substitute_starts_at_none(self):
        self.answer()
        self.as_("hr", self.conference).action_reassign(
            role="manager", value=self.people["other_manager"].id, reason="Away"
        )
        self.assertFalse(self.is_sayable())
        granted_for = {row.attendee_id.partner_id for row in self.line.answer_ids}
        self.assertNotIn(self.users["other_manager"].partner_id, granted_for)

    def test_who_is_added_later_starts_at_none(self):
        self.answer()
        self.as_("hr", self.conference).action_add_attendee("minute_taker", self.users["colleague"].partner_id.id)
        self.assertFalse(self.is_sayable())

    def test_the_companion_needs_no_consent(self):
        self.answer()
        self.with_companion(self.conference)
        self.assertTrue(self.is_sayable())

    def test_a_move_keeps_it(self):
        self.answer()
        self.as_("hr", self.conference).action_move(start=str(START + timedelta(days=14)), reason="Room")
        self.assertTrue(self.is_sayable())

    def test_another_conference_asks_anew(self):
        self.answer()
        other = self.scheduled(by="hr", start=PRE_CALL + timedelta(days=30))
        self.assertFalse(other.sudo().consent_line_ids)
        self.assertRaises(UserError, self.line.copy)
        self.assertRaises(UserError, self.as_("clinician", self.line).copy, {"conference_id": other.id})
        self.assertRaises(UserError, self.as_("clinician", self.line).write, {"conference_id": other.id})

    def test_nothing_is_said_outside_the_meeting(self):
        self.answer()
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("clinician", self.line).action_disclose()
        self.meet()
        self.at(START + timedelta(minutes=30))
        self.as_("clinician", self.conference).action_end()
        with self.assertRaisesRegex(UserError, r"\[R16\]$"):
            self.as_("clinician", self.line).action_disclose()
        for verb in ("grant", "refuse", "withdraw"):
            with self.subTest(verb=verb), self.assertRaisesRegex(UserError, r"\[R16\]$"):
                self.answer(verb)

    def test_only_the_employee_answers_or_a_clinician_in_their_words(self):
        for by in ("hr", "manager", "oh_admin", "colleague", "lead", "system"):
            for verb in ("grant", "refuse", "withdraw"):
                with self.subTest(by=by, verb=verb), self.assertRaises(AccessError):
                    self.answer(verb, by=by)
        for through in (None, "login", "fax"):
            with self.subTest(through=through), self.assertRaises(UserError):
                self.answer(by="clinician", through=through)
        self.answer(by="clinician", through="phone", words="Yes, both of them")
        rows = self.line.answer_ids
        self.assertEqual((set(rows.mapped("through")), rows.answered_by), ({"phone"}, self.users["clinician"]))
        words = notes_about(self, "consent_granted")
        self.assertEqual((sealed_in(words)["body"], words.through), ("Yes, both of them", "phone"))

    def test_the_employees_own_answer_is_by_login_whatever_they_send(self):
        self.answer(through="paper")
        self.assertEqual(set(self.line.answer_ids.mapped("through")), {"login"})

    def test_only_people_who_attend_and_need_consent_can_be_chosen(self):
        not_there = 999_999_999
        for ids in ([], [self.id_of("clinician")], [self.id_of("employee")], [not_there], ["x"], 0, [None]):
            with self.subTest(ids=ids), self.assertRaisesRegex(UserError, r"\[R16\]$"):
                self.as_("employee", self.line).action_grant(ids)
        self.assertFalse(self.line.answer_ids)

    def test_only_the_clinician_says_it(self):
        self.answer()
        self.meet()
        for by in ("hr", "manager", "employee", "oh_admin"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.line).action_disclose()

    def test_only_a_clinician_proposes_and_in_exact_words(self):
        lines = self.env["casecon.consent.line"]
        vals = {"conference_id": self.conference.id, "wording": "x"}
        for by in ("hr", "manager", "employee", "oh_admin", "lead", "system"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, lines).create(vals)
        for wording in (None, "", "  "):
            with self.subTest(wording=wording), self.assertRaises(UserError):
                self.as_("clinician", lines).create({**vals, "wording": wording})

    def test_words_are_locked_once_they_are_answered(self):
        self.as_("clinician", self.line).write({"wording": "Tires by two", "kind": "symptoms"})
        self.answer("refuse", roles=["hr"])
        self.assertEqual(sealed_in(self.line), {"wording": "Tires by two", "kind": "symptoms"})
        for vals in ({"wording": "Tires early", "kind": "symptoms"}, {"kind": "diagnosis"}):
            for line in (self.as_("clinician", self.line), self.line.sudo(), self.line.with_user(SUPERUSER_ID)):
                with self.subTest(vals=vals), self.assertRaises(UserError):
                    line.write(vals)
        self.assertRaises(UserError, self.as_("clinician", self.line).unlink)
        self.assertEqual(sealed_in(self.line), {"wording": "Tires by two", "kind": "symptoms"})
        self.env.cr.execute(
            "SELECT text, revision FROM casecon_sealed WHERE signed AND text IN %s",
            [(self.line.text_uuid, self.other_line.text_uuid)],
        )
        self.assertEqual(self.env.cr.fetchall(), [(self.line.text_uuid, 2)], "what was answered is kept as it was")
        text = self.other_line.text_uuid
        self.as_("clinician", self.other_line).unlink()
        self.env.cr.execute("SELECT erased_at, ciphertext FROM casecon_sealed WHERE text = %s", [text])
        ((erased_at, ciphertext),) = self.env.cr.fetchall()
        self.assertTrue(erased_at and not ciphertext, "the words of an item that is gone are destroyed")

    def test_kind_and_words_are_given_together(self):
        for vals in ({"wording": "Tires early"}, {"kind": "diagnosis"}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "together"):
                self.as_("clinician", self.line).write(vals)
        self.as_("clinician", self.line).write({"sequence": 3})

    def test_answers_are_only_ever_added(self):
        self.answer()
        row = self.line.answer_ids[:1]
        before = self.stored(row)
        for record in (self.as_("clinician", row), self.as_("employee", row), row.sudo(), row.with_user(SUPERUSER_ID)):
            for door in (
                lambda r=record: r.write({"answer": "refused"}),
                lambda r=record: r.unlink(),
                lambda r=record: r.copy(),
                lambda r=record: r.create({"line_id": self.line.id, "attendee_id": row.attendee_id.id}),
                lambda r=record: r.line_id.write({"answer_ids": [(2, row.id)]}),
            ):
                with self.assertRaises(UserError):
                    door()
        for statement in (
            "UPDATE casecon_consent_answer SET answer = 'refused' WHERE id = %s",
            "UPDATE casecon_consent_answer SET answered_at = now() WHERE id = %s",
            "DELETE FROM casecon_consent_answer WHERE id = %s",
        ):
            with (
                self.subTest(statement=statement),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [row.id])
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            row.with_user(SUPERUSER_ID)._write({"answer": "refused"})
            self.env.flush_all()
        self.env.invalidate_all(flush=False)
        self.assertEqual(self.stored(row), before)

    def test_each_answer_names_who_gave_it_how_and_when(self):
        self.answer()
        self.at(PRE_CALL + timedelta(minutes=10))
        self.answer("refuse", roles=["hr"], by="clinician", through="in_person", words="Not HR, please")
        rows = [(r.attendee_id.role, r.answer, r.through, r.answered_by, r.answered_at) for r in self.line.answer_ids]
        self.assertEqual(
            sorted(rows, key=lambda row: (row[4], row[0])),
            [
                ("hr", "granted", "login", self.users["employee"], PRE_CALL),
                ("manager", "granted", "login", self.users["employee"], PRE_CALL),
                ("hr", "refused", "in_person", self.users["clinician"], PRE_CALL + timedelta(minutes=10)),
            ],
        )

    def test_a_new_clinician_keeps_consent(self):
        self.answer()
        self.as_("hr", self.conference).action_reassign(role="clinician", value=self.chair2.id, reason="Ill")
        self.assertTrue(self.as_("clinician2", self.line).sayable)

    def test_before_the_meeting_everybody_invited_counts_as_in_the_room(self):
        self.assertEqual(set(self.conference._room().mapped("role")), set(ALL))
