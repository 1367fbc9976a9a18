"""What the server's log says of a statement that PostgreSQL refused.

Odoo logs each with its values and with the names of tables. Where a refusal is part of the work it is not logged, and
where it tells that a row of ours refers to somebody it is logged without saying so. Odoo's `mute_logger` would silence
all threads of the process, and errors of all kinds.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from psycopg2.errors import ForeignKeyViolation, RestrictViolation

REFERRED = (ForeignKeyViolation, RestrictViolation)  # PostgreSQL 18 has an error of its own for RESTRICT

_expected: ContextVar[tuple[type[BaseException], ...]] = ContextVar("casecon_expected", default=())


@contextmanager
def unlogged(*errors):
    """Within the block these errors of PostgreSQL are not logged: in this thread alone, and no others."""
    token = _expected.set(errors)
    try:
        yield
    finally:
        _expected.reset(token)


def is_ours(error):
    """Whether a row of ours is why PostgreSQL refused to delete what it refers to."""
    return isinstance(error, REFERRED) and (error.diag.table_name or "").startswith("casecon_")


class _Neutral(logging.Filter):
    def filter(self, record):
        error = record.args[-1] if isinstance(record.args, tuple) and record.args else None
        if isinstance(error, _expected.get()):
            return False
        if is_ours(error):
            record.msg, record.args = "A statement was refused: other records refer to one that it deletes.", ()
        return True


logging.getLogger("odoo.sql_db").addFilter(_Neutral())
