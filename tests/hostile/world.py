"""Canaries in every restricted text of one case, and facts that a stranger must not learn: planted past the app."""

from dev import postgres
from tests.cases import text, weekday

PERSON = "Tom Whitfield"  # of the demo data; her login is `employee`
SHOWN_TO_ALL = {"casecon_room", "casecon_clinician"}
DIRECTORY = frozenset(
    {"hr.employee", "hr.employee.public", "res.partner", "res.users", "resource.resource", "hr.department"}
)


class World:
    """`World(server, rpc, cases)`: `canaries` for a stranger ({text: models that may show it}) and `hidden` ids."""

    def __init__(self, server, rpc, cases):
        self.server, self.admin = server, rpc("admin")
        self.start = weekday(15, 13, 45)
        self.conference = cases.booked(PERSON, self.start)
        rpc("employee").call(
            "casecon.conference", "action_set_companion", [self.conference], "Quillon Canary", "quillon@example.com"
        )
        cases.wait_until_all_are_told(self.conference)
        self.texts = self._plant()
        self.hidden = self._hidden()

    def sql(self, statement):
        return postgres.query(statement, database=self.server.db)

    def rows(self, statement):
        return [line.split("|") for line in self.sql(statement).splitlines()]

    def _plant(self):
        """A word of its own in every free text of every table of ours: `canary-<table>-<column>`."""
        columns = self.rows(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name LIKE 'casecon\\_%' AND data_type IN ('text', 'character varying') ORDER BY 1, 2"
        )
        selections = {
            (model.replace(".", "_"), name)
            for model, name in self.rows(
                "SELECT model, name FROM ir_model_fields WHERE model LIKE 'casecon.%' AND ttype = 'selection'"
            )
        }
        planted = {}
        tables = sorted({table for table, *_rest in columns} - SHOWN_TO_ALL)
        for table in tables:
            self.sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, column, _kind in columns:
            kept = table in SHOWN_TO_ALL or (table, column) in selections or column in ("name", "ical_uid", "digest")
            if kept and (table, column) != ("casecon_agenda_item", "name"):
                continue
            word = f"canary-{table.removeprefix('casecon_')}-{column}".replace("_", "-")
            if self.sql(f'UPDATE {table} SET "{column}" = \'<p id="p-1">{word}</p>\' RETURNING 1').strip():
                planted[word] = (table, column)
        for table in tables:
            self.sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return planted

    def _hidden(self):
        """Ids of what belongs to cases, by model."""
        hidden = {}
        for (model,) in self.rows(
            "SELECT model FROM ir_model WHERE model LIKE 'casecon.%' AND NOT abstract ORDER BY 1"
        ):
            table = model.replace(".", "_")
            if table not in SHOWN_TO_ALL and self.sql(f"SELECT to_regclass('{table}')").strip():
                hidden[model] = [int(one) for (one,) in self.rows(f"SELECT id FROM {table} ORDER BY id LIMIT 3")]
        mine = f"SELECT event_id FROM casecon_conference WHERE id = {self.conference}"
        hidden["casecon.conference"] = [self.conference, *hidden["casecon.conference"][:2]]
        hidden["calendar.event"] = [int(one) for (one,) in self.rows(mine)]
        hidden["calendar.attendee"] = [
            int(one) for (one,) in self.rows(f"SELECT id FROM calendar_attendee WHERE event_id IN ({mine})")
        ]
        return {model: ids for model, ids in hidden.items() if ids}

    def canaries(self):
        """Texts, and facts: who has a case and with whom they meet, and when. A reference names nobody."""
        texts = dict.fromkeys(self.texts, frozenset())
        elsewhere = frozenset(model for model in self.models() if not model.startswith("casecon."))
        return {
            **texts,
            PERSON: elsewhere | {""},  # a colleague like any other: shown by the directory, by meetings, by pages
            text(self.start): frozenset(),
            "Quillon Canary": DIRECTORY,
            "quillon@example.com": DIRECTORY,
        }

    def models(self):
        found = self.rows("SELECT model FROM ir_model WHERE NOT abstract ORDER BY model")
        return [model for (model,) in found]
