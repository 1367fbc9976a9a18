"""Another day for a whole run: libfaketime shifts the clock of a process, its children and the threads of both.

By one offset from the real time, so that Odoo, PostgreSQL, pytest and the browser agree on what day it is. The
monotonic clock stays the real one: Python waits by it for locks (`sem_clockwait`), which libfaketime does not know. The
library comes as a Python package: Debian 12's own shifts the sleep of the real monotonic clock too, and with that every
`time.sleep` fails; newer ones need a newer libc.
"""

from dev import packages
from dev.places import MACHINE
from dev.say import Failure


def ensure():
    """Have the library; return it."""
    folder = packages.ensure_folder("faketime")
    library = folder / "libfaketime/vendor/libfaketime/src/libfaketime.so.1"
    if MACHINE != "x86_64" or not library.exists():
        raise Failure("Another day needs libfaketime, which is there for Linux on x86_64 only.")
    return library


def settings(seconds):
    """The environment of a process whose clock is ahead of the real one by so many seconds, or behind it."""
    return {
        "LD_PRELOAD": str(ensure()),
        "FAKETIME": f"{seconds:+d}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",  # files keep the times that the kernel gave them
    }
