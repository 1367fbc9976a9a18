"""How fast a time is found, against what no search can do without and against its peers.

Run by `make bench-slots` or `dev/casecon bench-slots [--events 0,100000,1000000] [--write]`. Makes databases of its
own, takes some twenty minutes with a million events, prints each row of the plan with what was reached and what was
wanted; `--write` puts the same into docs/performance.md. Absolute figures are those of one machine: look at ratios.
"""

import functools
import json
import statistics
import time

from dev import database, odoo, packages, postgres
from dev.places import ADDON, LOGS, ROOT, RUN
from dev.say import say, step
from dev.server import serving
from tests.load.slots_report import report
from tests.rpc import Rpc

READS, BOOKINGS = 60, 25  # rounds


def main(events, write):
    """`events`: the sizes, in order, as text; `write`: put the page into docs/."""
    sizes = [int(size) for size in events.split(",")]
    LOGS.mkdir(parents=True, exist_ok=True)
    with postgres.running():
        found = measured(sizes)
    text = report(found, sizes, f"dev/casecon bench-slots --events {events}")
    say(text)
    if write:
        page = ROOT / "docs" / "performance.md"
        _slots, heading, pages = page.read_text().partition("\n## Pages\n")  # the section of bench-pages stays
        page.write_text(f"{text.rstrip()}\n{heading}{pages}")
    return 0


def measured(sizes):
    """Everything that was seen, as plain values."""
    found = calendar_rows()
    with_peer()
    name = database.name("bench")
    with step("Building the benchmark's database"):
        database.clone(database.base(demo=False), name)
        install(name, f"{ADDON},resource_booking")
    out = RUN / "bench_slots.json"
    in_odoo(name, f"from tests.load import slots_run\nslots_run.main(env, {sizes!r}, {str(out)!r})\n", "bench_slots")
    found |= json.loads(out.read_text())
    found |= rpc_rows(name)
    database.drop(name)
    return found


def with_peer():
    """Give every Odoo of this run the peer's addons too."""
    folder = packages.ensure_folder("bench")
    plain_command, plain_environment = odoo.command, odoo.environment

    def command(*arguments, **options):
        return [
            f"{part},{folder / 'odoo' / 'addons'}" if str(part).startswith("--addons-path=") else part
            for part in plain_command(*arguments, **options)
        ]

    def environment():
        settings = plain_environment()
        return {**settings, "PYTHONPATH": f"{settings['PYTHONPATH']}:{folder}"}

    odoo.command, odoo.environment = command, environment


def install(name, modules):
    log = LOGS / f"install_{name}.log"
    status = odoo.run(name, "-i", modules, "--skip-auto-install", "--no-http", log=log)
    if status or database.errors_in(log):
        raise SystemExit(f"Installing {modules} failed; see {log}.")


def in_odoo(name, script, step_name):
    say(f"{step_name} … (log: {LOGS / step_name}.log)")
    odoo.shell(name, f"import sys\nsys.path[:0] = [{str(ROOT)!r}]\n{script}", LOGS / f"{step_name}.log")


def calendar_rows():
    """Rows 8 and 9: in two databases, one with the addon and one without."""
    names = {which: database.name(f"bench_{which}") for which in ("with", "without")}
    for which, name in names.items():
        database.clone(database.base(demo=False), name)
        if which == "with":
            install(name, ADDON)
    out = RUN / "bench_calendar.json"
    in_odoo(
        names["with"],
        f"from tests.load import calendar_run\ncalendar_run.main({names!r}, {str(out)!r})\n",
        "bench_calendar",
    )
    for name in names.values():
        database.drop(name)
    return json.loads(out.read_text())


def rpc_rows(name):
    """Rows 7 and 11: calls of one server, in turns; the statements are those of the server's own log."""
    keep = "registration_number IN ('B0', 'B1', 'B2', 'B3', 'B4')"
    postgres.query(f"UPDATE casecon_clinician SET active = false WHERE NOT {keep}", name)
    with serving(name) as server:
        hr = Rpc(server, "bench_hr", "bench_hr")
        calls = Calls(server, hr)
        return {"rpc": calls.reading(), "booking": calls.booking()}


