"""R22: final minutes are immutable and tamper-evident; later corrections and disagreement stand beside them."""

from datetime import timedelta

import psycopg2
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ...models import clock
from ..common import NOW, START, promise
from ..life import MINUTES, LifeCase


@promise("casecon_R22")
class TestFinalMinutes(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.minutes = cls("run").final(body="<p>One <b>and</b> more</p><ul><li>Two</li></ul>")

    def setUp(self):
        super().setUp()
        self.at(MINUTES + timedelta(days=1))

    def tamper(self, **vals):
        """As whoever may switch the trigger off would."""
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE casecon_minutes DISABLE TRIGGER casecon_minutes_final")
        for name, value in vals.items():
            self.env.cr.execute(f"UPDATE casecon_minutes SET {name} = %s WHERE id = %s", [value, self.minutes.id])
        self.env.cr.execute("ALTER TABLE casecon_minutes ENABLE TRIGGER casecon_minutes_final")
        self.env.invalidate_all()

    def test_no_door_of_the_orm_changes_them(self):
        before = self.stored(self.minutes)
        for by in ("hr", "manager", "employee", "clinician", "system"):
            minutes = self.as_(by, self.minutes)
            for door in (
                lambda m=minutes: m.write({"body": "<p>x</p>"}),
                lambda m=minutes: m.sudo().write({"body": "<p>x</p>"}),
                lambda m=minutes: m.write({"state": "draft"}),
                lambda m=minutes: m.unlink(),
                lambda m=minutes: m.copy(),
                lambda m=minutes: m.action_send_for_fact_check(),
                lambda m=minutes: m.action_finalise(),
                lambda m=minutes: m.action_flag("p-1", digest=m.text_digest),
                lambda m=minutes: m.conference_id.sudo().write({"minutes_ids": [(1, m.id, {"body": "x"})]}),
            ):
                with self.subTest(by=by):
                    self.assertRaises(UserError, door)
        superuser = self.minutes.with_user(SUPERUSER_ID)
        self.assertRaises(UserError, superuser.write, {"body": "<p>x</p>"})
        self.assertRaises(UserError, superuser.unlink)
        self.assertEqual(self.stored(self.minutes), before)

    def test_no_statement_changes_them(self):
        before = self.stored(self.minutes)
        superuser = self.minutes.with_user(SUPERUSER_ID)
        for name, door in {
            "update": lambda: self.env.cr.execute("UPDATE casecon_minutes SET body = 'x'"),
            "back to draft": lambda: self.env.cr.execute("UPDATE casecon_minutes SET state = 'draft'"),
            "touch": lambda: self.env.cr.execute("UPDATE casecon_minutes SET digest = NULL"),
            "delete": lambda: self.env.cr.execute("DELETE FROM casecon_minutes"),
            "_write": lambda: superuser._write({"body": "x"}),
            "field": lambda: superuser._fields["body"].write(superuser, "<p>x</p>"),
        }.items():
            with (
                self.subTest(door=name),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
                self.env.cr.savepoint(),
            ):
                door()
                self.env.flush_all()
            self.env.invalidate_all(flush=False)
            self.assertEqual(self.stored(self.minutes), before)

    def test_nor_what_was_said_about_them(self):
        said = self.as_("employee", self.minutes).action_state_disagreement("I did not say so", digest=self.text_read())
        for statement in (
            "UPDATE casecon_minutes_comment SET text = 'I agree' WHERE id = %s",
            "UPDATE casecon_minutes_comment SET written_at = now() WHERE id = %s",
            "DELETE FROM casecon_minutes_comment WHERE id = %s",
        ):
            refused = self.assertRaises(psycopg2.errors.CheckViolation)
            with mute_logger("odoo.sql_db"), refused, self.env.cr.savepoint():
                self.env.cr.execute(statement, [said])

    def text_read(self):
        return self.as_("employee", self.minutes).text_digest

    def test_the_digest_shows_what_was_done_behind_it(self):
        self.assertTrue(self.minutes._is_as_finalised())
        for changed in (
            '<p id="p-1">One and less</p><ul><li id="p-2">Two</li></ul>',
            '<p id="p-1">One <b>and</b> more</p>',
            '<p id="p-2">One <b>and</b> more</p><ul><li id="p-1">Two</li></ul>',
            "",
        ):
            with self.subTest(changed=changed):
                self.tamper(body=changed)
                self.assertFalse(self.minutes._is_as_finalised())

    def test_the_digest_survives_another_way_of_writing_the_same(self):
        self.tamper(
            body='<p style="margin:0"  id="p-1">One  <b class="x">and</b>\n more</p>\n<ul>\n<li id="p-2">Two</li></ul>'
        )
        self.assertTrue(self.minutes._is_as_finalised())

    def test_a_lost_digest_is_no_proof(self):
        self.tamper(digest=None)
        self.assertFalse(self.minutes._is_as_finalised())

    def test_the_digest_belongs_to_its_conference(self):
        with clock.at(NOW):
            other = self.final(
                employee="portal_employee", start=START + timedelta(hours=2), body=str(self.minutes.body)
            )
        self.assertNotEqual(other.digest, self.minutes.digest)

    def test_an_addendum_corrects_them(self):
        before = self.stored(self.minutes)
        for by in ("manager", "employee", "clinician", "colleague"):
            with self.subTest(by=by), self.assertRaises(AccessError):
                self.as_(by, self.minutes).action_add_addendum("x")
        self.assertRaises(UserError, self.as_("hr", self.minutes).action_add_addendum, " ")
        row = self.env["casecon.minutes.comment"].browse(self.as_("hr", self.minutes).action_add_addendum("On Tuesday"))
        for by in ("hr", "manager", "employee", "clinician"):
            self.assertEqual(self.as_(by, row).text, "On Tuesday", by)
            note = self.as_(by, self.minutes).added_note
            self.assertEqual(note, "Something was added later. Open the minutes to read it.", by)
        self.assertEqual(self.stored(self.minutes), before)
        self.assertTrue(self.minutes._is_as_finalised())

    def test_the_employee_disagrees_also_afterwards(self):
        for by, refusal in (("hr", AccessError), ("manager", AccessError), ("clinician", UserError)):
            with self.subTest(by=by), self.assertRaises(refusal):
                self.as_(by, self.minutes).action_state_disagreement("x", digest=self.minutes.text_digest)
        row = self.env["casecon.minutes.comment"].browse(
            self.as_("employee", self.minutes).action_state_disagreement(
                "I did not say that", digest=self.minutes.text_digest
            )
        )
        for by in ("hr", "manager", "employee", "clinician"):
            self.assertEqual(self.as_(by, row).text, "I did not say that", by)
            self.assertIn("statement of disagreement", self.as_(by, self.minutes).added_note, by)

    def test_what_was_said_about_them_is_kept(self):
        row = self.env["casecon.minutes.comment"].browse(self.as_("hr", self.minutes).action_add_addendum("On Tuesday"))
        for record in (self.as_("hr", row), row.sudo(), row.with_user(SUPERUSER_ID)):
            for door in (
                lambda r=record: r.write({"text": "x"}),
                lambda r=record: r.unlink(),
                lambda r=record: r.copy(),
                lambda r=record: r.create({"minutes_id": self.minutes.id, "kind": "addendum", "text": "x"}),
            ):
                self.assertRaises(UserError, door)

    def test_the_fact_check_is_over(self):
        self.assertRaises(UserError, self.as_("employee", self.minutes).action_comment, "p-1", "x")
        self.assertRaises(UserError, self.as_("employee", self.minutes).action_answer_fact_check, "x")
        self.assertRaises(UserError, self.as_("hr", self.minutes).action_extend_fact_check, "2027-01-01 09:00:00")


@promise("casecon_R22", "casecon_access")
class TestWhoReadsMinutes(LifeCase):
    def seen_by(self, minutes):
        names = ("hr", "clinician", "manager", "employee", "colleague", "oh_admin", "lead", "privacy", "system")
        return {by for by in names if self.as_(by, minutes).search_count([("id", "=", minutes.id)])}

    def test_each_state_has_its_readers(self):
        minutes = self.minuted()
        self.at(MINUTES)
        self.assertEqual(self.seen_by(minutes), {"hr", "clinician"})
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertEqual(self.seen_by(minutes), {"hr", "clinician", "employee"})
        self.assertFalse(self.as_("manager", minutes.conference_id).minutes_ids)
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        self.assertEqual(self.seen_by(minutes), {"hr", "clinician", "employee", "manager"})

    def test_of_the_fact_check_the_manager_reads_nothing(self):
        """What the employee asks to be taken out would else be told by the asking."""
        minutes = self.in_fact_check()
        self.at(MINUTES)
        self.as_("employee", minutes).action_comment("p-1", "Take my illness out", digest=minutes.text_digest)
        self.as_("clinician", minutes).action_flag("p-1", digest=minutes.text_digest)
        self.as_("clinician", minutes).action_resolve_flag("p-1", digest=minutes.text_digest)
        self.as_("employee", minutes).action_answer_fact_check("Else it is right", digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        self.as_("employee", minutes).action_state_disagreement("I see it in another way", digest=minutes.text_digest)
        self.as_("hr", minutes).action_add_addendum("On Tuesday")
        comments = self.env["casecon.minutes.comment"]
        self.assertEqual(set(self.as_("manager", comments).search([]).mapped("kind")), {"disagreement", "addendum"})
        self.assertEqual(len(self.as_("hr", comments).search([])), 5)
        self.assertEqual(len(self.as_("employee", comments).search([])), 5)

    def test_the_companion_reads_them_only_if_the_employee_allows_and_while_they_are_one(self):
        conference = self.prepared()
        self.as_("employee", conference).action_share_with_companion(agenda=False, minutes=False)
        _row, companion = self.with_companion(conference)
        self.at(conference.start)
        self.start(conference)
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>One</p>"}
        )
        self.at(MINUTES)
        self.as_("clinician", conference).action_end()
        self.as_("hr", minutes).action_send_for_fact_check()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        self.assertFalse(self.as_(companion, minutes).search([]))
        self.assertFalse(self.as_(companion, self.env["casecon.minutes.comment"]).search([]))
        self.assertFalse(self.as_(companion, self.env["casecon.decision"]).search([]))

    def test_the_companion_who_may_reads_them_when_final(self):
        conference = self.prepared()
        self.as_("employee", conference).action_share_with_companion(agenda=False, minutes=True)
        _row, companion = self.with_companion(conference)
        self.at(conference.start)
        self.start(conference)
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>One</p>"}
        )
        self.at(MINUTES)
        self.as_("clinician", conference).action_end()
        self.as_("hr", minutes).action_send_for_fact_check()
        self.assertFalse(self.as_(companion, minutes).search([]))
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        self.assertTrue(self.as_(companion, minutes).body)
        self.as_("employee", conference).action_remove_companion()
        self.assertFalse(self.as_(companion, minutes).search([]))

    def test_a_manager_who_was_replaced_reads_them_no_more(self):
        conference = self.prepared()
        self.as_("employee", conference).action_ask_for_manager(self.people["other_manager"].id)
        self.at(conference.start)
        self.start(conference)
        minutes = self.as_("hr", self.env["casecon.minutes"]).create(
            {"conference_id": conference.id, "body": "<p>One</p>"}
        )
        self.at(MINUTES)
        self.as_("clinician", conference).action_end()
        self.as_("hr", minutes).action_send_for_fact_check()
        self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
        self.as_("hr", minutes).action_finalise()
        self.assertFalse(self.as_("manager", minutes).search([]))
        self.assertTrue(self.as_("other_manager", minutes).search([]))

    def test_a_text_changed_after_the_answer_is_checked_again(self):
        minutes = self.in_fact_check()
        with clock.at(MINUTES):
            self.as_("employee", minutes).action_answer_fact_check(digest=minutes.text_digest)
            self.as_("hr", minutes).write({"body": minutes.body})
            self.assertTrue(minutes.answered_at, "the same words need no second answer")
            self.as_("hr", minutes).write({"body": minutes.body.replace("Two", "Three")})
            self.assertFalse(minutes.answered_at)
            with self.assertRaisesRegex(UserError, "not reached the employee.*R22"):
                self.as_("hr", minutes).action_finalise()
