"""No word of an answer is kept: not in a table, not in a file, not in the log."""

from pathlib import Path

from odoo.tools import SQL, config

from ..common import promise
from .golden import CANARY, NAMES
from .replying import Replying

KEPT = ("mail.message", "mail.mail", "ir.attachment", "mail.notification", "res.partner", "mail.blacklist")


@promise("casecon_messages", "casecon_R25")
class TestReplyCanary(Replying):
    def test_a_word_in_any_part_of_an_answer_is_found_nowhere(self):
        before = [self.env[name].search_count([]) for name in KEPT]
        raws = [self.reply("manager", name) for name in NAMES]
        raws += [self.reply("manager", name, sender=f"{CANARY}@elsewhere.example") for name in NAMES]
        raws += [b"Precedence: bulk\r\n" + raws[0], raws[0].replace(b"BEGIN:VEVENT", b"BEGIN:" + CANARY.encode())]
        raws += [
            b"To: " + self.to("manager").encode() + b"\r\nSubject: " + CANARY.encode() + b"\r\n\r\n" + CANARY.encode()
        ]
        for raw in raws:
            self.assertIn(CANARY.encode(), raw)
        said = self.logged(lambda: [self.comes_in(raw) for raw in raws])
        for word in (CANARY, "manager@example.com", "replies", "elsewhere", self.token_of("manager")):
            self.assertNotIn(word, said)
        self.assertEqual([self.env[name].search_count([]) for name in KEPT], before)
        self.assertEqual(self.tables_with(CANARY), [])
        self.assertEqual(self.files_with(CANARY.encode()), [])

    def test_a_defect_of_ours_loses_the_mail_and_says_nothing_of_it(self):
        def broken(*_arguments):
            raise ValueError(CANARY)

        self.patch(type(self.env["casecon.attendee"]), "_hear", broken)
        said = self.logged(lambda: self.env["mail.thread"].message_process(False, self.reply("manager")))
        self.assertIn("A reply could not be handled (ValueError)", said)
        self.assertNotIn(CANARY, said)

    def test_the_search_finds_what_is_there(self):
        self.env["res.partner"].create({"name": f"x {CANARY} x"})
        self.assertIn("res_partner", self.tables_with(CANARY))

    def tables_with(self, word):
        self.env.flush_all()
        self.env.cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (table,) in self.env.cr.fetchall():
            rows = SQL("SELECT 1 FROM %s t WHERE t::text LIKE %s LIMIT 1", SQL.identifier(table), f"%{word}%")
            if self.env.execute_query(rows):
                found.append(table)
        return found

    def files_with(self, word):
        folder = Path(config.filestore(self.env.cr.dbname))
        return [path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]
