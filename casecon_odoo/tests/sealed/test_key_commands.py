"""Keys come and go by command: made, put first, wrapped again, looked at; nothing that was sealed is lost."""

import io

from ...domain.sealed.ring import Ring
from ...models.sealed import key_commands as keys
from ..common import SECRET, promise
from .keys import use_folder, use_keys
from .test_store import SealedCase


@promise("casecon_sealed")
class TestKeyCommands(SealedCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.out = io.StringIO()

    def test_the_file_is_made_for_its_owner_alone(self):
        path = use_keys(self, "2026")
        path.unlink()
        self.assertIn("Back it up now", keys.new("2026"))
        keys.new("log-2026")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual((Ring.of_file(path).known(), Ring.of_file(path).signing()), (("2026",), ("log-2026",)))
        self.assertRaisesRegex(keys.RefusedError, "is in .* already", keys.new, "2026")
        self.assertRaisesRegex(keys.RefusedError, "small letters", keys.new, "Not A Name")

    def test_rotating_without_downtime(self):
        path = use_keys(self, "2026", "log-2026")
        before = self.written()
        keys.new("2027")
        self.assertEqual(Ring.of_file(path).known(), ("2026", "2027"), "deployed second, it only opens")
        keys.rotate("2027")
        self.assertEqual(Ring.of_file(path).known(), ("2027", "2026"))
        self.assertIn("2026: 1 data keys", keys.doctor(self.registry, self.out))
        self.assertIn("Every data key", keys.rewrap(self.registry, self.out))
        self.assertEqual(keys.rewrap(self.registry, self.out), "Nothing to do.")
        self.assertIn("2026: 0 data keys, may go", keys.doctor(self.registry, self.out))
        path.write_text("\n".join(line for line in path.read_text().splitlines() if not line.startswith("2026")))
        self.assertEqual(self.opened(before), [{"body": SECRET}])

    def test_the_doctor_names_what_is_missing(self):
        path = use_keys(self, "2026")
        self.written()
        self.assertIn("No key signs the access log", keys.doctor(self.registry, self.out))
        path.write_text("")
        self.assertRaisesRegex(keys.RefusedError, "2026: missing", keys.doctor, self.registry, self.out)
        path.unlink()
        self.assertRaisesRegex(keys.RefusedError, "cannot be read", keys.doctor, self.registry, self.out)

    def test_what_is_printed_for_the_safe_makes_the_file_again(self):
        path = use_keys(self, "2026", "log-2026")
        row, printed = self.written(), keys.escrow()
        path.write_text("\n".join(line.split(" (check")[0] for line in printed.splitlines()))
        self.assertEqual(self.opened(row), [{"body": SECRET}])

    def test_where_no_file_is_named_it_is_said(self):
        use_folder(self, "")
        self.assertRaisesRegex(keys.RefusedError, "casecon_key_file", keys.new, "2026")
