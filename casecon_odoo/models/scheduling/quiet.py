import logging
import threading
from contextlib import contextmanager


@contextmanager
def quiet_here(name):
    """Keep what this thread would log under `name` out of the log; other threads of the server log as ever."""
    me = threading.get_ident()

    def is_another(record):
        return record.thread != me

    logger = logging.getLogger(name)
    logger.addFilter(is_another)
    try:
        yield
    finally:
        logger.removeFilter(is_another)
