"""A database of an earlier commit is updated with `-u`: nothing is lost, everybody reads it, and its lives go on."""

import pytest

from dev import database, postgres, upgrade
from dev.server import serving
from tests.personas import PERSONAS
from tests.rpc import Rpc

CONFERENCE, MINUTES = "casecon.conference", "casecon.minutes"
COPIES = {"casecon_busy"}  # of what stands elsewhere, filled again without what is past: see test_busy_copy.py
# Texts that the update seals, and their columns.
SEALED = {
    "casecon_note": ("body", "about"),
    "casecon_consent_line": ("wording", "kind"),
    "casecon_needs": ("text",),
}
# What the update is meant to change, each with its reason.
MOVED = {
    ("casecon_login", "kept_out_user_id"),  # one former login; now a table of them
    # sealed: see test_every_text_is_sealed
    *((table, column) for table, columns in SEALED.items() for column in columns),
}


@pytest.fixture(scope="module")
def was_and_is(postgresql):
    """All rows before the update and after it, and the name of the database."""
    name = upgrade.before()
    was = upgrade.rows(name)
    assert "texts are not sealed yet. Sealed text is closed" in upgrade.update(name, keys=False)
    waiting = upgrade.rows(name)
    for table, columns in SEALED.items():
        kept = {row["id"]: [row[f"clear_{column}"] for column in columns] for row in waiting[table]}
        assert kept == {row["id"]: [row[column] for column in columns] for row in was[table]}, "it waits for a key"
    files = {table: upgrade.file_of(name, table) for table in SEALED}
    assert "texts sealed" in upgrade.update(name)
    for table, file in files.items():
        assert file != upgrade.file_of(name, table), "rewritten: no dead row holds text"
    yield was, upgrade.rows(name), name
    database.drop(name)


@pytest.fixture(scope="module")
def server(was_and_is):
    with serving(was_and_is[2]) as running:
        yield running


def test_it_has_conferences_in_every_state(was_and_is):
    was, _now, _name = was_and_is
    states = {row["state"] for row in was["casecon_conference"]}
    assert states == {
        *("requested", "scheduled", "prepared", "in_session", "held", "closed"),
        *("refused", "cancelled", "not_held"),
    }
    assert {row["state"] for row in was["casecon_minutes"]} == {"draft", "fact_check", "final"}
    assert {row["kind"] for row in was["casecon_minutes_comment"]} >= {"comment", "flag", "answer"}
    assert any(row["waits"] and row["employee_id"] for row in was["casecon_login"])


def test_no_row_and_no_word_is_lost(was_and_is):
    was, now, _name = was_and_is
    lost = []
    for table, rows in was.items():
        if table in COPIES:
            continue
        kept = {row.get("id"): row for row in now.get(table, [])}
        for row in rows:
            after = kept.get(row.get("id"))
            if "id" not in row:
                shared = [{name: one.get(name) for name in row} for one in now.get(table, [])]
                lost += [] if row in shared else [(table, row)]
            elif after is None:
                lost.append((table, row["id"]))
            else:
                if _is_planned_again(row, after, now):
                    continue
                lost += [
                    (table, row["id"], column, value, after.get(column, "no such column"))
                    for column, value in row.items()
                    if after.get(column, "no such column") != value and (table, column) not in MOVED
                ]
    assert not lost, len(lost)


def test_every_text_is_sealed(was_and_is):
    """Each opens as it was, what it is about with it; no column holds any of them; what was signed or answered is."""
    was, now, name = was_and_is
    assert {row["state"] for row in was["casecon_note"]} == {"draft", "signed"}
    found = upgrade.sealed_texts(name)
    for table, columns in SEALED.items():
        first, *_others = columns
        clear = {
            row["id"]: {**{column: row[column] for column in columns}, first: row[first] or ""} for row in was[table]
        }
        assert len(clear) > 0, table
        assert found[table.replace("_", ".")] == {
            record: [text] for record, text in clear.items() if any(text.values())
        }, table
        for row in now[table]:
            assert (row["has_text"], row["text_revision"]) == ((True, 1) if clear[row["id"]][first] else (None, None))
            assert not {*columns, *(f"clear_{column}" for column in columns)} & set(row)
    signed = {(row["owner_model"], row["owner_id"]) for row in now["casecon_sealed"] if row["signed"]}
    assert signed == {
        *(("casecon.note", row["id"]) for row in was["casecon_note"] if row["state"] == "signed"),
        *(("casecon.consent.line", row["line_id"]) for row in was["casecon_consent_answer"]),
    }


def _is_planned_again(row, after, now):
    """A reminder that waits is made again by each update: the row is void, and its like waits."""
    if row.get("kind") != "reminder" or after["state"] != "void":
        return False
    same = ("attendee_id", "about", "due_at")
    return any(
        one["state"] == "waiting" and all(one[name] == row[name] for name in same) for one in now["casecon_message"]
    )


@pytest.mark.parametrize("login", PERSONAS)
def test_everybody_reads_what_they_read_before(server, login):
    """Each model of ours, all fields that the person's own form shows; one answer for each that they may list."""
    session = Rpc(server, login, login)
    models = postgres.query(
        "SELECT DISTINCT m.model FROM ir_model m JOIN ir_model_access a ON a.model_id = m.id"
        " WHERE m.model LIKE 'casecon.%' AND NOT m.transient AND NOT m.abstract AND a.perm_read ORDER BY 1",
        server.db,
    ).splitlines()
    for model in models:
        if session.call(model, "has_access", [], "read"):
            names = session.call(model, "fields_get", [], ["type"])
            found = session.call(model, "search_read", [], list(names))
            assert isinstance(found, list), model
    if login.startswith("portal") or login == "employee":
        for row in session.call(CONFERENCE, "search_read", [], ["id"]):
            with session.open(f"{server.url}/my/conferences/{row['id']}") as page:
                assert page.status == 200, page.status


def test_the_meeting_goes_on(server):
    clinician = Rpc(server, "clinician", "clinician")
    (meeting,) = clinician.call(CONFERENCE, "search", [("state", "=", "in_session")])
    room = clinician.call("casecon.attendee", "search", [("conference_id", "=", meeting), ("removed_at", "=", False)])
    clinician.call(CONFERENCE, "action_resume", [meeting], present_attendee_ids=room)
    clinician.call(CONFERENCE, "action_end", [meeting])
    assert clinician.call(CONFERENCE, "read", [meeting], ["state"])[0]["state"] == "held"


def test_the_check_of_the_minutes_goes_on(server):
    grace, hr = Rpc(server, "portal.employee", "portal.employee"), Rpc(server, "hr", "hr")
    clinician = Rpc(server, "clinician", "clinician")
    (minutes,) = hr.call(MINUTES, "search", [("state", "=", "fact_check"), ("comment_ids.kind", "=", "flag")])
    (shown,) = grace.call(MINUTES, "read", [minutes], ["text_digest"])
    clinician.call(MINUTES, "action_resolve_flag", [minutes], "p-2", digest=shown["text_digest"])
    grace.call(MINUTES, "action_answer_fact_check", [minutes], digest=shown["text_digest"])
    hr.call(MINUTES, "action_finalise", [minutes])
    assert hr.call(MINUTES, "read", [minutes], ["state"])[0]["state"] == "final"
