"""A case with a canary in each text that is sealed, and the administrator who is after them.

What is stolen goes through a parameter of the system, which an administrator can read.
"""

import re

from dev import postgres
from tests.cases import weekday

# Each sealed text, and one in clear beside them: an attack that does not reach that one proves nothing.
CLEAR = "agenda"
CANARIES = {name: f"canary-{name}" for name in ("note", "item", "needs", CLEAR)}
EMPLOYEE = "Tom Whitfield"  # his login is `employee`
LOOT = "casecon_hostile_admin"
FOUND = re.compile("|".join(CANARIES.values()))

# The models in which these texts are at home, and those around them; whatever their fields are, all are read.
HELD_IN = (
    *("casecon.note", "casecon.consent.line", "casecon.needs", "casecon.disclosure", "casecon.agenda.item"),
    *("casecon.sealed", "casecon.sealed.key", "casecon.access.entry"),
)


class World:
    def __init__(self, server, rpc, cases, texts=CANARIES):
        self.server, self.rpc, self.cases = server, rpc, cases
        self.admin, self.clinician, self.employee = rpc("admin"), rpc("clinician"), rpc("employee")
        self.conference = cases.booked(EMPLOYEE, weekday(15, 13, 45))
        employee = cases.employee(EMPLOYEE)
        note = {"employee_id": employee, "conference_id": self.conference, "kind": "pre_call", "body": texts["note"]}
        self.note = self.clinician.call("casecon.note", "create", [note])[0]
        self.clinician.call("casecon.note", "action_sign", [self.note])
        item = {"conference_id": self.conference, "kind": "diagnosis", "wording": texts["item"]}
        self.item = self.clinician.call("casecon.consent.line", "create", [item])[0]
        self.employee.call("casecon.conference", "action_set_needs", [self.conference], text=texts["needs"])
        agenda = {"conference_id": self.conference, "kind": "question", "name": texts[CLEAR]}
        self.clinician.call("casecon.agenda.item", "create", [agenda])

    def made(self, model, vals):
        return self.admin.call(model, "create", [vals])[0]

    def model(self, name):
        return self.admin.call("ir.model", "search", [("model", "=", name)])[0]

    def take(self):
        """What has been brought out since it was last asked for, as the names of the texts."""
        loot = self.admin.call("ir.config_parameter", "get_param", LOOT) or ""
        self.admin.call("ir.config_parameter", "set_param", LOOT, "")
        return found_in(loot)

    def dump(self):
        """Every value of the database, as PostgreSQL prints it."""
        tables = postgres.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", self.server.db)
        return "\n".join(postgres.query(f'TABLE "{table}"', self.server.db) for table in tables.splitlines())


def found_in(loot):
    names = {canary: name for name, canary in CANARIES.items()}
    return {names[canary] for canary in FOUND.findall(str(loot))}


def stealing(env):
    """Python for `safe_eval`, one true expression: reads each text as who runs it and puts it aside as superuser."""
    reads = ", ".join(
        f"{of}.search([]).read() if {of}.has_access('read') else []" for of in (f"{env}['{one}']" for one in HELD_IN)
    )
    put = f"{env}['ir.config_parameter'].sudo().set_param('{LOOT}', str([{reads}]))"
    return f"({put} or True)"
