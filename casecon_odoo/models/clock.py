"""The one place that the models ask for the time.

Only module code can carry another time: a test or the demo builder, by `with at(moment):`.
"""

from contextlib import contextmanager
from datetime import datetime

from odoo import fields

_moment: datetime | None = None


def now() -> datetime:
    """The present instant: naive UTC, whole seconds."""
    return _moment or fields.Datetime.now()


@contextmanager
def at(moment: datetime):
    """Within the block the models take `moment` (naive UTC) for the present."""
    global _moment
    before, _moment = _moment, moment
    try:
        yield
    finally:
        _moment = before
