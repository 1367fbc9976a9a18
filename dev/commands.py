"""The sub-commands of dev/casecon: one function each; its docstring is its help."""

import shutil
import subprocess
from pathlib import Path

from dev import (
    any_day,
    database,
    demo,
    i18n,
    lint,
    long_runs,
    odoo,
    postgres,
    suites,
    summary,
    tools,
)
from dev.places import ADDON, ROOT, RUN, TOOLS
from dev.processes import stop_drivers
from dev.say import say
from dev.server import serving


def describe(subparsers):
    """Give every command its parser; one that passes on takes what it does not know itself, in its order."""

    def add(name, run, *options, passes_on=False):
        parser = subparsers.add_parser(name, help=run.__doc__, description=run.__doc__, allow_abbrev=False)
        parser.set_defaults(run=run, passes_on=passes_on)
        for flag, settings in options:
            parser.add_argument(flag, **settings)

    database_name = ("--db", {"help": "the database (default: the development database)"})
    own = ("--db", {"help": "a development database of your own name, when others work in this checkout too"})
    add("setup", setup)
    add("demo", run_demo, ("--port", {"type": int, "default": 8069, "help": "default: %(default)s, or a free one"}))
    add("serve", serve, ("--port", {"type": int, "help": "default: a free one"}), database_name)
    add("stop", stop)
    add(
        "odoo-tests",
        odoo_tests,
        ("--tags", {"default": f"/{ADDON}", "help": "Odoo's --test-tags (default: %(default)s)"}),
        own,
        ("--no-update", {"action": "store_true", "help": "run post_install tests without updating the addon"}),
    )
    add("acceptance", acceptance, passes_on=True)
    add("shell", shell, database_name)
    add("psql", psql, database_name, passes_on=True)
    add("lint", run_linters)
    add("format", format_code, ("paths", {"nargs": "+", "type": Path, "help": "what to rewrite"}))
    add("i18n", translate)
    add("test", test)
    add("test-fast", test_fast)
    suites_asked = ("--suites", {"type": _names_of(any_day.SUITES), "help": "of " + ",".join(any_day.SUITES)})
    tags_asked = ("--tags", {"help": "Odoo's --test-tags, instead of all but what draws in a browser"})
    add(
        "test-any-day",
        test_any_day,
        ("days", {"nargs": "*", "help": f"of {', '.join(any_day.DAYS)}, or moments in zones (default: all)"}),
        suites_asked,
        tags_asked,
    )
    add("test-this-day", test_this_day, suites_asked, tags_asked)
    add("test-odoo", test_odoo)
    add("test-hostile", long_runs.test_hostile, passes_on=True)
    add("test-hostile-admin", long_runs.test_hostile_admin, passes_on=True)
    add("test-races", long_runs.test_races, passes_on=True)
    add("test-walks", long_runs.test_walks)
    add("test-upgrade", long_runs.test_upgrade, passes_on=True)
    add("prove-sealed", long_runs.prove_sealed, passes_on=True)
    add("prove-log", long_runs.prove_log, passes_on=True)
    add("prove-rules", long_runs.prove_rules, passes_on=True)
    add(
        "bench-slots",
        long_runs.bench_slots,
        ("--events", {"default": "0,100000,1000000", "help": "sizes, in order (default: %(default)s)"}),
        ("--write", {"action": "store_true", "help": "write docs/performance.md"}),
    )
    add("bench-pages", long_runs.bench_pages)
    add("bench-mails", long_runs.bench_mails)
    add("bench-notes", long_runs.bench_notes)
    add("clean", clean)
    add("distclean", distclean)


def _names_of(known):
    """What argparse takes: names from `known`, with commas between them."""

    def names(text):
        asked = text.split(",")
        if not set(asked) <= set(known):
            raise ValueError(text)
        return asked

    return names


