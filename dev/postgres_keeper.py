"""Own the PostgreSQL server until nobody uses it any more; started by dev.postgres."""

import fcntl
import signal
import subprocess
import sys

from dev.postgres import USERS, server_command


def keep(port):
    server = subprocess.Popen(server_command(port))
    with USERS.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        server.send_signal(signal.SIGINT)
        server.wait()


if __name__ == "__main__":
    keep(sys.argv[1])
