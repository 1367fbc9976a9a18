"""What lies beside a server and outside of its database: the keys, the anchors, and who checks the log from outside."""

import re
import shutil
import subprocess

from dev import database, keys, odoo, odoo_source, packages, postgres
from dev.places import ADDON, ADDONS, ROOT, RUN

_PUBLIC = re.compile(r"^(\S+) .*, public ([0-9a-f]{64})\)$", re.MULTILINE)


class Beside:
    """A folder with a configuration, a copy of this checkout's keys, and anchors."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.key_file = folder / "casecon_key"
        self.anchors = folder / "anchors"
        self.anchors.mkdir(exist_ok=True)
        shutil.copy(f"{keys.settings()['CREDENTIALS_DIRECTORY']}/casecon_key", self.key_file)
        self.config = folder / "odoo.conf"
        settings = {
            "addons_path": ",".join(map(str, (*odoo_source.ensure().addons, ADDONS))),
            "casecon_key_file": self.key_file,
            "casecon_anchor_dir": self.anchors,
        }
        self.config.write_text("\n".join(["[options]", *(f"{name} = {value}" for name, value in settings.items()), ""]))

    @property
    def options(self):
        """What the server is started with."""
        return (f"--config={self.config}",)

    def said(self, database, *words):
        """What `odoo casecon …` says; it must not refuse."""
        status, said = odoo.casecon(database, *words, config=self.config)
        assert status == 0, said
        return said

    def public_keys(self, database):
        """The public parts of the keys that sign, as whoever keeps the safe reads them: {name: hex}."""
        return dict(_PUBLIC.findall(self.said(database, "key", "escrow")))


def verified(database, public, anchors=None):
    """What the verifier finds, run by itself: psycopg2 is all that its Python has. (exit status, its lines)"""
    python = packages.ensure_alone("psycopg2-binary", "odoo", RUN / "verifier")
    alone = subprocess.run([python, "-c", "import odoo"], capture_output=True)
    assert alone.returncode, "there is no Odoo here"
    command = [python, ROOT / ADDON / "tools" / "verify_access_log.py", "--dsn", f"dbname={database}"]
    command += [part for name, key in public.items() for part in ("--public-key", f"{name}={key}")]
    command += ["--anchors", anchors] if anchors else []
    environment = {"PATH": "/usr/bin:/bin", **postgres.settings()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def copied(server, name):
    """A copy of a server's database, while Odoo is down for a moment."""
    server.kill()
    database.clone(server.db, name)
    server.start_again()
