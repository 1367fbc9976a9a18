"""Canaries in every restricted text of every case, and facts that a stranger must not learn: planted past the app.

A canary names its table, its column and its row: `canary-request-reason.17.`.
"""

import re

from dev import postgres
from tests.cases import text, weekday
from tests.hostile.roles import COMPANY, READ_BY, STRANGERS, Roles

CANARY = re.compile(r"canary-[a-z-]+\.\d+\.")
PERSON = "Tom Whitfield"  # of the demo data; his login is `employee`
SHOWN_TO_ALL = {"casecon_room", "casecon_clinician"}
# Ciphertexts, their keys and the log: no word stands there, and what is written while it is walked is sealed.
WITHOUT_WORDS = {
    "casecon_access",
    "casecon_access_entry",
    "casecon_sealed",
    "casecon_sealed_key",
    "casecon_sealed_store",
}
PARTICIPANTS = {"employee", "manager", "hr", "clinician"}  # of the case that is walked
DIRECTORY = frozenset(
    {"hr.employee", "hr.employee.public", "res.partner", "res.users", "resource.resource", "hr.department"}
)
# Whose a row is; what is not named here is nobody's.
CASE_OF = {
    "casecon_feed": "NULL",  # a person's, whatever cases they have
    "casecon_conference": "id",
    "casecon_consent_answer": "(SELECT conference_id FROM casecon_consent_line WHERE id = line_id)",
    "casecon_minutes_version": "(SELECT conference_id FROM casecon_minutes WHERE id = minutes_id)",
    "casecon_minutes_comment": "(SELECT conference_id FROM casecon_minutes WHERE id = minutes_id)",
    "casecon_report": "-id",  # of several cases, or of none yet: a case of its own, see OF_REPORTS
    "casecon_message": "NULL::int",
    "casecon_busy": "NULL::int",
    "casecon_sealed": "NULL::int",
    "casecon_sealed_key": "NULL::int",
    "casecon_login": "0",
    "casecon_login_change": "0",
}
HATS = """
    SELECT c.id, 'employee', u.login FROM casecon_conference c JOIN hr_employee e ON e.id = c.employee_id
      JOIN res_users u ON u.id = e.user_id
    UNION SELECT c.id, 'manager', u.login FROM casecon_conference c JOIN hr_employee e ON e.id = c.manager_id
      JOIN res_users u ON u.id = e.user_id
    UNION SELECT c.id, 'requester', u.login FROM casecon_conference c JOIN res_users u ON u.id = c.requester_id
      WHERE c.requester_replaced IS NOT TRUE
    UNION SELECT a.conference_id, 'companion', u.login FROM casecon_attendee a
      JOIN res_users u ON u.partner_id = a.partner_id WHERE a.role = 'companion' AND a.removed_at IS NULL
"""
# Whoever takes part in a conference reads the report that it is about; an employee, the one that was offered to them.
OF_REPORTS = f"""
    SELECT -c.report_id, hats.hat, hats.login FROM ({HATS}) AS hats(conference, hat, login)
      JOIN casecon_conference c ON c.id = hats.conference WHERE c.report_id IS NOT NULL AND hats.hat <> 'companion'
    UNION SELECT -r.id, 'employee', u.login FROM casecon_report r JOIN hr_employee e ON e.id = r.employee_id
      JOIN res_users u ON u.id = e.user_id WHERE r.offered_at IS NOT NULL OR r.state = 'released'
"""