class Calls:
    """The calls that are compared. Each returns (median ms, statements)."""

    def __init__(self, server, hr):
        self.server, self.hr = server, hr
        find = lambda model, domain: hr.call(model, "search", domain)  # noqa: E731
        (self.employee,) = find("hr.employee", [("name", "=", "Bench employee")])
        views = hr.call("hr.employee", "get_views", [[False, "form"]])
        fields = views["models"]["hr.employee"]["fields"]
        relations = ("many2one", "one2many", "many2many")
        self.spec = {
            name: {"fields": {"display_name": {}}} if field["type"] in relations else {}
            for name, field in fields.items()
        }

    def reading(self):
        # as the web client's
        context = {"lang": "en_US", "tz": "Europe/London", "uid": self.hr.uid, "allowed_company_ids": [1]}
        hr = functools.partial(self.hr.call, context=context)
        return self._turns(
            {
                "search": lambda: hr("casecon.conference", "find_times", {"employee_id": self.employee}),
                "form": lambda: hr("hr.employee", "web_read", [self.employee], specification=self.spec),
            },
            {"search": "find_times", "form": "hr.employee/web_read"},
            READS,
        )

    def booking(self):
        """One booking each, on the first free times, against a stock event of four."""
        today = time.strftime("%Y-%m-%d", time.gmtime())
        self.hr.call(
            "casecon.report", "action_register", employee_id=self.employee, author_name="A. Author", author_role="ohp",
            registration_number="1", issued_on=today, received_on=today,
        )  # fmt: skip
        partners = self.hr.call("res.partner", "search", [("name", "like", "Bench %")], limit=4)

        def prepare():
            vals = {"employee_id": self.employee, "ground": "long_absence", "reason": "x", "told_on": today}
            vals |= {"video_url": "https://video.example.com/room", "mode": "virtual"}
            created = self.hr.call("casecon.conference", "create", [vals])
            return created[0] if isinstance(created, list) else created

        def first_free():
            wish = {"employee_id": self.employee, "weeks": 26}
            return self.hr.call("casecon.conference", "find_times", wish)["suggestions"][0]

        def book(slot):
            self.hr.call(
                "casecon.conference",
                "action_schedule",
                [self.asked.pop()],
                start=slot["start"],
                clinician_id=slot["clinician_id"],
            )

        def stock():
            self.hr.call(
                "calendar.event", "create",
                [{"name": "x", "start": "2027-03-01 09:00:00", "stop": "2027-03-01 09:45:00",
                  "partner_ids": [(6, 0, partners)]}],
                context={"no_mail_to_attendees": True},
            )  # fmt: skip

        self.asked = [prepare() for _n in range(BOOKINGS + 2)]
        return self._turns(
            {"book": (first_free, book), "stock": stock},
            {"book": "action_schedule", "stock": "calendar.event/create"},
            BOOKINGS,
        )

    def _turns(self, calls, names, rounds):
        """A call is timed once the mails of the one before have left: another thread of the server sends them."""
        times = {what: [] for what in calls}
        for number in range(rounds + 2):
            for what, call in calls.items():
                before, call = call if isinstance(call, tuple) else (None, call)
                arguments = [before()] if before else []
                self._wait_for_mails()
                began = time.perf_counter()
                call(*arguments)
                if number > 1:
                    times[what].append((time.perf_counter() - began) * 1000)
        log = self.server.log_path.read_text()
        return {what: {"ms": statistics.median(times[what]), "sql": statements(log, names[what])} for what in calls}

    def _wait_for_mails(self):
        while postgres.query("SELECT 1 FROM casecon_message WHERE state IN ('waiting', 'sending')", self.server.db):
            time.sleep(0.05)
        time.sleep(0.05)  # and the thread itself goes to sleep


def statements(log, name):
    """Of the last call of this name: the number that Odoo's request log gives."""
    line = [line for line in log.splitlines() if f"/{name}#" in line][-1]
    return int(line.rsplit('" ', 1)[1].split()[2])
