"""Children that die with us, ports that are free, and the list of what `stop` must end."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from dev.places import RUN

_DRIVERS = RUN / "drivers"


def tied(arguments, last_signal="TERM"):
    """The command, made to receive a signal when the process that started it is gone."""
    arguments = [str(argument) for argument in arguments]
    if sys.platform == "linux" and shutil.which("setpriv"):
        return ["setpriv", "--pdeathsig", last_signal, "--", *arguments]
    return arguments


def start(arguments, log_path, env=None):
    """Start a child that writes to a log file."""
    log_path.parent.mkdir(parents=True, exist_ok=True)
    with log_path.open("ab") as log:
        # A session of its own: Ctrl-C reaches us alone, and we stop the children in order.
        return subprocess.Popen(
            tied(arguments),
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(process, first_signal=signal.SIGTERM, patience=15):
    """End a child: ask, wait, and only then force."""
    if process.poll() is None:
        process.send_signal(first_signal)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def children_of(process):
    """The ids of the processes that this one has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone meanwhile
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def as_driver(name):
    """Let `stop` find this process; make SIGTERM run our `finally` blocks as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    _DRIVERS.mkdir(parents=True, exist_ok=True)
    mark = _DRIVERS / f"{os.getpid()}"
    mark.write_text(f"{name} {_born(os.getpid())}")
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def stop_drivers():
    """End every other driver of this checkout; return their names."""
    ended = []
    for mark in sorted(_DRIVERS.glob("*")) if _DRIVERS.exists() else []:
        pid = int(mark.name)
        name, born = mark.read_text().rsplit(" ", 1)
        if pid == os.getpid():
            continue
        if _born(pid) == born:
            os.kill(pid, signal.SIGTERM)
            _wait_for_end(pid, born)
            ended.append(name)
        mark.unlink(missing_ok=True)
    return ended


def _wait_for_end(pid, born, patience=30):
    until = time.monotonic() + patience
    while _born(pid) == born and time.monotonic() < until:
        time.sleep(0.1)


def _born(pid):
    """When the process began, so that a used-again number is not taken for it; empty if gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