class World:
    """`World(server, rpc, cases)`: `secrets(login)`, `facts(login)` and `hidden(login)`: what is not theirs."""

    def __init__(self, server, rpc, cases):
        self.server, self.admin = server, rpc("admin")
        self.start = weekday(15, 13, 45)
        self.conference = cases.booked(PERSON, self.start)
        rpc("employee").call(
            "casecon.conference", "action_set_companion", [self.conference], "Quillon Canary", "quillon@example.com"
        )
        cases.wait_until_all_are_told(self.conference)
        self._sign_up("stranger")
        partner, conference = self._stand_in(cases, rpc("hr"))
        self.texts = {**self._plant(), f"canary-stand-in.{partner}.": ("stand_in", "", conference)}
        self.rows_of = {**self._rows_of(), "res.partner": {partner: conference}}
        hats = self.rows(f"{HATS} UNION {OF_REPORTS}")
        self.roles = Roles([(int(case), hat, login) for case, hat, login in hats])

    def sql(self, statement):
        return postgres.query(statement, database=self.server.db)

    def rows(self, statement):
        return [line.split("|") for line in self.sql(statement).splitlines()]

    def _sign_up(self, login):
        portal = self.admin.call("ir.model.data", "search_read", [("name", "=", "group_portal")], ["res_id"])
        groups = [(6, 0, [row["res_id"] for row in portal])]
        vals = {"name": "A Stranger", "login": login, "password": login, "group_ids": groups}
        self.admin.call("res.users", "create", [vals], context={"no_reset_password": True})

    def _plant(self):
        """A word of its own in every free text of every row of ours: {word: (table, column, case)}."""
        columns = self.rows(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name LIKE 'casecon\\_%' AND data_type IN ('text', 'character varying') ORDER BY 1, 2"
        )
        selections = {
            (model.replace(".", "_"), name)
            for model, name in self.rows(
                "SELECT model, name FROM ir_model_fields WHERE model LIKE 'casecon.%' AND ttype = 'selection'"
            )
        }
        planted = {}
        columns = [(table, column) for table, column in columns if table not in WITHOUT_WORDS]
        tables = sorted({table for table, _column in columns} - SHOWN_TO_ALL)
        for table in tables:
            self.sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, column in columns:
            kept = table in SHOWN_TO_ALL or (table, column) in selections or column in ("name", "ical_uid", "digest")
            if kept and (table, column) != ("casecon_agenda_item", "name"):
                continue
            word = f"canary-{table.removeprefix('casecon_')}-{column}".replace("_", "-")
            set_to = f"""'<p id="p-1">{word}.' || id || '.</p>'"""
            told = self.sql(f'UPDATE {table} SET "{column}" = {set_to} RETURNING id, {self._case_of(table)}')
            for row_id, case in (line.split("|") for line in told.splitlines() if "|" in line):
                planted[f"{word}.{row_id}."] = (table, column, int(case) if case else None)
        for table in tables:
            self.sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return planted

    def _stand_in(self, cases, hr):
        """Somebody new, whose login OH does not know yet, has a case: the contact that stands in tells nobody."""
        vals = {"name": "Xenia Starter", "login": "starter", "password": "starter"}
        login = self.admin.call("res.users", "create", vals, context={"no_reset_password": True})
        hr.call("hr.employee", "create", {"name": "Xenia Starter", "user_id": login})
        conference = cases.ask("hr", "Xenia Starter")
        ((partner,),) = self.rows(
            "UPDATE res_partner SET name = 'canary-stand-in.' || id || '.' WHERE casecon_stands_in AND id ="
            f" (SELECT partner_id FROM casecon_attendee WHERE conference_id = {conference} AND role = 'employee')"
            " RETURNING id"
        )[:1]
        return int(partner), conference

    def _case_of(self, table):
        return CASE_OF.get(table, "conference_id")

    def _rows_of(self):
        """{model: {id: case}} of what belongs to cases."""
        found = {}
        for (model,) in self.rows(
            "SELECT model FROM ir_model WHERE model LIKE 'casecon.%' AND NOT abstract ORDER BY 1"
        ):
            table = model.replace(".", "_")
            if table not in SHOWN_TO_ALL and self.sql(f"SELECT to_regclass('{table}')").strip():
                rows = self.rows(f"SELECT id, {self._case_of(table)} FROM {table} ORDER BY id")
                found[model] = {int(row): int(case) if case else None for row, case in rows}
        mine = f"SELECT event_id FROM casecon_conference WHERE id = {self.conference}"
        found["calendar.event"] = {int(row): self.conference for (row,) in self.rows(mine)}
        rows = self.rows(f"SELECT id FROM calendar_attendee WHERE event_id IN ({mine})")
        found["calendar.attendee"] = {int(row): self.conference for (row,) in rows}
        return found

    def hidden(self, login):
        """{model: up to three ids that are not theirs}, those of the walked case first."""
        found = {}
        for model, rows in self.rows_of.items():
            if model.startswith("calendar."):
                others = [row for row in rows if login not in PARTICIPANTS]
            elif model == "res.partner":
                others = [row for row, case in rows.items() if not self.roles.reads(login, "stand_in", "", case)]
            else:
                table = model.replace(".", "_")
                columns = {column for name, column, _case in self.texts.values() if name == table} or {""}
                others = [
                    row
                    for row, case in rows.items()
                    if not any(self.roles.reads(login, table, column, case) for column in columns)
                ]
            ids = sorted(others, key=lambda row: (rows[row] != self.conference, row))[:3]
            found |= {model: ids} if ids else {}
        return found

    def secrets(self, login):
        """The words that this login may not read."""
        return {word for word, where in self.texts.items() if not self.roles.reads(login, *where)}

    def facts(self, login):
        """Who has a case and with whom they meet, and when: {text: models that may show it}."""
        if login not in STRANGERS:
            return {}
        elsewhere = frozenset(model for model in self.models() if not model.startswith("casecon."))
        # what is kept of everybody says whose it was to those who look after it
        kept = ("casecon.access.entry", "casecon.login.change")
        traced = {name for name in kept if READ_BY[name.replace(".", "_")] & COMPANY.get(login, set())}
        return {
            # a colleague like any other: shown by the directory, by meetings, by pages
            PERSON: elsewhere | {""} | traced,
            text(self.start): frozenset(),
            "Quillon Canary": DIRECTORY,
            "quillon@example.com": DIRECTORY,
        }

    def models(self):
        found = self.rows("SELECT model FROM ir_model WHERE NOT abstract ORDER BY model")
        return [model for (model,) in found]
