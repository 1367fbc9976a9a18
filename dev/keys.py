"""The key file of this checkout's servers: made once, kept beside its databases, never committed."""

import base64
import os

from dev.files import locked
from dev.places import RUN

_FOLDER = RUN / "credentials"
_NAMES = ("dev", "log-dev")


def settings():
    """Where Odoo finds the keys of sealed text: a credential, as systemd hands it over."""
    file = _FOLDER / "casecon_key"
    with locked(RUN / "credentials.lock"):
        if not file.exists():
            _FOLDER.mkdir(parents=True, exist_ok=True)
            lines = [f"{name} {base64.b64encode(os.urandom(32)).decode()}\n" for name in _NAMES]
            whole = file.with_name("casecon_key.new")
            whole.write_text("".join(lines))
            whole.chmod(0o600)
            whole.replace(file)
    return {"CREDENTIALS_DIRECTORY": str(_FOLDER)}
