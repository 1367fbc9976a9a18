"""The test suites: which database, which command, and when a green run is not good enough."""

import json
import os
import subprocess
import time
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor

from dev import database, i18n, lint, odoo, odoo_log, packages, postgres
from dev.files import locked
from dev.places import ADDON, DEV, LOGS, ROOT, RUN
from dev.processes import free_port, tied
from dev.say import Failure, say
from dev.summary import Outcome

_STOCK = ("calendar", "hr", "portal", "hr_calendar")
# The daily loop: one class or two for each rule; the walks, HTTP and screens are for `make test`.
_CORE = (
    *("TestRegistryWalk", "TestDocs", "TestGuardedColumns", "TestBookingRules", "TestPeopleRules", "TestNotice"),
    *("TestDoubleBooking", "TestMail", "TestNotes", "TestConsent", "TestStart", "TestFinalMinutes", "TestDecisions"),
)
# What walks a part of its cases in `make test` (casecon_odoo/tests/quick.py).
_WALKS = (
    *("TestLikeNotThere", "TestVerbsWalk", "TestRowsWalk", "TestLimits", "TestInverseFields", "TestTwinsOverHttp"),
    *("TestEmployeeLeft", "TestLives", "TestBusyAtRandom", "TestNamesShown", "TestForms", "TestCompanyClosed"),
)


def everything():
    """The in-addon tests beside the linters and those of pytest, which take as long: two processes, two databases.

    The database of the in-addon tests, which has no demo data, then tells whether the translations are fresh.
    """
    with postgres.running(), ThreadPoolExecutor(2) as both:
        running = both.submit(lambda: [in_addon(), i18n.fresh(database.name("test"))])
        outcomes = [*lint.all_linters(), domain(), acceptance([])]
        outcomes += running.result()
    for outcome in outcomes:
        _hold_to_minimum(outcome)
    return outcomes


def fast():
    """What a developer runs all day, in half a minute: linters, domain and the rules, without server or browser."""
    core = ",".join(f"/{ADDON}:{name}" for name in _CORE)
    os.environ.setdefault("CASECON_DIARIES", "2000")  # `make test` asks the oracles of ten thousand
    with postgres.running(), ThreadPoolExecutor(2) as both:
        running = both.submit(in_addon_dev, core, update=True, database_name=None)
        outcomes = [*lint.all_linters(), domain()]
        return [*outcomes, running.result()]


def domain():
    """pytest on the plain Python of casecon_odoo/domain."""
    return _pytest("domain tests", ["tests/domain"], shown=False)


def in_addon(tags=f"/{ADDON}"):
    """Install the addon on stock Odoo without demo data and run its tests, tours included."""
    tested = database.name("test")
    database.clone(database.base(demo=False), tested)
    return _odoo_run("in-addon tests", tested, "-i", ADDON, tags=tags)


def in_addon_dev(tags, update, database_name):
    """Run tests on a development database, one run at a time."""
    before = ("-u", ADDON) if update else ()
    with locked(RUN / f"dev_{database_name}.lock"):
        return _odoo_run(f"in-addon tests {tags}", dev_database(database_name), *before, tags=tags)


def updated_dev_database():
    """The development database with the addon as it is now."""
    with locked(RUN / "dev_None.lock"):
        used, log = dev_database(None), LOGS / "update.log"
        status = odoo.run(used, "-u", ADDON, "--no-http", log=log)
        errors = database.errors_in(log)
    if status or errors:
        raise Failure("\n".join([f"Updating {ADDON} failed; the whole log is {log}.", *errors[:10]]))
    return used


def dev_database(database_name):
    """A database without demo data that is kept, so that an update suffices."""
    name = database.name(f"dev_{database_name}" if database_name else "dev")
    if not database.exists(name):
        database.make_dev(name)
    return name


def acceptance(arguments):
    """pytest with a live server and a real browser."""
    database.template()
    chosen = [] if _is_named(arguments) else ["tests/acceptance", "tests/hostile"]
    # With arguments somebody watches; else the output is kept for the report.
    return _pytest("acceptance tests", [*arguments, *chosen], shown=bool(arguments))


def hostile(arguments):
    """tests/hostile as a whole: every model, every stranger (the quick half runs with the acceptance tests)."""
    database.template()
    os.environ["CASECON_HOSTILE"] = "1"
    return _pytest("hostile tests", ["tests/hostile", *arguments], shown=True)


def hostile_admin(arguments):
    """tests/hostile_admin: what a system administrator can have read by means of Odoo."""
    database.template()
    return _pytest("hostile administrator", ["tests/hostile_admin/test_hostile_admin.py", *arguments], shown=True)


def sealed(arguments):
    """tests/hostile_admin/test_proof.py: what was sealed lies nowhere on the machine in clear."""
    database.template()
    return _pytest("proof of sealing", ["tests/hostile_admin/test_proof.py", *arguments], shown=True)


def walks():
    """The long walks of the in-addon tests with all of their cases."""
    os.environ["CASECON_WALKS"] = "1"
    return in_addon_dev(",".join(f"/{ADDON}:{name}" for name in _WALKS), update=True, database_name="walks")


def log(arguments):
    """tests/sealed_proofs: what is kept of sealed text and of its log when things are killed, swapped or changed."""
    database.template()
    chosen = [] if _is_named(arguments) else ["tests/sealed_proofs"]
    return _pytest("proof of the log", ["-s", *arguments, *chosen], shown=True)


