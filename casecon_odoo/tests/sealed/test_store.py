"""R20, R21: what is sealed opens where it belongs, for who has the key, and nothing of it shows anywhere else."""

from odoo.exceptions import UserError
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from ...domain.sealed.ring import MasterKeyError, key_line
from ...domain.sealed.suite import UnreadableError
from ...models.sealed.sealed import open_texts, write_text
from ..common import SECRET, CaseconCase, promise
from .keys import use_folder, use_keys


class SealedCase(CaseconCase):
    """Two employees; texts are written as the clinician."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = cls.people["employee"]
        cls.other = cls.people["colleague"]

    def written(self, payload=None, employee=None, **more):
        employee = employee or self.employee
        env = self.env(user=self.users["clinician"])
        return write_text(env, employee, "note", payload or {"body": SECRET}, employee.id, self.company.id, **more)

    def opened(self, *rows):
        return open_texts(self.env.cr, rows)

    def set_sql(self, column, value, row):
        self.env.cr.execute(f"UPDATE casecon_sealed SET {column} = %s WHERE text = %s AND revision = %s", [value, *row])

    def of(self, column, row):
        self.env.cr.execute(f"SELECT {column} FROM casecon_sealed WHERE text = %s AND revision = %s", row)
        return self.env.cr.fetchone()[0]


@promise("casecon_R20", "casecon_R21", "casecon_sealed")
class TestStore(SealedCase):
    def test_a_text_opens_as_it_was_written(self):
        use_keys(self, "2026")
        one, other = self.written(), self.written({"body": "invented", "about": "cancel"}, self.other)
        self.assertEqual(self.opened(other, one), [{"body": "invented", "about": "cancel"}, {"body": SECRET}])

    def test_a_change_is_the_next_revision_and_the_one_before_stays(self):
        use_keys(self, "2026")
        text, first = self.written()
        again = self.written({"body": "changed"}, text=text)
        self.assertEqual((first, again), (1, (text, 2)))
        self.assertEqual(self.opened((text, 1), again), [{"body": SECRET}, {"body": "changed"}])

    def test_no_table_holds_it_in_clear(self):
        use_keys(self, "2026")
        self.written()
        self.written(signed=True)
        self.env.cr.execute("SELECT * FROM casecon_sealed")
        stored = "".join(
            str(bytes(value) if isinstance(value, memoryview) else value)
            for row in self.env.cr.fetchall()
            for value in row
        )
        self.assertNotIn(SECRET, stored)
        self.assertIn("note", stored, "the rows were looked at")
        fields = set(self.env["casecon.sealed"]._fields) | set(self.env["casecon.sealed.key"]._fields)
        self.assertFalse({"nonce", "ciphertext", "content_mac", "wrapped", "check_value"} & fields)

    def test_without_a_key_nothing_is_written_and_it_is_said(self):
        use_folder(self, "/nowhere")
        with self.assertRaisesRegex(UserError, "no key. Your system administrator can set it up"):
            self.written()
        self.env.cr.execute("SELECT count(*) FROM casecon_sealed")
        self.assertEqual(self.env.cr.fetchone(), (0,))

    def test_a_wrong_key_is_named_as_such_both_ways(self):
        path = use_keys(self, "2026")
        row = self.written()
        path.write_text(key_line("2026") + "\n# of another server\n")
        with self.assertRaisesRegex(UserError, "the wrong key"):
            self.written()
        with self.assertRaises(MasterKeyError) as refused:
            self.opened(row)
        self.assertEqual(refused.exception.reason, "wrong")

    def test_a_second_key_in_front_writes_and_the_first_still_opens(self):
        path = use_keys(self, "2026")
        before = self.written()
        path.write_text(f"{key_line('2027')}\n{path.read_text()}")
        after = self.written({"body": "later"}, self.other)
        self.assertEqual(self.opened(before, after), [{"body": SECRET}, {"body": "later"}])
        self.env.cr.execute("SELECT master FROM casecon_sealed_key ORDER BY id")
        self.assertEqual(self.env.cr.fetchall(), [("2026",), ("2027",)])

    def test_swapped_ciphertexts_do_not_open(self):
        use_keys(self, "2026")
        one = self.written()
        text, _revision = one
        for other in (self.written({"body": "x"}), self.written({"body": "x"}, self.other), self.written(text=text)):
            with self.subTest(other=other):
                for column in ("nonce", "ciphertext", "content_mac"):
                    self.set_sql(column, self.of(column, other), one)
                self.assertRaises(UnreadableError, self.opened, one)

    def test_what_it_belongs_to_cannot_be_changed(self):
        use_keys(self, "2026")
        elsewhere = self.written({"body": "x"}, self.other)
        changes = [
            ("company_id", self.elsewhere.id),
            ("kind", "item"),
            ("key_id", self.of("key_id", elsewhere)),
        ]
        for column, value in changes:
            with self.subTest(column=column):
                row = self.written()
                self.set_sql(column, value, row)
                self.assertRaises(UnreadableError, self.opened, row)

    def test_swapped_wrapped_keys_do_not_open(self):
        use_keys(self, "2026")
        one, _other = self.written(), self.written({"body": "x"}, self.other)
        self.env.cr.execute(
            "UPDATE casecon_sealed_key k SET (nonce, wrapped) = (SELECT nonce, wrapped FROM casecon_sealed_key o"
            " WHERE o.employee_id != k.employee_id)"
        )
        with self.assertRaises(MasterKeyError) as refused:
            self.opened(one)
        self.assertEqual(refused.exception.reason, "altered")

    @mute_logger("odoo.sql_db")
    def test_what_is_signed_is_neither_changed_nor_deleted(self):
        use_keys(self, "2026")
        row = self.written(signed=True)
        forbidden = [
            "UPDATE casecon_sealed SET content_mac = 'x'",
            "UPDATE casecon_sealed SET signed = false",
            "UPDATE casecon_sealed SET revision = 7",
            "UPDATE casecon_sealed SET written_at = now()",
            "DELETE FROM casecon_sealed",
        ]
        for statement in forbidden:
            with self.subTest(statement=statement), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.env.cr.execute(f"{statement} WHERE text = %s", [row[0]])
        self.assertEqual(self.opened(row), [{"body": SECRET}])
