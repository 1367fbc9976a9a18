"""Waiting for something to become true; tests never sleep for a fixed time."""

import time


def until(true, what, patience=45):
    """Return the first true answer of `true()`; AssertionError with `what` when it does not come."""
    deadline = time.monotonic() + patience
    while True:
        answer = true()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"After {patience} seconds still not: {what}")
        time.sleep(0.1)
