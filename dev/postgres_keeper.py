"""Own the PostgreSQL server until nobody uses it any more; started by dev.postgres."""

import fcntl
import signal
import subprocess
import sys
import threading
import time

from dev.postgres import USERS, server_command


class Kept:
    """The server, started again where it was killed, as a service manager does."""

    def __init__(self, port):
        self.process = subprocess.Popen(server_command(port))
        self._port = port

    def serve(self):
        while self.process.wait() == -signal.SIGKILL:
            time.sleep(0.2)  # its children, killed with it, give back what they held
            self.process = subprocess.Popen(server_command(self._port))


def keep(port):
    kept = Kept(port)
    serving = threading.Thread(target=kept.serve)
    serving.start()
    with USERS.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        kept.process.send_signal(signal.SIGINT)
        serving.join()


if __name__ == "__main__":
    keep(sys.argv[1])
