"""The settings page tells the system administrator how it stands with the keys, and nobody else."""

from ...models.sealed import key_commands as keys
from ..common import promise
from .keys import use_folder, use_keys
from .test_store import SealedCase


@promise("casecon_sealed")
class TestKeySettings(SealedCase):
    def said(self, by="system"):
        return self.as_(by, self.env["res.config.settings"]).new({}).casecon_key_state

    def test_which_keys_there_are_and_what_hangs_on_each(self):
        path = use_keys(self, "2026", "log-2026")
        self.written()
        self.assertRegex(self.said(), r"2026 seals new text, and opens that of \d+ employees. Fingerprint: [0-9a-f]{8}")
        self.assertIn("log-2026 signs the access log.", self.said())
        self.assertIn("The key file was last changed on", self.said())
        keys.new("2027")
        self.assertIn("2027 opens nothing", self.said())
        keys.rotate("2027")
        self.assertRegex(self.said(), r"2026 still opens the text of 1 employees")
        path.write_text("\n".join(line for line in path.read_text().splitlines() if not line.startswith("2026")))
        self.assertIn("The text of 1 employees is closed: 2026 is not in the key file.", self.said())

    def test_what_is_missing(self):
        path = use_keys(self, "2026")
        self.assertIn("No key signs the access log", self.said())
        path.write_text("")
        self.assertIn("No key seals text", self.said())
        use_folder(self, "")
        self.assertIn("There is no key that can be used", self.said())

    def test_nobody_else_is_told(self):
        use_keys(self, "2026")
        self.assertFalse(self.env["res.config.settings"].with_user(self.users["hr"]).sudo().new({}).casecon_key_state)
