"""What a job does to many records: whatever goes wrong with one of them is that one's."""

import logging

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)


def each(records, step):
    """Do `step` to each record in a savepoint of its own; what it raises is logged by its kind alone [R25].

    Somebody else's change at the same time is raised: the whole is done again.
    """
    for record in records:
        try:
            with record.env.cr.savepoint():
                step(record)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            _logger.error("%s %s could not be handled (%s)", record._name, record.id, type(error).__name__)
