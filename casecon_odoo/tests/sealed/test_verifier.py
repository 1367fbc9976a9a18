"""R30: what is done to the log, the texts or the keys behind Odoo's back is named by the verifier, from outside."""

from ...models.sealed import key_file
from ...models.sealed.access_log import log_now
from ...models.sealed.nightly import verifier
from ..common import promise
from .keys import use_keys
from .test_store import SealedCase


@promise("casecon_R30", "casecon_sealed")
class TestVerifier(SealedCase):
    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.env.cr.execute("SELECT count(*) FROM casecon_access")
        self.assertEqual(self.env.cr.fetchone(), (0,), "the database of the test has a log already")
        use_keys(self, "2026", "log-2026")
        self.note = self.written()
        self.later = self.written({"body": "later"}, text=self.note[0], signed=True)
        self.of_other = self.written({"body": "x"}, self.other)
        self.env.cr.precommit.run()
        for _number in range(3):
            log_now(self.env(user=self.users["clinician"]), "open", texts=[f"{self.note[0]}/1"], number=1)

    def found(self, anchored=()):
        name, signer = key_file.ring().signer()
        return verifier().verify(self.env.cr, anchored, {name: signer.public_key().public_bytes_raw().hex()})[0]

    def behind_odoo(self, *statements):
        """As the owner of the tables can: triggers are off."""
        for table in ("casecon_access", "casecon_sealed"):
            self.env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            self.env.cr.execute(statement)

    def head(self):
        self.env.cr.execute("SELECT seq, hash FROM casecon_access ORDER BY seq DESC LIMIT 1")
        return self.env.cr.fetchone()

    def test_nothing_is_found_where_nothing_was_done(self):
        self.assertEqual(self.found([("now", *self.head())]), [])

    def test_what_is_done_to_the_log_is_named(self):
        seq, hashed = self.head()
        edit = "UPDATE casecon_access SET line = replace(line, '\"number\":1', '\"number\":2') WHERE seq = {}"
        swap = "UPDATE casecon_access SET seq = CASE seq WHEN {0} THEN -1 ELSE {0} END WHERE seq IN ({0}, {1})"
        back = "UPDATE casecon_access SET seq = {} WHERE seq = -1"
        insert = (
            "INSERT INTO casecon_access (seq, line, prev, hash, signature)"
            " SELECT seq + 1, line, hash, prev, signature FROM casecon_access WHERE seq = {}"
        )
        cases = {
            "edited": ([edit.format(seq - 1)], "was edited"),
            "deleted": ([f"DELETE FROM casecon_access WHERE seq = {seq - 1}"], "missing"),
            "reordered": ([swap.format(seq - 1, seq), back.format(seq)], "reordered"),
            "inserted": ([insert.format(seq)], "says that it is row"),
            "cut off": ([f"DELETE FROM casecon_access WHERE seq >= {seq}"], "cut off"),
            "emptied": (["DELETE FROM casecon_access"], "cut off"),
            "a column that is searched": (
                [
                    "ALTER TABLE casecon_access ALTER uid DROP EXPRESSION",
                    f"UPDATE casecon_access SET uid = 1 WHERE seq = {seq}",
                ],
                "its column uid says something else",
            ),
            "unsigned": ([f"UPDATE casecon_access SET signature = NULL WHERE seq = {seq}"], "not signed"),
        }
        for name, (statements, words) in cases.items():
            with self.subTest(name), self.undone():
                self.behind_odoo(*statements)
                self.assertIn(words, "\n".join(self.found([("now", seq, hashed)])))

    def test_a_log_that_was_built_again_is_named(self):
        seq, hashed = self.head()
        own = key_file.ring().signer()
        use_keys(self, "2026", "log-2026")  # somebody without the key signs by one of their own
        with self.undone():
            self.behind_odoo("DELETE FROM casecon_access")
            for _number in range(seq):
                log_now(self.env(user=self.users["clinician"]), "open", texts=[], number=1)
            keys = {own[0]: own[1].public_key().public_bytes_raw().hex()}
            found = "\n".join(verifier().verify(self.env.cr, [("now", seq, hashed)], keys)[0])
        self.assertIn("its signature is wrong", found)
        self.assertIn("built again", found)

    def test_what_is_done_to_texts_and_keys_is_named(self):
        mine = "WHERE text = '{}' AND revision = {}"
        one, later, other = (mine.format(*row) for row in (self.note, self.later, self.of_other))
        columns = "nonce, ciphertext, content_mac"
        swap = f"UPDATE casecon_sealed SET ({columns}) = (SELECT {columns} FROM casecon_sealed {{}}) {{}}"
        keys = (
            "UPDATE casecon_sealed_key k SET (check_value, nonce, wrapped) = (SELECT check_value, nonce, wrapped"
            " FROM casecon_sealed_key o WHERE o.id != k.id LIMIT 1)"
        )
        cases = {
            "swapped with another employee's": (swap.format(other, one), "changed, or swapped"),
            "swapped with another revision": (swap.format(later, one), "changed, or swapped"),
            "other company": (
                f"UPDATE casecon_sealed SET company_id = {self.elsewhere.id} {one}",
                "changed, or swapped",
            ),
            "deleted": (f"DELETE FROM casecon_sealed {later}", "is not there"),
            "erased": (f"UPDATE casecon_sealed SET erased_at = now() {one}", "erased without a row"),
            "added": (
                "INSERT INTO casecon_sealed (text, revision, kind, owner_model, owner_id, key_id, company_id, suite,"
                " written_at, nonce, ciphertext, content_mac) SELECT text, 9, kind, owner_model, owner_id, key_id,"
                f" company_id, suite, written_at, nonce, ciphertext, content_mac FROM casecon_sealed {one}",
                "does not know it",
            ),
            "not signed any more": (f"UPDATE casecon_sealed SET signed = false {later}", "was signed, and is not"),
            "another person's key": (
                "UPDATE casecon_sealed_key SET employee_id = (SELECT min(id) FROM hr_employee"
                " WHERE id NOT IN (SELECT employee_id FROM casecon_sealed_key))"
                f" WHERE employee_id = {self.employee.id}",
                "is of another person",
            ),
            "a data key destroyed": (
                "UPDATE casecon_sealed_key SET destroyed_at = now()",
                "was made, and is not there",
            ),
            "wrapped keys": (keys, "is not as it was wrapped"),
        }
        for name, (statement, words) in cases.items():
            with self.subTest(name), self.undone():
                self.behind_odoo(statement)
                self.assertIn(words, "\n".join(self.found()))

    def undone(self):
        return _Undone(self.env.cr)


class _Undone:
    def __init__(self, cr):
        self.cr = cr

    def __enter__(self):
        self.cr.execute("SAVEPOINT tampering")

    def __exit__(self, *_error):
        self.cr.execute("ROLLBACK TO SAVEPOINT tampering")
