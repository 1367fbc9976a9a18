"""A throw-away mailbox: pymap, an IMAP server, as a child process on a free loopback port; its mails are in memory."""

import imaplib
import time
from contextlib import contextmanager

from dev import packages
from dev.places import LOGS
from dev.processes import free_port, start, stop

USER = PASSWORD = "replies"
START_SECONDS = 20


class ImapServer:
    """One mailbox. `deliver` is what a mail server does at the end of its way."""

    def __init__(self, port):
        self.port = port

    def deliver(self, *mails):
        with self._open() as client:
            for mail in mails:
                client.append("INBOX", None, None, mail)

    def unread(self):
        """How many mails nobody has fetched yet."""
        with self._open() as client:
            client.select(readonly=True)
            return len(client.search(None, "(UNSEEN)")[1][0].split())

    @contextmanager
    def _open(self):
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            client.login(USER, PASSWORD)
            yield client
        finally:
            client.logout()


@contextmanager
def imap_server():
    """Serve an empty mailbox while the block runs."""
    packages.ensure("imap")
    port = free_port()
    options = ["--host", "127.0.0.1", "--port", port, "--no-tls", "dict", "--demo-user", USER]
    command = [packages.command("imap", "pymap"), *options, "--demo-password", PASSWORD]
    child = start(command, LOGS / "imap.log")
    try:
        server, deadline = ImapServer(port), time.monotonic() + START_SECONDS
        while not _answers(server):
            if child.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The IMAP server does not serve; its log is {LOGS / 'imap.log'}.")
            time.sleep(0.1)
        yield server
    finally:
        stop(child)


def _answers(server):
    try:
        return server.unread() == 0
    except (OSError, imaplib.IMAP4.error):
        return False
