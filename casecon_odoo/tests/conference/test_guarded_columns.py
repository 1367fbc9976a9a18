"""No door leads to a guarded column: each that was found open somewhere is tried here."""

from datetime import timedelta

import psycopg2
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ...models import clock
from ..common import SECRET, promise
from ..life import LENGTH, LifeCase

FORGED = {
    "boolean": True,
    "integer": 3,
    "char": "forged",
    "text": "forged",
    "html": "<p>forged</p>",
    "date": "2026-06-02",
    "datetime": "2026-06-02 09:00:00",
    "one2many": [(5, 0, 0)],
    "many2many": [(5, 0, 0)],
    "json": {"notice_days": 1},
}


@promise("casecon_guard")
class TestGuardedColumns(LifeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls.made()
        cls.conference = self.scheduled()
        cls.request = self.ask_for("portal_employee")
        self.as_("employee", cls.conference).action_set_needs(text=f"{SECRET} needs", on_the_day="A quiet room")
        self.as_("employee", cls.conference).action_waive_notice(
            earliest_start="2026-06-10 09:00:00", reason=f"{SECRET} waiver"
        )

        self.live_a_whole_life()

    def live_a_whole_life(self):
        """One record at least of everything that is guarded."""
        self.signed()
        conference = self.prepared("colleague", by="other_manager", start="2026-06-15 12:00:00")
        line = self.propose(conference)
        self.as_("clinician", line).action_grant(self.row(conference, "hr").ids, through="phone", words="Yes")
        with clock.at(conference.start):
            self.start(conference, absent=("manager",))
        with clock.at(conference.start + timedelta(minutes=1)):
            self.as_("clinician", line).action_disclose()
            self.as_("clinician", conference.agenda_item_ids[:1]).action_park()
        with clock.at(conference.start + LENGTH):
            late = self.as_("clinician", self.row(conference, "manager"))
            late.action_was_present(str(conference.start), str(conference.start + timedelta(minutes=2)))
            self.as_("clinician", conference).action_end()
            hr = {model: self.as_("hr", self.env[model]) for model in ("casecon.minutes", "casecon.decision")}
            vals = {"conference_id": conference.id}
            minutes = hr["casecon.minutes"].create({**vals, "body": "<p>One</p>"})
            hr["casecon.decision"].create({**vals, "kind": "decision", "name": "One"})
            minutes.action_send_for_fact_check()
            self.as_("colleague", minutes).action_comment(paragraph_id="p-1", text="Yes", digest=minutes.text_digest)

    def forged(self, model, name):
        field = model._fields[name]
        if field.type == "many2one":
            return self.env[field.comodel_name].sudo().search([], limit=1).id
        if field.type == "selection":
            return field.get_values(self.env)[-1]
        return FORGED[field.type]

    def assert_refused(self, door):
        """The door refuses, and everything is as it was."""
        before = self.dump()
        with self.assertRaises(UserError):
            door()
        self.assertEqual(self.dump(), before)

    def guarded_records(self):
        for name, model in self.registry.items():
            if getattr(model, "_guarded", ()) and not model._abstract:
                record = self.env[name].search([], limit=1)
                self.assertTrue(record, f"no {name} to try")
                yield record

    def test_no_guarded_column_is_written_not_even_by_the_superuser(self):
        for record in self.guarded_records():
            for name in (*sorted(record._guarded_of_all()), *record._guarded_later):
                with self.subTest(column=f"{record._name}.{name}"):
                    superuser = record.with_user(SUPERUSER_ID)
                    self.assertRaises(UserError, superuser.write, {name: self.forged(record, name)})
                    self.assertRaises(UserError, superuser.web_save, {name: self.forged(record, name)}, {"id": {}})

    def test_no_guarded_column_is_given_at_creation(self):
        vals = {"employee_id": self.people["employee"].id}
        for name in sorted(self.conference._guarded_of_all()):
            for user in ("hr", "manager", self.env.user):
                conferences = self.as_(user, self.env["casecon.conference"])
                with self.subTest(column=name, user=user):
                    self.assertRaises(UserError, conferences.create, {**vals, name: self.forged(self.conference, name)})
        for record in self.guarded_records():
            if record._name not in ("casecon.conference", "casecon.agenda.item"):
                with self.subTest(model=record._name):
                    self.assertRaises(UserError, record.browse().create, {"conference_id": self.conference.id})

    def test_the_booking_is_closed_to_writing_once_it_stands(self):
        for name in ("start", "duration", "mode", "place", "video_url", "clinician_id", "manager_id", "hr_user_id"):
            vals = {name: self.forged(self.conference, name)}
            for user in ("hr", "clinician", "oh_admin", self.env.ref("base.user_root")):
                with self.subTest(column=name, user=user):
                    self.assert_refused(lambda: self.as_(user, self.conference).write(vals))  # noqa: B023
        self.as_("hr", self.request).write({"start": "2026-06-20 09:00:00"})  # a proposal, as long as it is one

    def test_doors_of_the_web_client_and_of_import(self):
        vals = {"state": "cancelled"}
        for user in ("hr", "employee", "portal_employee"):
            conference = self.request if user == "portal_employee" else self.conference
            with self.subTest(user=user):
                self.assert_refused(lambda: self.as_(user, conference).write(vals))  # noqa: B023
                self.assert_refused(lambda: self.as_(user, conference).web_save(vals, {"state": {}}))  # noqa: B023
                self.assert_refused(lambda: self.as_(user, conference).web_save_multi([vals], {"state": {}}))  # noqa: B023
                before = self.dump()
                loaded = self.as_(user, conference).load([".id", "state"], [[str(conference.id), "Cancelled"]])
                self.assertFalse(loaded["ids"])
                self.env.invalidate_all()
                self.assertEqual(self.dump(), before)
        self.assert_refused(lambda: self.as_("hr", self.conference).copy())
        self.assert_refused(lambda: self.as_("hr", self.conference).copy({"state": "closed"}))

    def test_commands_from_a_neighbour_carry_nothing_in(self):
        row, item, request = self.row(self.conference, "manager"), self.conference.agenda_item_ids, self.conference
        forged = {
            "attendee_ids": {"answer": "accepted"},
            "request_ids": {"return_reason": "forged"},
            "change_ids": {"reason": "forged"},
            "needs_ids": {"text_uuid": "forged"},
            "agenda_item_ids": {"state": "parked"},
        }
        for name, vals in forged.items():
            record = self.conference[name][:1]
            for command in ((1, record.id, vals), (0, 0, vals), (2, record.id, 0), (3, record.id, 0)):
                if name == "agenda_item_ids" and command[0] in (2, 3):
                    continue  # HR may take an item off the agenda
                with self.subTest(name=name, command=command[0]):
                    self.assert_refused(lambda: self.as_("hr", self.conference).write({name: [command]}))  # noqa: B023
                    self.assert_refused(lambda: self.as_("hr", self.request).write({name: [command]}))  # noqa: B023
        report = self.conference.report_id
        self.assert_refused(
            lambda: report.sudo().write({"conference_ids": [(1, self.conference.id, {"state": "closed"})]})
        )
        self.assertTrue(row and item and request)

    def test_asking_for_a_conference_does_not_reach_into_another(self):
        """`create` runs with raised rights: commands on its lines must not touch the records of others."""
        other = self.request.request_ids
        commands = {
            "request_ids": [(1, other.id, {"reason": "forged"})],
            "attendee_ids": [(1, self.row(self.conference, "hr").id, {"answer": "declined"})],
            "needs_ids": [(1, self.conference.needs_ids.id, {"text_uuid": "forged"})],
        }
        vals = {"employee_id": self.people["colleague"].id}
        for name, lines in commands.items():
            with self.subTest(name=name):
                ask = self.as_("other_manager", self.env["casecon.conference"])
                self.assert_refused(lambda: ask.create({**vals, name: lines}))  # noqa: B023
        ask = self.as_("other_manager", self.env["casecon.conference"])
        ask.with_context(default_request_ids=commands["request_ids"]).create(vals)
        self.env.invalidate_all()
        self.assertEqual(other.reason, "Away since March")

    def test_defaults_decide_nothing_of_what_is_guarded(self):
        self.env["ir.default"].set("casecon.conference", "state", "closed")
        self.env["ir.default"].set("casecon.conference", "confirmed_minutes", 90)
        conferences = self.as_("manager", self.env["casecon.conference"]).with_context(
            default_state="held",
            default_accepted_at="2026-06-01 09:00:00",
            default_briefed_on="2026-05-01",
            default_requester_id=self.users["hr"].id,
            default_understood_at="2026-06-01 09:00:00",
        )
        asked = conferences.create({"employee_id": self.people["employee"].id}).sudo()
        self.assertEqual((asked.state, asked.confirmed_minutes), ("requested", 0))
        self.assertEqual(asked.requester_id, self.users["manager"])
        self.assertFalse(asked.accepted_at or asked.briefed_on or asked.understood_at)

    def server_action(self, **vals):
        return self.env["ir.actions.server"].create(
            {"name": "Try", "model_id": self.env["ir.model"]._get_id("casecon.conference"), **vals}
        )

    def run_action(self, action):
        return action.with_context(
            active_model="casecon.conference", active_id=self.conference.id, active_ids=self.conference.ids
        ).run()

    def test_server_actions_are_refused(self):
        self.assert_refused(
            lambda: self.run_action(self.server_action(state="code", code="record.write({'state': 'closed'})"))
        )
        field = self.env["ir.model.fields"]._get("casecon.conference", "state")
        value = self.env["ir.model.fields.selection"].search([("field_id", "=", field.id), ("value", "=", "closed")])
        self.assert_refused(
            lambda: self.run_action(
                self.server_action(state="object_write", update_path="state", selection_value=value.id)
            )
        )

    def test_the_database_knows_the_table_of_moves(self):
        orm = self.conference.with_user(SUPERUSER_ID)
        column = orm._fields["state"]
        doors = {
            "_write": lambda: (orm._write({"state": "closed"}), self.env.flush_all()),
            "field": lambda: (column.write(orm, "closed"), self.env.flush_all()),
            "sql": lambda: self.env.cr.execute(
                "UPDATE casecon_conference SET state = 'requested' WHERE id = %s", [orm.id]
            ),
            "insert": lambda: self.env.cr.execute(
                "INSERT INTO casecon_conference (employee_id, company_id, state) VALUES (%s, %s, 'held')",
                [self.people["employee"].id, self.company.id],
            ),
        }
        for name, door in doors.items():
            with (
                self.subTest(door=name),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation),
            ):
                door()
            self.env.invalidate_all(flush=False)

    def test_nothing_is_deleted(self):
        for record in self.guarded_records():
            if record._name != "casecon.agenda.item":
                with self.subTest(model=record._name):
                    self.assert_refused(lambda: record.with_user(SUPERUSER_ID).unlink())  # noqa: B023
