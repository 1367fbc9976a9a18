"""The translations: exported by Odoo itself, merged, and held to be complete and fresh."""

import subprocess
import time

from dev import odoo, odoo_source, packages
from dev.places import ADDON, ADDONS, DATA, DEV, LOGS, RUN
from dev.processes import tied
from dev.say import Failure
from dev.summary import Outcome

FOLDER = ADDONS / ADDON / "i18n"
SCRIPT = DEV / "translations.py"


def write(database):
    """Make the template and the translations anew from a database that has the addon as it is now."""
    return _outcome("translations", "write", _export(database))


def fresh(database):
    """Whether the template in the repository is what Odoo exports from this database."""
    outcome = _outcome("template of the translations", "fresh", _export(database))
    if outcome.failed:
        outcome.details.append(f"{ADDON}/i18n is stale: run `dev/casecon i18n`, and translate what it names.")
    return outcome


def _outcome(name, todo, export):
    began = time.monotonic()
    command = [packages.python("lint"), SCRIPT, todo, export, FOLDER]
    done = subprocess.run(tied(command), capture_output=True, text=True)
    details = (done.stdout + done.stderr).strip().splitlines()
    passed = int(done.returncode == 0)
    return Outcome(name, passed, 1 - passed, time.monotonic() - began, details=details)


def _export(database):
    """Odoo's own export of the addon's template; its command line takes addons and data from a file alone."""
    LOGS.mkdir(parents=True, exist_ok=True)
    settings, export, log = RUN / "i18n.conf", RUN / f"{database}.pot", LOGS / f"i18n_{database}.log"
    addons = ",".join(map(str, (*odoo_source.ensure().addons, ADDONS)))
    settings.write_text(f"[options]\naddons_path = {addons}\ndata_dir = {DATA}\n")
    export.unlink(missing_ok=True)
    command = [packages.python("odoo"), DEV / "launch" / "serve_odoo.py", "i18n", "export"]
    arguments = ["-c", settings, "-d", database, "-o", export, "-l", "pot", "--", ADDON]
    with log.open("wb") as output:
        done = subprocess.run(
            tied([*command, *arguments]),
            env=odoo.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if done.returncode or not export.exists():
        raise Failure(f"Odoo could not export the template; see {log}.")
    return export
