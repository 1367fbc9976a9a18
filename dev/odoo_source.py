"""Odoo 19.0: the tree that ODOO_SRC names, else Debian's package, checked and unpacked."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from dev import debian
from dev.files import locked, made_whole, sha256
from dev.places import CACHE, TOOLS
from dev.say import Failure, complain, step

DEBIAN_VERSION = "19.0.0+dfsg-1"
DEBIAN_SHA256 = "9d2f598b0555db17e291d48ed24df184c70823c053c4c5ed53c467ca7f629bbf"
UNPACKED = TOOLS / "root"

# Debian removed this file, which the web client's bundle still lists.
_MISSING = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclass(frozen=True)
class OdooSource:
    """A source tree: what goes into PYTHONPATH, where the stock addons are, which version."""

    path: Path
    addons: tuple[Path, ...]
    version: str


def _described(path, version):
    addons = [path / "odoo" / "addons", path / "addons"]
    return OdooSource(
        path, tuple(folder for folder in addons if (folder / "base").is_dir() or (folder / "web").is_dir()), version
    )


def _named_by_user(folder):
    path = Path(folder).expanduser().resolve()
    if not (path / "odoo" / "release.py").exists():
        raise Failure(f"ODOO_SRC={folder} holds no odoo/release.py. Name the folder that holds odoo-bin, or odoo/.")
    if "(19, 0" not in (path / "odoo" / "release.py").read_text():
        raise Failure(f"ODOO_SRC={folder} is not Odoo 19.0. Check out its branch 19.0.")
    return _described(path, f"own:{path}")


def _download(folder):
    name = debian.codename()
    fonts = [f"fonts-{font}/{name}" for font in ("font-awesome", "dejavu-core")]
    fonts += [f"fonts-{font}/sid" for font in ("roboto-unhinted", "montserrat")]
    scripts = [f"libjs-{script}/sid" for script in ("jquery", "jquery-form", "underscore")]
    debian.update()
    debian.download(folder, *scripts, *fonts)
    try:
        debian.download(folder, f"odoo-19={DEBIAN_VERSION}")
    except Failure:
        complain(f"Notice: Debian no longer offers odoo-19 {DEBIAN_VERSION}; taking the newest 19.0.")
        debian.download(folder, "odoo-19/sid")
    (package,) = folder.glob("odoo-19_*.deb")
    if DEBIAN_VERSION in package.name.replace("%2b", "+") and sha256(package) != DEBIAN_SHA256:
        raise Failure(f"{package} is not the file that was tried (its sha256 differs). Delete it and try again.")


def ensure():
    """Return the source tree, downloading and unpacking it where needed."""
    if os.environ.get("ODOO_SRC"):
        return _named_by_user(os.environ["ODOO_SRC"])
    path = UNPACKED / "usr/lib/python3/dist-packages"
    with locked(TOOLS / "source.lock"):
        if not path.exists():
            _unpack()
    return _described(path, f"debian:{DEBIAN_VERSION}")


def _unpack():
    if not debian.is_debian() or not Path(debian.KEYRING).exists():
        raise Failure("This is not Debian. Set ODOO_SRC to a folder with the source of Odoo 19.0 (branch 19.0).")
    if not shutil.which("dpkg-deb"):
        raise Failure("dpkg-deb is missing: install the package dpkg.")
    packages = CACHE / "debian"
    if not list(packages.glob("odoo-19_*.deb")):
        with step("Downloading Odoo 19.0 (130 MB)"), made_whole(packages) as folder:
            _download(folder)
    with step("Unpacking Odoo"), made_whole(UNPACKED) as root:
        debian.unpack(packages, root)
        absent = root / "usr/lib/python3/dist-packages" / _MISSING
        absent.parent.mkdir(parents=True, exist_ok=True)
        absent.write_text("// Left out of Debian's package; only the video call's blurred background uses it.\n")
