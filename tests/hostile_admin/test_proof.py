"""`make prove-sealed`: what was sealed lies nowhere on the machine in clear, after it was written, read and signed.

Looked through as bytes: every file of PostgreSQL after a checkpoint (tables, their dead rows, the write-ahead log), the
filestore, the sessions, the logs of both servers, and the statements that PostgreSQL remembers. A text that is in clear
is looked for in the same places, and must be found: who looks past everything finds nothing, too.
"""

import secrets

import pytest

from dev import postgres
from dev.places import DATA, LOGS
from tests.hostile_admin.world import CANARIES, CLEAR, World
from tests.texts import page

DRAFT = f"canary-draft-{secrets.token_hex(8)}"


@pytest.fixture(scope="module")
def lived(server, rpc, cases):
    """Canaries of this run alone, in each kind of text; a draft that was changed and deleted, a note that was read."""
    run = {name: f"{canary}-{secrets.token_hex(8)}" for name, canary in CANARIES.items()}
    world = World(server, rpc, cases, run)
    notes = ("casecon.note",)
    employee = cases.employee("Tom Whitfield")
    (draft,) = world.clinician.call(*notes, "create", [{"employee_id": employee, "body": DRAFT}])
    world.clinician.call(*notes, "write", [draft], {"body": f"{DRAFT} again"})
    world.clinician.call(*notes, "unlink", [draft])
    world.clinician.call("casecon.consent.line", "write", [world.item], {"wording": run["item"], "kind": "outlook"})
    world.employee.call("casecon.conference", "action_set_needs", [world.conference], text=run["needs"])
    for name, model in {"note": "casecon.note", "item": "casecon.consent.line", "needs": "casecon.needs"}.items():
        domain = [("id", "=", world.note)] if name == "note" else [("conference_id", "=", world.conference)]
        (record,) = world.clinician.call(model, "search_read", domain, ["text_uuid"])
        assert run[name] in page(world.clinician, record["text_uuid"]), "who may read it reads it"
    return run, world


def places(server):
    """Every file in which a text could lie: (which kind of place, path)."""
    postgres.query("CHECKPOINT", role="postgres")
    for name, folder in {"PostgreSQL": postgres.CLUSTER, "data of Odoo": DATA}.items():
        yield from ((name, path) for path in folder.rglob("*") if path.is_file())
    yield from (("logs", path) for path in (server.log_path, LOGS / "postgres.log"))


def found_on_the_machine(server, words):
    """Of `words`, those that lie somewhere: {word: places}."""
    found = {word: set() for word in words}
    for place, path in places(server):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # a file of a moment
        for word in words:
            if word.encode() in content:
                found[word].add(place)
    said = postgres.query("SELECT query FROM pg_stat_activity", role="postgres")
    return {word: where | ({"statements"} if word in said else set()) for word, where in found.items()}


def test_what_is_sealed_lies_nowhere_in_clear(lived, server):
    run, _world = lived
    found = found_on_the_machine(server, [*run.values(), DRAFT])
    for name in run.keys() - {CLEAR}:
        assert found[run[name]] == set(), name
    assert found[DRAFT] == set(), "a draft that was deleted"
    assert "PostgreSQL" in found[run[CLEAR]], "it is in clear, so whoever looks finds it"