def setup(arguments=None):
    """download, check and unpack everything; build the databases"""
    tools.ensure()
    with postgres.running():
        database.base(demo=False)
        database.template(demo=True)
    say(f"Ready: tools in {TOOLS}, databases in {RUN}.")


def run_demo(arguments):
    """serve the addon with demo data until Ctrl-C"""
    tools.ensure()
    with postgres.running():
        demo.serve(arguments.port)


def serve(arguments):
    """serve a fresh clone of the demo template, or the database --db, with a mail catcher"""
    tools.ensure()
    with postgres.running():
        served = arguments.db
        if not served:
            served = database.name("serve")
            database.clone(database.template(), served)
        with serving(served, arguments.port) as server:
            say(f"{server.url}  database {served}, log {server.log_path}, mail {server.mail_dir}. Ctrl-C ends it.")
            server.wait()


def stop(arguments):
    """end every demo, server and test run of this checkout, and PostgreSQL"""
    ended = stop_drivers()
    postgres.wait_for_end()
    say(f"Stopped: {', '.join(ended) or 'nothing was running'}.")


def odoo_tests(arguments):
    """run in-addon tests on the development database (kept between runs)"""
    tools.ensure()
    with postgres.running():
        outcome = suites.in_addon_dev(arguments.tags, not arguments.no_update, arguments.db)
    return summary.show([outcome])


def acceptance(arguments):
    """run the acceptance tests; what follows goes to pytest (-k, --headed, a file …)"""
    tools.ensure()
    with postgres.running():
        outcome = suites.acceptance(arguments.rest)
    return summary.show([outcome])


def shell(arguments):
    """open an Odoo shell on the development database"""
    tools.ensure()
    with postgres.running():
        used = arguments.db or suites.dev_database(None)
        return subprocess.run(odoo.command(used, "--no-http", subcommand="shell"), env=odoo.environment()).returncode


def psql(arguments):
    """open psql on the development database; what follows goes to psql"""
    tools.ensure()
    with postgres.running():
        used = arguments.db or suites.dev_database(None)
        command, environment = postgres.psql("-d", used, *arguments.rest)
        return subprocess.run(command, env=environment).returncode


def run_linters(arguments):
    """run all linters"""
    tools.ensure()
    return summary.show(lint.all_linters())


def format_code(arguments):
    """format the named files and folders: Python, XML, JavaScript and styles"""
    tools.ensure()
    lint.format_these([path.resolve() for path in arguments.paths])


def translate(arguments):
    """export the template of the translations, bring each .po up to it, and name what is not translated"""
    tools.ensure()
    with postgres.running():
        return summary.show([i18n.write(suites.updated_dev_database())])


def test(arguments):
    """run linters, in-addon tests and acceptance tests; what did not run is a failure"""
    tools.ensure()
    return summary.show(suites.everything())


def test_fast(arguments):
    """run linters, domain tests and the in-addon tests without a browser, on the development database"""
    tools.ensure()
    return summary.show(suites.fast())


def test_any_day(arguments):
    """run the tests on other days and in other zones, one day at a time (long; see dev/any_day.py)"""
    tools.ensure()
    return summary.show(any_day.run(arguments.days, arguments.suites, arguments.tags))


def test_this_day(arguments):
    """run what test-any-day runs, on the day that it is here"""
    tools.ensure()
    with postgres.running():
        return summary.show(any_day.this_day(arguments.suites or any_day.SUITES, arguments.tags))


def test_odoo(arguments):
    """run Odoo's own tests of the apps beneath, without the addon and with it (long)"""
    tools.ensure()
    with postgres.running():
        return summary.show(suites.stock_with_and_without())


def clean(arguments):
    """remove databases, logs and mail; keep what was downloaded"""
    stop(arguments)
    shutil.rmtree(RUN, ignore_errors=True)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)


def distclean(arguments):
    """remove everything that the set-up made"""
    clean(arguments)
    shutil.rmtree(TOOLS, ignore_errors=True)
    shutil.rmtree(ROOT / ".odoo", ignore_errors=True)
