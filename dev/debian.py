"""Debian packages without root: a private apt state, signatures checked, unpacked into a folder."""

import re
import shutil
import subprocess
from pathlib import Path

from dev.files import locked
from dev.places import TOOLS
from dev.say import Failure

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_APT = TOOLS / "apt"
_LOCK = TOOLS / "apt.lock"


def is_debian():
    return shutil.which("apt-get") is not None and shutil.which("dpkg") is not None


def codename():
    found = re.search(r"^VERSION_CODENAME=(\S+)", Path("/etc/os-release").read_text(), re.MULTILINE)
    if not found:
        raise Failure("This Debian names no release. Set ODOO_SRC to a folder with the source of Odoo 19.0.")
    return found[1].strip('"')


def _options():
    lists, cache = _APT / "lists", _APT / "cache"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    (cache / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    settings = {
        "Dir::Etc::SourceList": _APT / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": lists,
        "Dir::Cache": cache,
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "Acquire::GzipIndexes": "true",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        # A mirror that lags makes the index of unstable "expired"; the pinned sum protects us.
        "Acquire::Check-Valid-Until": "false",
        "APT::Sandbox::User": "root",
    }
    return [f"-o{key}={value}" for key, value in settings.items()]


def _mirrors():
    """The machine's own Debian mirrors, as (address, suite)."""
    shown = subprocess.run(["apt-get", "update", "--print-uris"], capture_output=True, text=True)
    name = codename()
    found = re.findall(rf"^'(.*)/dists/({re.escape(name)}[a-z-]*)/InRelease'", shown.stdout, re.MULTILINE)
    if not found:
        raise Failure(
            f"apt on this machine names no mirror for Debian {name}. Add one to /etc/apt/sources.list, "
            "or set ODOO_SRC to a folder with the source of Odoo 19.0."
        )
    return found


def update():
    """Read the package index of this release and of unstable into the private state."""
    with locked(_LOCK):
        _update()


def _ensure_index():
    if not (_APT / "sources.list").exists():
        _update()


def _update():
    mirrors = _mirrors()
    _APT.mkdir(parents=True, exist_ok=True)
    suites = [(mirrors[0][0], "sid"), *mirrors]
    lines = [f"deb [target=Packages signed-by={KEYRING}] {address} {suite} main\n" for address, suite in suites]
    (_APT / "sources.list").write_text("".join(lines))
    _apt("update")


def _apt(*arguments, cwd=None):
    done = subprocess.run(["apt-get", *_options(), "-qq", *arguments], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise Failure(
            f"apt-get {' '.join(arguments)} failed:\n{done.stderr.strip()}\n"
            "Is the Debian mirror reachable? Try again, or set ODOO_SRC to a folder with the source of Odoo 19.0."
        )
    return done.stdout


def download(folder, *packages):
    """Put the .deb files of the packages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(_LOCK):
        _ensure_index()
        _apt("-t", codename(), "download", *packages, cwd=folder)


def missing_for(*packages):
    """The names of the packages that installing these would add to this machine."""
    with locked(_LOCK):
        _ensure_index()
    planned = _apt("-t", codename(), "-s", "--no-install-recommends", "install", *packages)
    return re.findall(r"^Inst (\S+)", planned, re.MULTILINE)


def unpack(folder, target):
    """Unpack all .deb files of `folder` into `target`."""
    for package in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg", "-x", package, target], check=True)
