"""Where this server's master keys lie: never in the database, a parameter or an environment variable.

`casecon_key_file` in odoo.conf names the file; else systemd's credential `casecon_key` is read.
"""

import os
from pathlib import Path

from odoo.tools import config

from ...domain.sealed.ring import KeyFileError, MasterKeyError, Ring

CREDENTIAL = "casecon_key"

_read: dict[Path, tuple[tuple[int, int], Ring]] = {}


def path():
    """The key file, or None where none is named."""
    if named := config.get("casecon_key_file"):
        return Path(named)
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder, CREDENTIAL) if folder else None


def ring():
    """The keys as the file holds them now; read again when it has changed. Raises `KeyFileError`."""
    file = path()
    if file is None:
        raise KeyFileError("no key file is named")
    try:
        found = file.stat()
    except OSError as error:
        raise KeyFileError(f"cannot be read ({error.strerror})") from None
    stamp = (found.st_mtime_ns, found.st_size)
    known = _read.get(file)
    if not known or known[0] != stamp:
        known = _read[file] = (stamp, Ring.of_file(file))
    return known[1]


def can_write():
    """Whether this server has a key that seals."""
    try:
        return bool(ring().known())
    except KeyFileError:
        return False


def signer():
    """The name and the key that signs the log; (None, None) without one, so that the log still tells."""
    try:
        return ring().signer() or (None, None)
    except KeyFileError:
        return None, None


def sentence(env, error):
    """What a person reads when texts are closed: what is missing, and who can supply it."""
    if isinstance(error, MasterKeyError) and error.reason == "wrong":
        return env._("This server has the wrong key for sealed text. Your system administrator has the right one.")
    if isinstance(error, MasterKeyError) and error.reason == "altered":
        return env._("A key of sealed text was changed. Tell your system administrator and your privacy officer.")
    return env._("Sealed text is closed, because this server has no key. Your system administrator can set it up.")
