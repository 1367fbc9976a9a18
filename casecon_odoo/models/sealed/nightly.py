"""The nightly check of the access log; what came of it stands in the log itself and at the top of its list."""

import importlib.util
import logging
from pathlib import Path

from odoo import api, models

from ...domain.sealed.ring import KeyFileError
from . import anchors, key_file
from .access_log import log_later

_logger = logging.getLogger(__name__)


def verifier():
    """The check, which also runs by itself where there is no Odoo."""
    path = Path(__file__).resolve().parents[2] / "tools" / "verify_access_log.py"
    spec = importlib.util.spec_from_file_location("verify_access_log", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verified(cr):
    """What was found, one sentence each, and how many rows the log has; signatures too where this server has keys."""
    try:
        ring = key_file.ring()
        public = {name: ring.public(name).hex() for name in ring.signing()}
    except KeyFileError:
        public = {}
    tool = verifier()
    return tool.verify(cr, list(tool.anchors(anchors.folder())), public)


class CaseconAccessEntry(models.Model):
    _inherit = "casecon.access.entry"

    @api.model
    def _cron_verify(self):
        """Check the whole log; the result is a row of it."""
        with self.env.registry.cursor() as cr:
            found, rows = verified(cr)
        for sentence in found:
            _logger.error("access log: %s", sentence)
        log_later(self.env, "verify", number=rows, purpose=str(len(found)))

    @api.model
    def last_check(self):
        """When the log was last checked, how many rows it had and how many findings; False before the first check."""
        self.check_access("read")
        self.env.cr.execute(
            "SELECT id, at, number, purpose FROM casecon_access_entry WHERE act = 'verify' ORDER BY id DESC LIMIT 1"
        )
        row = self.env.cr.dictfetchone()
        return row and {"at": row["at"], "rows": row["number"], "findings": int(row["purpose"] or 0)}
