"""What takes long, and runs before an issue is called resolved: proofs, whole walks and benchmarks."""

import os

from dev import postgres, suites, summary, tools
from tests.load import bench_mails as mails
from tests.load import bench_notes as notes
from tests.load import bench_pages as pages


def _pytest_suite(suite, explained):
    def run(arguments):
        tools.ensure()
        with postgres.running():
            return summary.show([suite(arguments.rest)])

    run.__doc__ = f"{explained} (what follows goes to pytest)"
    return run


test_hostile = _pytest_suite(
    suites.hostile, "walk a live server as every stranger, and find each of eleven planted leaks"
)
test_hostile_admin = _pytest_suite(
    suites.hostile_admin, "have a system administrator try to read sealed text by means of Odoo"
)
test_races = _pytest_suite(suites.races, "press every pair of verbs on one case conference at once, at every stage")
test_upgrade = _pytest_suite(suites.upgrade, "update a database of an earlier commit with -u and go on with its lives")
prove_sealed = _pytest_suite(suites.sealed, "look through the whole machine for what was sealed")
prove_log = _pytest_suite(suites.log, "kill, rotate and tamper with the store of sealed text, and see what is left")


def test_walks(arguments):
    """take the long walks of the in-addon tests with all of their cases (`make test` takes a part of them)"""
    tools.ensure()
    with postgres.running():
        return summary.show([suites.walks()])


def prove_rules(arguments):
    """take each rule out of the addon in turn and see its test fail"""
    tools.ensure()
    with postgres.running():
        return suites.prove_rules(arguments.rest)


def bench_slots(arguments):
    """measure how a time is found, against its floor and its peers (long; see tests/load/bench_slots.py)"""
    tools.ensure()
    from tests.load import bench_slots as bench

    return bench.main(arguments.events, arguments.write)


def bench_pages(arguments):
    """measure our pages beside those of stock Odoo, and say what is over"""
    tools.ensure()
    with postgres.running():
        return pages.run()


def bench_mails(arguments):
    """how many invitations leave in a second, beside plain SMTP and stock's queue"""
    tools.ensure()
    with postgres.running():
        return mails.run()


def bench_notes(arguments):
    """measure notes beside those of the last commit that kept them in clear, and say what is over"""
    tools.ensure()
    postgres.wait_for_end()
    os.environ["CASECON_DURABLE"] = "1"
    with postgres.running():
        return notes.run()
