"""The mail catcher as its users see it: a folder of .eml files, and ways to make it refuse, think, or hang up."""

import json
import shutil
import socket
import time

from dev import packages
from dev.places import DEV, LOGS, RUN
from dev.processes import free_port, start, stop
from dev.say import Failure


class MailCatcher:
    """An SMTP server on the loopback interface that keeps every message as a file."""

    def __init__(self, name):
        self.port = free_port()
        self.folder = RUN / "mail" / name
        self._answers = self.folder / "answers.json"
        self._log = LOGS / f"mail_{name}.log"
        self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def start(self):
        """Listen; after `stop`, on the same port as before."""
        program = [packages.python("tests"), DEV / "mail_catcher.py", str(self.port), self.folder, self._answers]
        self._process = start(program, self._log)
        until = time.monotonic() + 15
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise Failure(f"The mail catcher did not start; its log is {self._log}.")

    def stop(self):
        """Be down: Odoo's connections are refused. What was caught stays."""
        if self._process:
            stop(self._process)
            self._process = None

    def refuse(self, *addresses, answer="450 4.2.1 Try later"):
        """Refuse these recipients from now on; no address: refuse nobody."""
        self.otherwise(refuse=dict.fromkeys(addresses, answer))

    def otherwise(self, **answers):
        """Answer otherwise from now on, as `mail_catcher.py` says, and to nobody else."""
        beside = self._answers.with_suffix(".part")
        beside.write_text(json.dumps(answers))
        beside.rename(self._answers)

    def files(self):
        """The caught messages, oldest first."""
        return sorted(self.folder.glob("*.eml"))
