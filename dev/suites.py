"""The test suites: which database, which command, and when a green run is not good enough."""

import json
import os
import subprocess
import time
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor

from dev import database, lint, odoo, odoo_log, packages, postgres
from dev.places import ADDON, DEV, LOGS, ROOT, RUN
from dev.processes import free_port, tied
from dev.say import Failure, say
from dev.summary import Outcome


def everything():
    """Linters, then the in-addon tests and the acceptance tests side by side, on two databases."""
    outcomes = lint.all_linters()
    with postgres.running(), ThreadPoolExecutor(2) as both:
        running = [both.submit(in_addon), both.submit(acceptance, [])]
        outcomes += [suite.result() for suite in running]
    _hold_to_minimum(outcomes[-2], "in_addon")
    _hold_to_minimum(outcomes[-1], "acceptance")
    return outcomes


def in_addon():
    """Install the addon on stock Odoo without demo data and run its tests, tours included."""
    tested = database.name("test")
    database.clone(database.base(demo=False), tested)
    return _odoo_run("in-addon tests", tested, "-i", ADDON, tags=f"/{ADDON}")


def in_addon_dev(tags, update):
    """Run tests on the development database."""
    before = ("-u", ADDON) if update else ()
    return _odoo_run(f"in-addon tests {tags}", dev_database(), *before, tags=tags)


def dev_database():
    """A database without demo data that is kept, so that an update suffices."""
    name = database.name("dev")
    if not database.exists(name):
        database.make_dev(name)
    return name


def acceptance(arguments):
    """pytest with a live server and a real browser."""
    began = time.monotonic()
    database.template()
    report = RUN / "acceptance.xml"
    report.unlink(missing_ok=True)
    log = LOGS / "acceptance.log"
    say(f"acceptance tests … (log: {log})")
    chosen = [argument for argument in arguments if not argument.startswith("-")] or ["tests/acceptance"]
    options = [argument for argument in arguments if argument not in chosen]
    command = [packages.command("tests", "pytest"), f"--junit-xml={report}", *options, *chosen]
    with log.open("wb") as output:
        # With arguments somebody watches: show the output; else keep it for the report.
        target = None if arguments else output
        status = subprocess.run(tied(command), cwd=ROOT, stdout=target, stderr=target).returncode
    return _pytest_outcome(report, status, log, time.monotonic() - began)


def prove_rules(arguments):
    """tests/prove_rules.py, with a database of its own to work on."""
    script = ROOT / "tests" / "prove_rules.py"
    if not script.exists():
        raise Failure("tests/prove_rules.py does not exist yet.")
    environment = {**os.environ, **postgres.settings(), "CASECON_DATABASE": dev_database()}
    return subprocess.run(tied([packages.python("tests"), script, *arguments]), cwd=ROOT, env=environment).returncode


def _odoo_run(name, used, *arguments, tags):
    began = time.monotonic()
    log = LOGS / f"{used}.log"
    say(f"{name} … (log: {log})")
    shots = RUN / "screenshots"
    status = odoo.run(used, *arguments, f"--test-tags={tags}", f"--http-port={free_port()}", f"--screenshots={shots}", log=log)
    seen = odoo_log.read(log)
    problems = [*seen.errors_before_tests, *seen.skipped]
    if not seen.ran:
        problems.append(f"No test ran. The log is {log}.")
    elif status and not seen.failed:
        problems.append(f"Odoo ended with status {status}. The log is {log}.")
    details = [*seen.failures, f"log: {log}"] if seen.failed else []
    passed = max(seen.ran - seen.failed, 0)
    return Outcome(name, passed, seen.failed, time.monotonic() - began, problems, details, seen.browsers)


def _pytest_outcome(report, status, log, seconds):
    outcome = Outcome("acceptance tests", seconds=seconds)
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
    if not cases:
        outcome.problems.append(f"No acceptance test ran. The log is {log}.")
    return outcome


def _hold_to_minimum(outcome, key):
    """Fail when fewer tests ran than the committed numbers: a test that vanished is a failure."""
    minimum = json.loads((DEV / "expected_tests.json").read_text())[key]
    ran = {"tests": outcome.passed + outcome.failed, "browser": outcome.browsers}
    for what, least in minimum.items():
        if ran[what] < least:
            outcome.problems.append(f"Only {ran[what]} {what} ran, at least {least} expected (dev/expected_tests.json).")


def stock_with_and_without():
    raise Failure("not yet")
