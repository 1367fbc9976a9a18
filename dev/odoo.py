"""How Odoo is called: one command line for every purpose."""

import os
import subprocess

from dev import fonts, keys, odoo_source, packages, pango, postgres
from dev.places import ADDONS, BIN, DATA, DEV, LOGS
from dev.processes import tied
from dev.say import Failure

STOCK = ("hr", "hr_calendar", "mail", "portal", "calendar", "privacy_lookup")


def command(database, *arguments, subcommand=None, addons=ADDONS):
    """The arguments of an Odoo process on one database, on the loopback interface only."""
    source = odoo_source.ensure()
    DATA.mkdir(parents=True, exist_ok=True)
    path = ",".join(map(str, (*source.addons, addons)))
    return [
        *(packages.python("odoo"), DEV / "launch" / "serve_odoo.py"),
        *((subcommand,) if subcommand else ()),
        *("--config=/dev/null", f"--addons-path={path}", f"--data-dir={DATA}"),
        *("-d", database, f"--db-filter=^{database}$", "--no-database-list", "--db_maxconn=32"),
        *arguments,
    ]


def environment():
    """Odoo's source in PYTHONPATH, the browser's wrapper first in PATH, what makes PDFs where it lies, the keys."""
    return {
        **os.environ,
        **postgres.settings(),
        **fonts.settings(),
        **pango.settings(),
        **keys.settings(),
        "PYTHONPATH": str(odoo_source.ensure().path),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(database, *arguments, log, addons=ADDONS, more_env=()):
    """Run Odoo to its end, its output in a log file; return the exit status."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        return subprocess.run(
            tied(command(database, "--stop-after-init", "--http-interface=127.0.0.1", *arguments, addons=addons)),
            env={**environment(), **dict(more_env)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ).returncode


def casecon(database, *words, config):
    """Run `odoo casecon …` as whoever keeps the server does: (exit status, what it said or why it refused)."""
    program = (packages.python("odoo"), DEV / "launch" / "serve_odoo.py", "casecon")
    done = subprocess.run(
        tied([*program, *words, "-d", database, "--data-dir", DATA]),
        env={**environment(), "ODOO_RC": str(config)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr if done.returncode else done.stdout


def shell(database, script, log, addons=ADDONS):
    """Run a script in `odoo shell`."""
    with log.open("wb") as output:
        done = subprocess.run(
            tied(command(database, "--no-http", subcommand="shell", addons=addons)),
            env=environment(),
            input=script.encode(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        raise Failure(f"A script in the Odoo shell failed; see {log}.")
