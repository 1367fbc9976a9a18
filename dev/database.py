"""Databases: a stock base, a template with the addon, clones of it; each named after what it was made from."""

import hashlib
import re
import shutil

from dev import odoo, odoo_source, postgres
from dev.files import digest_of, locked, sha256
from dev.places import ADDON, ADDONS, DATA, LOCKS, LOGS, ROOT, RUN
from dev.say import Failure, step

_ASSETS = 'env["ir.qweb"]._pregenerate_assets_bundles()\nenv.cr.commit()\n'
# What stock's demo company would send at hours of its own, in the middle of a test that counts emails: invitations to
# its meetings (on the first days of a month), reminders, a digest.
_QUIET = """
DELETE FROM mail_mail;
DELETE FROM ir_attachment WHERE name = 'invitation.ics';
DELETE FROM calendar_alarm_calendar_event_rel;
UPDATE digest_digest SET state = 'deactivated';
"""
_ERROR = re.compile(rb"^\S+ \S+ \d+ (?:ERROR|CRITICAL) ", re.MULTILINE)


def name(suffix):
    """The name of a database; on a server of your own it also names this checkout."""
    prefix = f"casecon_{_short(str(ROOT))}" if postgres.is_external() else "casecon"
    return f"{prefix}_{suffix}"


def exists(database):
    return bool(postgres.query(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"))


def drop(database):
    postgres.query(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    shutil.rmtree(DATA / "filestore" / database, ignore_errors=True)


def clone(source, target):
    """Copy a database and its filestore; takes a fraction of a second."""
    drop(target)
    postgres.query(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    files = DATA / "filestore" / source
    if files.exists():
        shutil.copytree(files, DATA / "filestore" / target)


def base(demo):
    """Stock Odoo with the addon's dependencies; made once per Odoo version and lock."""

    def fill(new):
        _install(new, odoo.STOCK, demo)
        postgres.query(_QUIET, new)

    made_from = _short(odoo_source.ensure().version, sha256(LOCKS / "odoo.txt"), *odoo.STOCK, _QUIET)
    return _made(f"base_{_kind(demo)}", made_from, fill)


def template(demo=True):
    """The addon installed on the base, its assets generated; made once per state of the addon."""
    stock = base(demo)

    def fill(new):
        clone(stock, new)
        _install(new, (ADDON,), demo)
        odoo.shell(new, _ASSETS, LOGS / f"assets_{_kind(demo)}.log")

    return _made(f"template_{_kind(demo)}", _short(stock, addon_digest()), fill)


def add(database, modules):
    """Install more modules on a clone that has the addon."""
    with step(f"Installing {', '.join(modules)} beside the addon"):
        _install(database, modules, demo=True)


def earlier(new, addons):
    """The addon as it lies in another folder, with its demo data."""
    clone(base(demo=True), new)
    _install(new, (ADDON,), demo=True, addons=addons)


def make_dev(new):
    """Install the addon without demo data on a database that is kept."""
    clone(base(demo=False), new)
    try:
        with step("Installing the addon on the development database"):
            _install(new, (ADDON,), demo=False)
    except Failure:
        drop(new)
        raise


def addon_digest():
    if not (ADDONS / ADDON / "__manifest__.py").exists():
        raise Failure(f"There is no {ADDONS / ADDON}/__manifest__.py: the addon is missing from this checkout.")
    return digest_of(ADDONS / ADDON)


def errors_in(log):
    """The ERROR and CRITICAL lines of an Odoo log: Odoo's exit status does not tell them."""
    text = log.read_bytes()
    return [text[found.start() : text.find(b"\n", found.start())].decode() for found in _ERROR.finditer(text)]


def _made(kind, made_from, fill):
    """The database of this kind and origin; older ones of the kind are dropped."""
    database = name(f"{kind}_{made_from}")
    with locked(RUN / f"{kind}.lock"):
        if not exists(database):
            for old in _all_of(name(kind)):
                drop(old)
            unfinished = f"{name(kind)}_unfinished"
            with step(f"Building the database '{kind}'"):
                drop(unfinished)
                fill(unfinished)
                _rename(unfinished, database)
    return database


def _install(database, modules, demo, addons=ADDONS):
    log = LOGS / f"install_{database}.log"
    wishes = ["--skip-auto-install", "--no-http", *(["--with-demo"] if demo else [])]
    status = odoo.run(database, "-i", ",".join(modules), *wishes, log=log, addons=addons)
    errors = errors_in(log)
    if status or errors:
        raise Failure("\n".join([f"Installing {', '.join(modules)} failed; the whole log is {log}.", *errors[:10]]))


def _rename(old, new):
    postgres.query(f'ALTER DATABASE "{old}" RENAME TO "{new}"')
    files = DATA / "filestore" / old
    if files.exists():
        files.rename(DATA / "filestore" / new)


def _all_of(prefix):
    found = postgres.query(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{prefix}_')")
    return found.splitlines()


def _kind(demo):
    return "demo" if demo else "plain"


def _short(*parts):
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
