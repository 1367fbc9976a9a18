"""R20: a signed note is attacked through every door; the row is unchanged each time, and an addendum works."""

import psycopg2
from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import mute_logger

from ..common import SECRET, promise
from ..life import LifeCase

# ValueError: what a server action makes of an error of PostgreSQL
REFUSED = (UserError, psycopg2.Error, ValueError)


@promise("casecon_R20")
class TestNoteDoors(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls("run")
        cls.conference = self.scheduled()
        cls.note = self.signed(conference_id=cls.conference.id)

    def assert_kept(self, doors):
        """Each door is refused by an error, or does nothing; the row stays what it was."""
        before = self.stored(self.note)
        for name, door in doors.items():
            with self.subTest(door=name):
                with mute_logger("odoo.sql_db", "odoo.models.unlink"):
                    try:
                        with self.env.cr.savepoint():
                            door()
                            self.env.flush_all()
                    except REFUSED as refusal:
                        self.assertNotIn(SECRET, str(refusal))
                    else:
                        self.assertIn(name, self.harmless, "it was refused before")
                self.env.invalidate_all(flush=False)
                self.assertEqual(self.stored(self.note), before)
        addendum = self.as_("clinician", self.note).action_add_addendum("It still works")
        self.assertEqual(self.env["casecon.note"].browse(addendum).amended_note_id, self.note)

    harmless = ()

    def users_of(self, record):
        return {
            "the author": self.as_("clinician", record),
            "another clinician": self.as_("clinician2", record),
            "a system administrator": self.as_("system", record),
            "sudo": self.as_("clinician", record).sudo(),
            "superuser": record.with_user(SUPERUSER_ID),
        }

    def test_writing_and_deleting(self):
        doors = {}
        for who, note in self.users_of(self.note).items():
            doors |= {
                f"{who} writes text": lambda note=note: note.write({"body": "x"}),
                f"{who} writes a column": lambda note=note: note.write({"progress": "none"}),
                f"{who} takes the state back": lambda note=note: note.write({"state": "draft"}),
                f"{who} saves by the web client": lambda note=note: note.web_save({"body": "x"}, {"id": {}}),
                f"{who} sets the field": lambda note=note: note._fields["progress"].write(note, "none"),
                f"{who} writes below": lambda note=note: note._write({"progress": "none"}),
                f"{who} deletes": lambda note=note: note.unlink(),
                f"{who} copies": lambda note=note: note.copy(),
                f"{who} copies with values": lambda note=note: note.copy({"body": "x"}),
                f"{who} exports": lambda note=note: note.export_data(["body"]),
            }
        self.assert_kept(doors)

    def test_importing_over_it(self):
        before = self.stored(self.note)
        for who, note in self.users_of(self.note).items():
            with self.subTest(who=who):
                if who != "a system administrator":
                    loaded = note.load([".id", "body"], [[str(self.note.id), "x"]])
                    self.assertFalse(loaded["ids"])
                    self.assertNotIn(SECRET, str(loaded))
                else:
                    self.assertRaises(AccessError, note.load, [".id", "body"], [[str(self.note.id), "x"]])
                self.env.invalidate_all(flush=False)
                self.assertEqual(self.stored(self.note), before)

    def test_commands_from_the_records_beside_it(self):
        doors = {}
        beside = {
            "note_ids": self.conference,
            "casecon_note_ids": self.people["employee"],
        }
        commands = {
            "update": Command.update(self.note.id, {"body": "x"}),
            "delete": Command.delete(self.note.id),
            "unlink": Command.unlink(self.note.id),
            "clear": Command.clear(),
            "set": Command.set([]),
        }
        for name, record in beside.items():
            for who, parent in self.users_of(record).items():
                for command, value in commands.items():
                    doors[f"{who}: {command} from {name}"] = lambda p=parent, n=name, v=value: p.write({n: [v]})
        self.assert_kept(doors)

    def test_sql_and_the_trigger_below(self):
        run = self.env.cr.execute
        table = "casecon_note"
        self.assert_kept(
            {
                "update text": lambda: run(f"UPDATE {table} SET text_revision = 9 WHERE id = %s", [self.note.id]),
                "update a column": lambda: run(f"UPDATE {table} SET author_id = 1 WHERE id = %s", [self.note.id]),
                "back to draft": lambda: run(f"UPDATE {table} SET state = 'draft' WHERE id = %s", [self.note.id]),
                "text with the error mark": lambda: run(
                    f"UPDATE {table} SET entered_in_error = true, text_uuid = 'x' WHERE id = %s", [self.note.id]
                ),
                "delete": lambda: run(f"DELETE FROM {table} WHERE id = %s", [self.note.id]),
                "replica of the row": lambda: run(
                    f"INSERT INTO {table} SELECT * FROM {table} WHERE id = %s", [self.note.id]
                ),
            }
        )

    def test_the_mark_of_error_is_not_taken_back_by_sql(self):
        self.as_("clinician", self.note).action_mark_error("Another person's")
        self.env.flush_all()
        before = self.stored(self.note)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE casecon_note SET entered_in_error = false WHERE id = %s", [self.note.id])
        self.assertEqual(self.stored(self.note), before)

    def test_deleting_what_it_hangs_on(self):
        run = self.env.cr.execute
        employee, user = self.people["employee"], self.users["clinician"]
        self.assert_kept(
            {
                "the employee": lambda: employee.with_user(SUPERUSER_ID).unlink(),
                "the conference": lambda: self.conference.with_user(SUPERUSER_ID).unlink(),
                "the author": lambda: user.with_user(SUPERUSER_ID).unlink(),
                "the company": lambda: self.company.with_user(SUPERUSER_ID).unlink(),
                "the clinician": lambda: self.chair.with_user(SUPERUSER_ID).unlink(),
                "the employee by SQL": lambda: run("DELETE FROM hr_employee WHERE id = %s", [employee.id]),
                "the conference by SQL": lambda: run(
                    "DELETE FROM casecon_conference WHERE id = %s", [self.conference.id]
                ),
                "the author by SQL": lambda: run("DELETE FROM res_users WHERE id = %s", [user.id]),
            }
        )

    def test_merging_the_people(self):
        partners = self.users["clinician"].partner_id | self.users["colleague"].partner_id
        employees = self.people["employee"].work_contact_id | self.people["colleague"].work_contact_id
        merge = self.env["base.partner.merge.automatic.wizard"].with_user(SUPERUSER_ID)
        self.harmless = ("the author's partner", "the employee's contact")
        self.assert_kept(
            {
                "the author's partner": lambda: merge._merge(partners.ids, partners[1], extra_checks=False),
                "the employee's contact": lambda: merge._merge(employees.ids, employees[1], extra_checks=False),
            }
        )

    def server_action(self, **vals):
        model_id = self.env["ir.model"]._get_id("casecon.note")
        action = self.env["ir.actions.server"].create({"name": "Try", "model_id": model_id, **vals})
        return action.with_context(active_model="casecon.note", active_id=self.note.id, active_ids=self.note.ids).run()

    @mute_logger("odoo.addons.base.models.ir_actions")
    def test_server_actions(self):
        field = self.env["ir.model.fields"]._get("casecon.note", "progress")
        choice = self.env["ir.model.fields.selection"].search([("field_id", "=", field.id), ("value", "=", "none")])
        codes = (
            "record.write({'body': 'x'})",
            "record.unlink()",
            "record._write({'text_revision': 9})",
            "record.sudo().write({'state': 'draft'})",
            "record.copy()",
            "env.cr.execute('DELETE FROM casecon_note')",
            "env.cr.execute('UPDATE casecon_note SET text_revision = 9')",
        )
        doors = {code: lambda code=code: self.server_action(state="code", code=code) for code in codes}
        doors["update record"] = lambda: self.server_action(
            state="object_write", update_path="progress", selection_value=choice.id
        )
        self.assert_kept(doors)

    def test_the_trigger_alone_keeps_it(self):
        """The guard in the model is one lock; the trigger is another, and tells nothing of the row."""
        for statement in (
            "UPDATE casecon_note SET has_text = false WHERE id = %s",
            "DELETE FROM casecon_note WHERE id = %s",
        ):
            with (
                self.subTest(statement=statement),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation) as refusal,
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [self.note.id])
            self.assertNotIn(SECRET, str(refusal.exception))

    def test_a_draft_is_not_swept_away_with_its_author_or_employee(self):
        note = self.draft()
        for record in (self.people["employee"], self.users["clinician"]):
            with (
                self.subTest(record=record._name),
                mute_logger("odoo.sql_db", "odoo.models.unlink"),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                record.with_user(SUPERUSER_ID).unlink()
                self.env.flush_all()
        self.assertTrue(note.exists())
