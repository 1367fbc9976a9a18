"""R25: whoever may not delete somebody learns neither from the answer nor from the log what refers to them."""

import threading
from pathlib import Path

from odoo.fields import Command
from odoo.sql_db import db_connect
from psycopg2.errors import DivisionByZero

from ..models.quiet_log import unlogged
from .clinical.test_text_in_errors import Heard
from .common import CaseconHttpCase, promise
from .life import LifeCase

SENTENCE = "This cannot be deleted because other records refer to it. Archive it instead."


@promise("casecon_R25")
class TestDeletion(LifeCase, CaseconHttpCase):
    def setUp(self):
        super().setUp()
        self.users["hr"].group_ids += self.env.ref("hr.group_hr_manager")
        self.users["system"].group_ids += self.env.ref("base.group_partner_manager")
        self.full = self.held()  # everything that hangs on a case
        self.draft(employee="colleague")  # a note alone

    def delete(self, who, record, method="unlink", *args):
        """The whole answer to a deletion, and what the log says of it."""
        self.env.flush_all()
        self.log_in(who)
        ids = record.ids
        params = {"model": record._name, "method": method, "args": [ids, *args], "kwargs": {}}
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        with Heard() as heard:
            answer = self.opener.post(f"{self.base_url()}/web/dataset/call_kw?debug=1", json=body, timeout=60).json()
        self.env.invalidate_all()
        return answer, heard.text

    def assert_refused(self, who, record, *method):
        answer, log = self.delete(who, record, *method)
        error = answer["error"]["data"]
        self.assertEqual((error["message"], error["arguments"]), (SENTENCE, [SENTENCE]), f"{record}: {answer}")
        self.assertTrue(record.exists())
        for word in ("fkey", "violates", "DETAIL"):
            self.assertNotIn(word, error["debug"], f"{record} deleted by {who}")
        for word in ("note", "report", "conference", "attendee", "clinician", "casecon_"):
            self.assertNotIn(word, log, f"{record} deleted by {who}")
        return error["debug"]

    def new_employee(self, **vals):
        return self.make_employee(f"new {len(self.people)} {vals}", **vals)

    def test_an_employee_with_a_note_a_report_or_a_whole_case(self):
        self.register_report("two_hats")
        told = {self.assert_refused("hr", self.people[name]) for name in ("employee", "colleague", "two_hats")}
        told.add(self.assert_refused("hr", self.people["manager"]))
        self.assertEqual(len(told), 1, "the same traceback, too")

    def test_an_employee_to_whom_nothing_refers_is_deleted(self):
        employee = self.new_employee()
        self.assertEqual(self.delete("hr", employee)[0].get("result"), True)
        self.assertFalse(employee.exists())

    def test_logins_contacts_companies_and_resources(self):
        conference = self.scheduled("portal_employee", start="2026-06-17 09:00:00")
        row, companion = self.with_companion(conference, "portal_employee")
        contact = row.partner_id
        for record in (self.users["hr"], self.users["clinician"], self.users["employee"], self.company):
            self.assert_refused("system", record)
        for record in (self.chair.resource_id, self.people["employee"].resource_id):
            self.assert_refused("hr", record)
        companion.unlink()
        self.assert_refused("system", contact)

    def test_what_odoo_alone_refers_to_is_refused_in_the_same_words(self):
        """The same traceback, too, so that nothing tells whose row it is."""
        user = self.make_user("new_one", "base.group_user")
        self.assert_stock_refused(user, lambda: self.new_employee(user_id=user.id))
        partner, member = self.env["res.partner"].create([{"name": "New"}, {"name": "Attends"}])
        filters = self.env["calendar.filters"]
        told = self.assert_stock_refused(partner, lambda: filters.create({"partner_id": partner.id}))
        conference = self.scheduled("portal_employee", start="2026-06-17 09:00:00")
        self.as_("hr", conference).action_add_attendee(role="other", partner_id=member.id)
        self.assertEqual(told, self.assert_refused("system", member))
        company = self.env["res.company"].create({"name": "New Works"})
        work = {"name": "Hall", "company_id": company.id, "address_id": partner.id}
        told = self.assert_stock_refused(company, lambda: self.env["hr.work.location"].create(work))
        self.assertEqual(told, self.assert_refused("system", self.company))

    def assert_stock_refused(self, record, refer):
        refer()
        answer, log = self.delete("system", record)
        self.assertEqual(answer["error"]["data"]["message"], SENTENCE)
        self.assertIn("fkey", log, "of Odoo's own tables the log tells as ever")
        return answer["error"]["data"]["debug"]

    def test_through_a_parent_and_over_the_other_door(self):
        manager, employee = self.people["manager"], self.people["employee"]
        self.assert_refused("hr", employee, "unlink")
        answer, log = self.delete("hr", manager, "write", {"child_ids": [Command.delete(employee.id)]})
        self.assertEqual(answer["error"]["data"]["message"], SENTENCE)
        self.assertNotIn("casecon_", log)
        partner = self.row(self.full, "employee").partner_id
        self.users["employee"].active = False
        parent = self.env["res.partner"].create({"name": "House"})
        partner.parent_id = parent
        answer, log = self.delete("system", parent, "write", {"child_ids": [Command.delete(partner.id)]})
        self.assertNotIn("casecon_", str(answer["error"]["data"]["message"]) + log)

    def test_archiving_says_nothing_and_works(self):
        plain = self.new_employee()
        answers = [self.delete("hr", employee, "action_archive") for employee in (self.people["colleague"], plain)]
        self.assertEqual(*[{**answer["result"], "context": None} for answer, _log in answers])
        self.assertFalse(plain.active or self.people["colleague"].active)

    def test_a_merge_says_nothing(self):
        told = []
        for refer in (False, True):
            one, other = self.env["res.partner"].create([{"name": "Twin"}, {"name": "Twin"}])
            if refer:
                conference = self.scheduled("portal_employee", start="2026-06-18 09:00:00")
                for partner in (one, other):
                    self.as_("hr", conference).action_add_attendee(role="other", partner_id=partner.id)
            wizard = self.env["base.partner.merge.automatic.wizard"].create(
                {"partner_ids": [Command.set((one | other).ids)], "dst_partner_id": one.id}
            )
            wizard = wizard.with_user(self.users["system"])
            answer, log = self.delete("system", wizard, "action_merge")
            told.append(set(answer))
            self.assertNotIn("casecon_", str(answer) + log)
        self.assertEqual(*told)

    def test_our_own_rows_refuse_each_other_without_a_table(self):
        """Below the verbs, where somebody's SQL or another addon deletes."""
        with Heard() as heard, self.assertRaises(Exception) as refused, self.env.cr.savepoint():
            self.env.cr.execute("DELETE FROM hr_employee WHERE id = %s", [self.people["employee"].id])
        self.assertNotIn("casecon_", heard.text)
        self.assertIn("other records refer", heard.text)
        said = self.env["hr.employee"]._sql_error_to_message(refused.exception)
        self.assertEqual(said, SENTENCE)

    def test_everything_that_ours_refer_to_is_refused_alike(self):
        referred = self.env["base"]._casecon_referred()
        self.assertLessEqual(
            {"hr.employee", "res.users", "res.partner", "res.company", "resource.resource", "casecon.clinician"},
            referred,
        )
        self.env.cr.execute(
            """SELECT DISTINCT confrelid::regclass::text FROM pg_constraint
                WHERE contype = 'f' AND confdeltype IN ('a', 'r') AND conrelid::regclass::text LIKE 'casecon_%'"""
        )
        tables = {table for (table,) in self.env.cr.fetchall()}
        self.assertEqual(tables - {self.env[name]._table for name in referred}, set(), "a table that would be named")


