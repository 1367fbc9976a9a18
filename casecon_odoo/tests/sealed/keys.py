"""A key file of the test's own."""

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from ...domain.sealed.ring import key_line


def use_keys(case, *names):
    """Until the test ends this server's key file holds new keys of these names; returns its path."""
    folder = tempfile.TemporaryDirectory()
    case.addCleanup(folder.cleanup)
    path = Path(folder.name, "casecon_key")
    path.write_text("".join(f"{key_line(name)}\n" for name in names))
    use_folder(case, folder.name)
    return path


def use_folder(case, folder):
    """Until the test ends systemd's credentials lie in this folder."""
    here = patch.dict(os.environ, {"CREDENTIALS_DIRECTORY": folder})
    here.start()
    case.addCleanup(here.stop)
