"""R20: notes that an earlier version left in clear are sealed in batches; until there is a key they wait, closed.

What an update does as a whole, and that nothing is left on disk, is tried by tests/upgrade.
"""

import io
from unittest.mock import patch

from odoo.exceptions import UserError

from ...models.clinical import note_moved
from ...models.sealed import key_commands, key_file
from ...models.sealed.sealed import open_texts
from ..common import SECRET, promise
from ..life import LifeCase
from ..sealed.keys import use_folder
from ..sealed.opened import sealed_in


@promise("casecon_R20", "casecon_sealed")
class TestNoteMoved(LifeCase):
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
        return note_moved.left(self.env.cr)

    def test_they_are_sealed_in_batches(self):
        with patch.object(note_moved, "BATCH", 1):
            self.assertEqual(note_moved.seal_some(self.registry), 1)
            self.assertEqual(self.clear(), 1, "stopped here, it goes on with the other one")
            self.assertEqual(note_moved.seal_some(self.registry), 1)
            self.assertEqual(note_moved.seal_some(self.registry), 0)
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
        self.assertRaises(UserError, note_moved.seal_some, self.registry)
        self.assertEqual(self.clear(), 2)
        with self.assertLogs(note_moved.__name__, "WARNING") as logged:
            said = note_moved.seal_left(self.registry)
        self.assertRegex(said, "^2 notes are not sealed yet. .* no key.* odoo casecon key seal$")
        self.assertNotIn(SECRET, str(logged.output))
        use_folder(self, str(keys))
        self.assertIn("2 notes are not sealed yet", key_commands.doctor(self.registry, io.StringIO()))

    def test_words_that_were_written_meanwhile_stand(self):
        draft = self.notes[0]
        self.as_("clinician", draft).write({"body": "Later words"})
        note_moved.seal_some(self.registry)
        self.env.invalidate_all(flush=False)
        self.assertEqual(sealed_in(draft)["body"], "Later words")
        kept = open_texts(self.env.cr, [(draft.text_uuid, 2)])
        self.assertEqual(kept[0]["body"], f"{SECRET}{draft.id}", "and nothing is lost")
