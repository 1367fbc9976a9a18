"""R16: an answer counts for the words that were shown, and for none that nobody could read."""

from datetime import timedelta

import psycopg2
from odoo.tools import mute_logger

from ...models.sealed import moved
from ..common import promise
from ..life import PRE_CALL, LifeCase
from ..sealed.opened import sealed_in

CHANGED = {"wording": "Other words", "kind": "diagnosis"}


@promise("casecon_R16", "casecon_sealed")
class TestWordsShown(LifeCase):
    def setUp(self):
        super().setUp()
        self.conference = self.prepared()
        self.at(PRE_CALL)
        self.line = self.propose(self.conference, "First words")

    def in_clear(self):
        """The item waits to be sealed, as after an update without a key."""
        self.env.flush_all()
        run = self.env.cr.execute
        run("ALTER TABLE casecon_consent_line ADD COLUMN wording varchar, ADD COLUMN kind varchar")
        run("UPDATE casecon_consent_line SET wording = 'x', kind = 'other', text_revision = NULL, has_text = NULL")
        run("DELETE FROM casecon_sealed WHERE text = %s", [self.line.text_uuid])
        moved.put_aside(self.env.cr, moved.ITEMS)
        self.env.invalidate_all(flush=False)

    def test_another_clinician_changed_them_meanwhile(self):
        shown = self.line.text_revision
        self.as_("clinician2", self.line).write(CHANGED)
        for who, more in (("employee", {}), ("clinician", {"through": "phone", "words": "Yes"})):
            for verb in ("grant", "refuse"):
                with self.subTest(who=who, verb=verb):
                    give = getattr(self.as_(who, self.line), f"action_{verb}")
                    self.assert_rule("R16", give, revision=shown, **more)
        self.assertFalse(self.line.sudo().answer_ids)
        self.as_("employee", self.line).action_grant(revision=self.line.text_revision)
        self.assertEqual(set(self.line._stands().values()), {"granted"})

    def test_they_changed_while_the_sheet_of_the_call_was_open(self):
        shown = self.line.text_revision
        self.as_("clinician2", self.line).write(CHANGED)
        again = PRE_CALL + timedelta(hours=1)
        self.at(again)
        sheet = {"outcome": "done", "called_at": str(again), "minutes": 5, "through": "video", "words": "Yes"}
        answer = {"line_id": self.line.id, "answer": "granted", "revision": shown}
        record = self.as_("clinician", self.conference).action_record_pre_call
        self.assert_rule("R16", record, **sheet, consent=[answer])
        record(**sheet, consent=[{**answer, "revision": self.line.text_revision}])
        self.assertEqual(set(self.line._stands().values()), {"granted"})

    @mute_logger("odoo.sql_db")
    def test_no_earlier_words_take_the_place_of_those_that_were_answered(self):
        self.as_("clinician", self.line).write(CHANGED)
        self.as_("employee", self.line).action_grant()
        self.env.flush_all()
        for change in ("text_revision = 1", "text_revision = 0", "text_uuid = gen_random_uuid()::text"):
            refused = self.assertRaises(psycopg2.errors.CheckViolation)
            with self.subTest(change=change), refused, self.env.cr.savepoint():
                self.env.cr.execute(f"UPDATE casecon_consent_line SET {change} WHERE id = %s", [self.line.id])

    def test_words_that_are_not_sealed_yet_are_not_granted(self):
        self.in_clear()
        self.assert_rule("R16", self.as_("employee", self.line).action_grant)

    def test_no_needs_no_words(self):
        self.in_clear()
        self.as_("employee", self.line).action_refuse()
        self.as_("employee", self.line).action_withdraw()
        self.assertEqual(set(self.line._stands().values()), {"withdrawn"})
        self.registry_enter_test_mode()
        moved.seal_some(self.registry, moved.ITEMS)
        self.env.invalidate_all(flush=False)
        self.assertEqual(sealed_in(self.line), {"wording": "x", "kind": "other"})
        self.env.cr.execute("SELECT signed FROM casecon_sealed WHERE text = %s", [self.line.text_uuid])
        self.assertEqual(self.env.cr.fetchall(), [(True,)])
