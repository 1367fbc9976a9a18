"""The one place that the models ask for the time.

Only module code can carry another time, as the demo builder does, by `with at(moment):`. The moment belongs to the
thread that is inside the block: whoever else is served meanwhile meets the real time, and no order in which blocks
end leaves one behind.
"""

import threading
from contextlib import contextmanager
from datetime import datetime

from odoo import fields


class _Blocks(threading.local):
    """The blocks in which this thread is now, the last one entered at the end: one list of the moment for each."""

    def __init__(self):
        self.entered = []


_blocks = _Blocks()


def now() -> datetime:
    """The present instant: naive UTC, whole seconds."""
    entered = _blocks.entered
    return entered[-1][0] if entered else fields.Datetime.now()


@contextmanager
def at(moment: datetime):
    """Within the block, and in its thread alone, the models take `moment` (naive UTC) for the present."""
    entered, block = _blocks.entered, [moment]
    entered.append(block)
    try:
        yield
    finally:
        # by identity, and its own: the one entered last need not be the one that ends
        entered[:] = [other for other in entered if other is not block]
