"""R30: each row of the log follows from the one before, is signed, and is only ever added to."""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from ...domain.sealed.chain import FIRST
from ...models.sealed import key_file
from ...models.sealed.access_log import log_now
from ..common import SECRET, promise
from .keys import use_keys
from .test_store import SealedCase


@promise("casecon_R30", "casecon_sealed")
class TestAccessLog(SealedCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # the log's own transactions end with the test's

    def rows(self):
        self.env.cr.execute("SELECT seq, line, prev, hash, signature, act, uid FROM casecon_access ORDER BY seq")
        return self.env.cr.dictfetchall()

    def write_and_log(self):
        row = self.written()
        self.env.cr.precommit.run()
        return row

    def test_what_is_written_stands_in_the_log_with_it(self):
        use_keys(self, "2026", "log-2026")
        text, revision = self.write_and_log()
        made, wrote = self.rows()[-2:]
        self.assertEqual((made["act"], wrote["act"]), ("key", "write"))
        said = json.loads(wrote["line"])
        self.assertEqual(said["texts"], [f"{text}/{revision}"])
        self.assertEqual((said["uid"], wrote["uid"]), (self.users["clinician"].id,) * 2)

    def test_each_row_follows_from_the_one_before_and_is_signed(self):
        use_keys(self, "2026", "log-2026")
        log_now(self.env(user=self.users["clinician"]), "open", texts=["x/1"], number=1)
        self.write_and_log()
        self.written()
        self.write_and_log()
        before, rows = FIRST, self.rows()
        self.assertEqual([row["act"] for row in rows[-5:]], ["open", "key", "write", "write", "write"])
        public = key_file.ring().signer()[1].public_key()
        for number, row in enumerate(rows, 1):
            self.assertEqual((row["seq"], row["prev"]), (number, before))
            before = hashlib.sha256(bytes.fromhex(before) + row["line"].encode()).hexdigest()
            self.assertEqual(row["hash"], before)
            public.verify(bytes(row["signature"]), b"casecon access log row " + bytes.fromhex(before))
        self.assertIsInstance(key_file.ring().signer()[1], Ed25519PrivateKey)

    def test_no_row_holds_a_text(self):
        use_keys(self, "2026", "log-2026")
        self.write_and_log()
        for row in self.rows():
            self.assertNotIn(SECRET, row["line"])
            self.assertNotIn(self.employee.name, row["line"])

    @mute_logger("odoo.sql_db")
    def test_it_is_only_ever_added_to(self):
        use_keys(self, "2026", "log-2026")
        self.write_and_log()
        for statement in (
            "UPDATE casecon_access SET prev = ''",
            "DELETE FROM casecon_access",
            "TRUNCATE casecon_access",
        ):
            with self.subTest(statement=statement), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env.cr.execute(statement)
