"""What the person at the terminal reads: progress, and failures that say what to do."""

import sys
import time
from contextlib import contextmanager

_START = time.monotonic()


class Failure(Exception):
    """A step that did not work; its text says what to do next."""


def say(text):
    """Print one line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _START:4.0f} s] {text}", flush=True)


def complain(text):
    """Print a failure or a notice to standard error."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(text):
    """Say that a step begins, and how long it took."""
    say(f"{text} …")
    began = time.monotonic()
    yield
    say(f"{text}: {time.monotonic() - began:.0f} s")