@promise("casecon_R25")
class TestQuietLog(CaseconHttpCase):
    def test_only_the_own_thread_and_the_expected_error_are_unlogged(self):
        with Heard() as heard, unlogged(DivisionByZero):
            self.env.cr.execute("SELECT 1")
            self.failing("mine")
            other = threading.Thread(target=self.failing, args=("theirs",))
            other.start()
            other.join()
        with Heard() as later:
            self.failing("afterwards")
        self.assertNotIn("mine", heard.text)
        self.assertIn("theirs", heard.text)
        self.assertIn("afterwards", later.text)

    def test_another_error_in_the_block_is_logged(self):
        with Heard() as heard, unlogged(ZeroDivisionError):
            self.failing("mine")
        self.assertIn("mine", heard.text)

    def failing(self, what):
        with db_connect(self.env.cr.dbname).cursor() as cr:
            try:
                cr.execute("SELECT 1 / 0, %s", [what])
            except DivisionByZero:
                cr.rollback()

    def test_no_code_of_ours_mutes_the_log_of_all_threads(self):
        models = Path(__file__).resolve().parent.parent / "models"
        self.assertTrue((models / "quiet_log.py").exists())
        muted = [path.name for path in models.rglob("*.py") if "mute_logger(" in path.read_text()]
        self.assertEqual(muted, [])
