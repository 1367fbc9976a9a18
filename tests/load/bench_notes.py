"""What sealing costs: notes now beside notes of the last commit that kept them in clear.

Run by `make bench-notes`. Two servers in one run, each with 80 signed notes about one person; requests alternate. What
a person waits for when they open a note: before, the form; now, the form and the frame in it. PostgreSQL waits for the
disk here, as in production. Absolute times are this machine's; ratios of medians are judged, and one limit that people
notice.
"""

import itertools
import json
import statistics
from pathlib import Path

from dev import database, odoo, postgres, upgrade
from dev.places import LOGS
from dev.say import Failure, step
from dev.server import serving
from tests.load.bench_pages import Site, compared, specification, taken
from tests.texts import NOTE, page

# The last commit whose notes stand in clear.
BEFORE = "e45344d"
HERE = Path(__file__).parent
PERSON = [["name", "=", "Person 01"]]
_NUMBER = itertools.count(1)


def opened(site, note, framed):
    """A note as a person opens it: its form, and the frame in it."""
    arch, models = site.view(NOTE, "form")
    spec = specification(arch, NOTE, models)
    text = framed and site.rpc.call(NOTE, "read", [note], ["text_uuid"])[0]["text_uuid"]

    def call():
        site.rpc.call(NOTE, "web_read", [note], spec)
        if text:
            page(site.rpc, text)

    return site, call


def record(site, number):
    """The page of so many texts."""
    rows = site.rpc.call(NOTE, "search_read", [["employee_id", "in", person(site)]], ["text_uuid"], limit=number)
    texts = [row["text_uuid"] for row in rows]
    return site, lambda: page(site.rpc, *texts)


def employee_form(site):
    """The employee's form with the list of notes, as the web client asks for both."""
    arch, models = site.view("hr.employee.public", "form")
    spec = specification(arch, "hr.employee.public", models)
    arch, models = site.view(NOTE, "list")
    spec["casecon_note_ids"] = {"fields": specification(arch, NOTE, models), "limit": 40}
    one = person(site)
    return site, lambda: site.rpc.call("hr.employee.public", "web_read", one, spec)


def written(site):
    """A note, written and signed."""
    (one,) = person(site)

    def call():
        words = f"Note {next(_NUMBER)}. " + "Slept better, walks to work. " * 16
        (note,) = site.rpc.call(NOTE, "create", [{"employee_id": one, "body": words}])
        site.rpc.call(NOTE, "action_sign", [note])

    return site, call


def person(site):
    return site.rpc.call("hr.employee.public", "search", PERSON)


def rows(before, now, log):
    """(row, what, wanted, reached, whether it is reached)"""
    notes = [site.rpc.call(NOTE, "search", [["employee_id", "in", person(site)]], limit=1)[0] for site in (before, now)]
    (clear, _asked), (sealed, _asked) = taken(opened(before, notes[0], False), opened(now, notes[1], True))
    yield compared("1", "one note opened / in clear", statistics.median(sealed), statistics.median(clear), 1.5)
    slow = statistics.quantiles(sealed, n=20)[-1]
    yield "1", "the slowest twentieth of these", "≤ 150 ms", f"{slow:.0f} ms", slow <= 150
    (one, _asked), (twenty, _asked) = taken(record(now, 1), record(now, 20))
    yield compared("2", "page of 20 texts / of one", statistics.median(twenty), statistics.median(one), 1.3)
    (clear, _asked), (sealed, _asked) = taken(employee_form(before), employee_form(now))
    yield compared("3", "employee form with 80 notes / in clear", *map(statistics.median, (sealed, clear)), 1.0)
    (clear, _asked), (sealed, _asked) = taken(written(before), written(now))
    yield compared("4", "note written and signed / in clear", *map(statistics.median, (sealed, clear)), 1.4)
    for writers, (plain, logged) in log.items():
        yield compared(
            "5", f"row of the log / plain row, {writers} writers", logged, plain, 2 if writers == "1" else 2.5
        )


def log_rows(name):
    """{writers: (milliseconds of a plain row, of a row of the log)}"""
    log = LOGS / "bench_log.log"
    odoo.shell(name, (HERE / "log_data.py").read_text(), log)
    (found,) = (line for line in log.read_text().splitlines() if line.startswith("LOG "))
    return json.loads(found.removeprefix("LOG "))


def origin(addons):
    """The demo company of `BEFORE`, made once."""
    name = database.name(f"earlier_{BEFORE}")
    if not database.exists(name):
        try:
            with step(f"Building the database of {BEFORE}"):
                database.earlier(name, addons)
        except BaseException:
            database.drop(name)
            raise
    return name


def run():
    """Print the table; the exit status tells whether all of it is reached."""
    if postgres.query("SHOW fsync") != "on":
        raise Failure("PostgreSQL runs already, and does not wait for the disk. End what uses it: dev/casecon stop")
    before, now, addons = database.name("bench_clear"), database.name("bench_sealed"), upgrade.unpacked(BEFORE)
    database.clone(origin(addons), before)
    database.clone(database.template(), now)
    script = (HERE / "notes_data.py").read_text()
    odoo.shell(before, script, LOGS / "bench_clear.log", addons=addons)
    odoo.shell(now, script, LOGS / "bench_sealed.log")
    log, met = log_rows(now), []
    with serving(before, addons=addons) as one, serving(now) as two:
        print(f"row  {'what':<44} wanted    reached", flush=True)
        sites = [Site(server, "clinician", portal=None) for server in (one, two)]
        for row, what, wanted, reached, is_met in rows(*sites, log):
            met.append(is_met)
            print(f"{row:<4} {what:<44} {wanted:<9} {reached}{'' if is_met else '   OVER'}", flush=True)
    print(f"\n{sum(met)} passed, {len(met) - sum(met)} failed")
    return 0 if all(met) else 1
