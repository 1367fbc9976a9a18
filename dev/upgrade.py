"""A database of an earlier commit, filled by what that commit could do, and brought up to the addon as it is now."""

import json
import shutil
import subprocess

from dev import database, odoo, postgres
from dev.places import ADDON, LOGS, ROOT, RUN
from dev.say import Failure, step

# The last commit that landed before the record of a conference was kept as it is now. `build.py` speaks its language:
# whoever takes a later commit looks at it again.
BEFORE = "1b91330"
FOLDER = ROOT / "tests" / "upgrade"


def before():
    """The name of a database as it was: the demo company of `BEFORE`, and what `build.py` adds."""
    name, addons = database.name("t_upgrade"), unpacked(BEFORE)
    with step(f"Building the database of {BEFORE}"):
        database.earlier(name, addons)
        log = LOGS / "upgrade_build.log"
        odoo.shell(name, (FOLDER / "build.py").read_text(), log, addons=addons)
    return name


def update(name, keys=True):
    """`-u`, as whoever keeps the server does it; without `keys` before it has any. Returns the log."""
    log = LOGS / "upgrade.log"
    with step("Updating it" if keys else "Updating it without a key"):
        without = {} if keys else {"CREDENTIALS_DIRECTORY": ""}
        status = odoo.run(name, "-u", ADDON, "--no-http", log=log, more_env=without)
    errors = database.errors_in(log)
    if status or errors:
        raise Failure("\n".join([f"The update failed; the whole log is {log}.", *errors[:10]]))
    return log.read_text()


def sealed_texts(name):
    """`{model: {id: [what is stored for each revision]}}`, opened with the key of this checkout."""
    log = LOGS / "upgrade_sealed.log"
    odoo.shell(name, (FOLDER / "opened.py").read_text(), log)
    (found,) = (line for line in log.read_text().splitlines() if line.startswith("SEALED "))
    of_models = json.loads(found.removeprefix("SEALED "))
    return {model: {int(owner): texts for owner, texts in of.items()} for model, of in of_models.items()}


def file_of(name, table):
    """The number of the file that PostgreSQL keeps a table in: another one after the table was rewritten."""
    return postgres.query(f"SELECT pg_relation_filenode('{table}')", name)


def rows(name):
    """All that we keep: `{table: [row as a dictionary]}`."""
    tables = postgres.query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'casecon\\_%'", name)
    asked = {
        table: postgres.query(f"SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM {table} t", name)
        for table in tables.splitlines()
    }
    return {table: json.loads(answer) for table, answer in asked.items()}


def unpacked(commit):
    """The folder that holds the addon as it was at a commit."""
    folder = RUN / "upgrade" / commit
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = subprocess.run(["git", "-C", ROOT, "archive", commit, ADDON], capture_output=True)
    if archive.returncode:
        raise Failure(f"The commit {commit} is not in this clone: fetch its history, then try again.")
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    return folder
