"""R20: notes that an earlier version left in clear are sealed in batches; until there is a key they wait, closed.

What an update does as a whole, and that nothing is left on disk, is tried by tests/upgrade.
"""

import io
from unittest.mock import patch

from odoo.exceptions import UserError

from ...models.sealed import key_commands, key_file, moved
from ...models.sealed.sealed import open_texts
from ..common import SECRET, promise
from ..life import LifeCase
from .keys import use_folder
from .opened import sealed_in


@promise("casecon_R20", "casecon_sealed")
class TestMoved(LifeCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.notes = self.draft() | self.signed()
        self.env.flush_all()
        run = self.env.cr.execute
        run("DROP TRIGGER casecon_note_signed ON casecon_note")
        run("ALTER TABLE casecon_note ADD COLUMN body text, ADD COLUMN about varchar")
        run(
            "UPDATE casecon_note SET body = %s || id, about = CASE WHEN state = 'signed' THEN 'cancel' END,"
            " text_uuid = NULL, text_revision = NULL, has_text = NULL WHERE id IN %s",
            [SECRET, tuple(self.notes.ids)],
        )
        self.env["casecon.note"].init()
        self.env.invalidate_all(flush=False)
        self.assertTrue(all(self.notes.mapped("text_uuid")), "each has its address")

    def clear(self):
        return moved.left(self.env.cr)

    def test_they_are_sealed_in_batches(self):
        with patch.object(moved, "BATCH", 1):
            self.assertEqual(moved.seal_some(self.registry, moved.NOTES), 1)
            self.assertEqual(self.clear(), 1, "stopped here, it goes on with the other one")
            self.assertEqual(moved.seal_some(self.registry, moved.NOTES), 1)
            self.assertEqual(moved.seal_some(self.registry, moved.NOTES), 0)
        self.env.invalidate_all(flush=False)
        for note in self.notes:
            about = "cancel" if note.state == "signed" else None
            self.assertEqual(sealed_in(note), {"body": f"{SECRET}{note.id}", "about": about})
            self.assertEqual((note.has_text, note.text_revision), (True, 1))
            self.assertNotIn(SECRET, str(self.stored(note)))
        self.assert_rule("R20", self.as_("clinician", self.notes[1]).write, {"minutes": 3})

    def test_without_a_key_they_wait_and_it_is_said(self):
        keys = key_file.path().parent
        use_folder(self, "/nowhere")
        self.assertRaises(UserError, moved.seal_some, self.registry, moved.NOTES)
        self.assertEqual(self.clear(), 2)
        with self.assertLogs(moved.__name__, "WARNING") as logged:
            said = moved.seal_left(self.registry)
        self.assertRegex(said, "^2 texts are not sealed yet. .* no key.* odoo casecon key seal$")
        self.assertNotIn(SECRET, str(logged.output))
        use_folder(self, str(keys))
        self.assertIn("2 texts are not sealed yet", key_commands.doctor(self.registry, io.StringIO()))

    def test_words_that_were_written_meanwhile_stand(self):
        draft = self.notes[0]
        self.as_("clinician", draft).write({"body": "Later words"})
        moved.seal_some(self.registry, moved.NOTES)
        self.env.invalidate_all(flush=False)
        self.assertEqual(sealed_in(draft)["body"], "Later words")
        kept = open_texts(self.env.cr, [(draft.text_uuid, 2)])
        self.assertEqual(kept[0]["body"], f"{SECRET}{draft.id}", "and nothing is lost")


@promise("casecon_R16", "casecon_sealed")
class TestMovedItems(LifeCase):
    """Items of consent, and needs, of an earlier version."""

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.conference = self.scheduled()
        self.as_("employee", self.conference).action_set_needs(text="x")
        self.line, self.answered = self.propose(self.conference), self.propose(self.conference)
        self.as_("employee", self.answered).action_refuse()
        self.needs = self.conference.needs_ids
        self.env.flush_all()

    def as_before(self, of, **columns):
        """The table as the earlier version had it, with these values in clear."""
        run, table = self.env.cr.execute, of.table
        run(f"DROP TRIGGER IF EXISTS casecon_consent_line_answered ON {table}")
        run(f"ALTER TABLE {table} {', '.join(f'ADD COLUMN {name} varchar' for name in columns)}")
        run(f"UPDATE {table} SET {', '.join(f'{name} = %s' for name in columns)}", list(columns.values()))
        run("DELETE FROM casecon_sealed WHERE NOT signed AND owner_model = %s", [of.model])
        run(f"UPDATE {table} SET text_uuid = NULL, text_revision = NULL, has_text = NULL")
        run(f"ALTER TABLE {table} ALTER COLUMN {next(iter(columns))} SET NOT NULL")
        moved.put_aside(self.env.cr, of)
        self.env.invalidate_all(flush=False)

    def test_words_and_kind_of_each_item(self):
        self.as_before(moved.ITEMS, wording=f"{SECRET} words", kind="diagnosis")
        self.assertEqual(moved.left(self.env.cr), 2)
        self.assertEqual(moved.seal_some(self.registry, moved.ITEMS), 2)
        self.env.invalidate_all(flush=False)
        for line in (self.line, self.answered):
            self.assertEqual(sealed_in(line), {"wording": f"{SECRET} words", "kind": "diagnosis"})
            self.assertNotIn(SECRET, str(self.stored(line)))
        self.env.cr.execute(
            "SELECT owner_id, signed FROM casecon_sealed WHERE text IN %s",
            [tuple((self.line | self.answered).mapped("text_uuid"))],
        )
        self.assertEqual(dict(self.env.cr.fetchall()), {self.line.id: False, self.answered.id: True})
        self.as_("clinician", self.line).write({"wording": "Other words", "kind": "other"})

    def test_who_writes_meanwhile_waits(self):
        self.as_before(moved.ITEMS, wording="x", kind="other")
        moved.seal_some(self.registry, moved.ITEMS)
        self.env.cr.execute("SELECT mode FROM pg_locks WHERE relation = 'casecon_consent_line'::regclass AND granted")
        self.assertIn(("ShareRowExclusiveLock",), self.env.cr.fetchall())

    def test_what_the_employee_needs(self):
        self.as_before(moved.NEEDS, text=f"{SECRET} needs")
        self.assertEqual(moved.seal_some(self.registry, moved.NEEDS), 1)
        self.env.invalidate_all(flush=False)
        self.assertEqual(sealed_in(self.needs), {"text": f"{SECRET} needs"})
        self.assertTrue(self.needs.has_text)
        self.assertNotIn(SECRET, str(self.stored(self.needs)))
