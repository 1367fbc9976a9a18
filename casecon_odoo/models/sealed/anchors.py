"""Anchors of the access log: a signed checkpoint, kept where this database cannot reach it.

Hourly, and every thousand rows, three lines and a signature go to a file in `casecon_anchor_dir` (odoo.conf) and to the
system's log. Who cuts the log off, or takes the database back to yesterday, cannot take these back with it.
"""

import base64
import logging
import os
from pathlib import Path

from odoo import api, models
from odoo.tools import config

from ...domain.sealed.chain import FIRST, checkpoint
from . import key_file
from .store import store_id

_logger = logging.getLogger("casecon.access_log")


def folder():
    """Where anchors go, or None where none is named."""
    named = config.get("casecon_anchor_dir")
    return Path(named) if named else None


def anchor(cr):
    """Anchor the last row of the log; returns how many rows the log has."""
    cr.execute("SELECT seq, hash FROM casecon_access ORDER BY seq DESC LIMIT 1")
    seq, row_hash = cr.fetchone() or (0, FIRST)
    if not seq:
        return 0
    lines = checkpoint(store_id(cr), seq, row_hash)
    name, signer = key_file.signer()
    signed = f"\n{name} {base64.b64encode(signer.sign(lines.encode())).decode()}\n" if signer else ""
    _logger.info("anchor of the access log: %s", " / ".join(lines.split("\n")[:3]))
    if folder():
        _written(folder() / f"{seq:012}.checkpoint", lines + signed)
    return seq


class CaseconSealed(models.Model):
    _inherit = "casecon.sealed"

    @api.model
    def _cron_anchor(self):
        """Anchor the log, if it has grown since the last time."""
        anchor(self.env.cr)


def _written(path, text):
    """Once, and not again: an anchor is never replaced."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return
    with os.fdopen(file, "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
