"""The server's log of requests, without the secret of a calendar link.

Whoever runs a proxy before Odoo has a log of their own; docs/security.md says what to leave out of it.
"""

import logging
import re

SECRET = re.compile(r"(/updates/calendar/)[^\s\"/?]+")


class _NoSecret(logging.Filter):
    def filter(self, record):
        said = record.getMessage()
        if "/updates/calendar/" in said:
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        return True


logging.getLogger("werkzeug").addFilter(_NoSecret())
