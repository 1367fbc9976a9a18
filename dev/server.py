"""A running Odoo with a mail catcher, for the demo and for the acceptance tests."""

import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from dev import odoo, postgres
from dev.mail import MailCatcher
from dev.places import ADDONS, LOGS
from dev.processes import free_port, start, stop
from dev.say import Failure


class Server:
    """One Odoo with its crons, in threads or in so many worker processes, and the mail catcher that it sends to."""

    def __init__(self, database, port=None, workers=0, options=(), addons=ADDONS):
        """`options`: more of Odoo's own; `addons`: the folder of the addon, where it is not this checkout's."""
        self.db = database
        self.options, self.addons = options, addons
        self.port = port or free_port()
        self.workers = workers
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = LOGS / f"server_{database}.log"
        self.mail = MailCatcher(database)
        self.mail_dir = self.mail.folder
        self._process = None

    def start(self):
        self.log_path.unlink(missing_ok=True)
        self._say_address()
        self.mail.start()
        self._start_odoo()

    def _say_address(self):
        """Links in emails and letters lead here, with the port; stock learns it only when an administrator logs in."""
        address = f"UPDATE ir_config_parameter SET value = '{self.url}' WHERE key = 'web.base.url'"
        postgres.query(address, self.db)

    def start_again(self):
        """Odoo after `kill`, on the same port, beside the same mail catcher."""
        self._start_odoo()

    def kill(self):
        """End Odoo as a power cut does."""
        self._process.kill()
        self._process.wait()

    def _start_odoo(self):
        arguments = [
            *("--http-interface=127.0.0.1", f"--http-port={self.port}", f"--gevent-port={free_port()}"),
            *(f"--workers={self.workers}", "--max-cron-threads=1"),
            *("--smtp=127.0.0.1", f"--smtp-port={self.mail.port}", "--email-from=no-reply@example.com"),
            *self.options,
        ]
        command = odoo.command(self.db, *arguments, addons=self.addons)
        self._process = start(command, self.log_path, odoo.environment())
        self._wait_until_it_answers()

    def stop(self):
        if self._process:
            stop(self._process)
        self.mail.stop()

    def wait(self):
        """Return when the Odoo process ends by itself."""
        self._process.wait()

    def _wait_until_it_answers(self, patience=120):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise Failure(f"Odoo ended while it started; its log is {self.log_path}.")
            try:
                with urllib.request.urlopen(f"{self.url}/web/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Failure(f"Odoo did not answer on {self.url}; its log is {self.log_path}.")


@contextmanager
def serving(database, port=None, workers=0, **more):
    """Serve a database while the block runs; `more`: as `Server` takes it."""
    server = Server(database, port, workers, **more)
    try:
        server.start()
        yield server
    finally:
        server.stop()