def races(arguments):
    """Every pair of verbs of the gate's table, at every stage (the quick half runs with the acceptance tests)."""
    database.template()
    os.environ["CASECON_RACES"] = "1"
    return _pytest("races", ["tests/acceptance/test_verbs_race.py", *arguments], shown=True)


def upgrade(arguments):
    """tests/upgrade: a database of an earlier commit, built by its own verbs and brought up to this one."""
    return _pytest("upgrade tests", ["tests/upgrade", *arguments], shown=True)


def stock_with_and_without():
    """Odoo's own tests of the apps beneath: as many with the addon as without, and no failure more.

    Odoo runs at_install tests before it loads the addon, so only the post_install ones see it.
    """
    tags = ",".join(f"/{module}" for module in _STOCK)
    update = ("-u", ",".join(_STOCK))
    runs = {
        "stock tests without the addon": ("stock_without", update),
        # In one run: on a database that has the addon, at_install tests would meet its columns without its code.
        "stock tests with the addon": ("stock_with", (*update, "-i", ADDON)),
    }

    def run(name):
        suffix, modules = runs[name]
        used = database.name(suffix)
        database.clone(stock, used)
        return _odoo_run(name, used, *modules, tags=tags)

    stock = database.base(demo=False)
    with ThreadPoolExecutor(2) as both:
        plain, ours = both.map(run, runs)
    # What Odoo itself skips without the addon is its own decision; one skip more is ours.
    ours.problems = [problem for problem in ours.problems if problem not in plain.problems]
    plain.problems = [problem for problem in plain.problems if not problem.startswith("skipped ")]
    for outcome in (plain, ours):
        _hold_to_minimum(outcome)
    if ours.passed + ours.failed != plain.passed + plain.failed:
        ours.problems.append("The addon changes how many of Odoo's tests run.")
    return [plain, ours]


def prove_rules(arguments):
    """tests/prove_rules.py, which makes databases of its own."""
    script = ROOT / "tests" / "prove_rules.py"
    if not script.exists():
        raise Failure("tests/prove_rules.py does not exist yet.")
    # a mutation may show only in the rest of a walk
    environment = {**os.environ, **postgres.settings(), "CASECON_WALKS": "1"}
    return subprocess.run(tied([packages.python("tests"), script, *arguments]), cwd=ROOT, env=environment).returncode


def _odoo_run(name, used, *arguments, tags):
    began = time.monotonic()
    log = LOGS / f"{used}.log"
    say(f"{name} … (log: {log})")
    shots = RUN / "screenshots"
    status = odoo.run(
        used, *arguments, f"--test-tags={tags}", f"--http-port={free_port()}", f"--screenshots={shots}", log=log
    )
    seen = odoo_log.read(log)
    problems = [*seen.errors_before_tests, *seen.skipped]
    if not seen.ran:
        problems.append(f"No test ran. The log is {log}.")
    elif status and not seen.failed:
        problems.append(f"Odoo ended with status {status}. The log is {log}.")
    details = [*seen.failures, f"log: {log}"] if seen.failed else []
    passed = max(seen.ran - seen.failed, 0)
    return Outcome(name, passed, seen.failed, time.monotonic() - began, problems, details, seen.browsers)


def _is_named(arguments):
    """Whether one of them names what pytest is to run."""
    return any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)


def _pytest(name, arguments, shown):
    began = time.monotonic()
    report, log = (LOGS / f"{name.replace(' ', '_')}.{ending}" for ending in ("xml", "log"))
    report.unlink(missing_ok=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    say(f"{name} … (log: {log})")
    command = tied([packages.command("tests", "pytest"), f"--junit-xml={report}", *arguments])
    with log.open("wb") as output:
        target = None if shown else output
        status = subprocess.run(command, cwd=ROOT, stdout=target, stderr=target).returncode
    outcome = _pytest_outcome(name, report, status, log)
    outcome.seconds = time.monotonic() - began
    return outcome


def _pytest_outcome(name, report, status, log):
    outcome = Outcome(name)
    if not report.exists():
        outcome.problems.append(f"pytest made no report (status {status}). The log is {log}.")
        return outcome
    cases = list(xml.etree.ElementTree.parse(report).getroot().iter("testcase"))
    for case in cases:
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("skipped") is not None:
            outcome.problems.append(f"skipped {name}: {case.find('skipped').get('message')}")
        elif case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
            outcome.details.append(name)
        else:
            outcome.passed += 1
    if outcome.failed:
        outcome.details.append(f"log: {log}")
    elif status and cases:
        outcome.problems.append(f"pytest ended with status {status}. The log is {log}.")
    if not cases:
        outcome.problems.append(f"No test ran. The log is {log}.")
    return outcome


def _hold_to_minimum(outcome):
    """Fail when fewer tests ran than the committed numbers: a test that vanished is a failure."""
    least = json.loads((DEV / "expected_tests.json").read_text()).get(outcome.name, {})
    ran = {"tests": outcome.passed + outcome.failed, "browsers": outcome.browsers}
    for what, number in least.items():
        if ran[what] < number:
            outcome.problems.append(f"{ran[what]} {what}, but dev/expected_tests.json expects {number} or more.")
