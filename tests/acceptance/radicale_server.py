"""A throw-away calendar server: Radicale as a child process on a free loopback port."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 20


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def radicale_server(tmp_path: Path) -> Iterator[str]:
    """Serve calendars kept under ``tmp_path``; gives the URL of the server, without a slash at its end.

    Everybody may read and write everything. The child is killed when the block ends, however it ends.
    RuntimeError, with the server's own words, if it dies or does not answer within 20 seconds.
    """
    port = _free_port()
    log_path = tmp_path / "radicale.log"
    command = [sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}"]
    command += ["--auth-type", "none", "--storage-filesystem-folder", str(tmp_path / "collections")]
    with log_path.open("wb") as log:
        child = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            if child.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Radicale does not serve: {log_path.read_text(errors='replace')}")
            time.sleep(0.05)
        if child.poll() is not None:  # somebody else's server answered on our port
            raise RuntimeError(f"Radicale ended: {log_path.read_text(errors='replace')}")
        yield f"http://127.0.0.1:{port}"
    finally:
        child.kill()
        child.wait(timeout=10)
