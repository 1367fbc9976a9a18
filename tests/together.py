"""Calls that begin at the same moment."""

import threading
import time

from tests.rpc import RpcError

AT_ONCE = 16  # as many connections as two workers queue; the others wait as behind any proxy


def together(calls):
    """Run all calls at once, from a barrier; their answers (or errors) and how long each waited, in seconds."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)
    proxy = threading.BoundedSemaphore(AT_ONCE)

    def run(number, call):
        barrier.wait(60)
        begun = time.monotonic()
        try:
            with proxy:
                answer = call()
        except (RpcError, OSError) as error:
            answer = error
        answers[number] = answer, time.monotonic() - begun

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(180)
    return answers
