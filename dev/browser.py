"""One Chromium for Odoo's tours and for Playwright, behind one wrapper."""

import os
import shutil
import subprocess
from pathlib import Path

from dev import debian, fonts, packages
from dev.files import locked, made_whole
from dev.places import BIN, CACHE, MACHINE, TOOLS, TRIPLET
from dev.say import Failure, step

WRAPPER = BIN / "chromium"
_FOLDER = TOOLS / "chromium"
_SWITCHES = (
    "--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --disable-quic --font-render-hinting=none"
)
_UNPACK = """
import brotli, io, pathlib, sys, tarfile
source, target = map(pathlib.Path, sys.argv[1:])
for name in ("al2023.tar", "swiftshader.tar", "fonts.tar"):
    with tarfile.open(fileobj=io.BytesIO(brotli.decompress((source / f"{name}.br").read_bytes()))) as archive:
        archive.extractall(target)
(target / "chromium").write_bytes(brotli.decompress((source / "chromium.br").read_bytes()))
(target / "chromium").chmod(0o755)
"""


def ensure():
    """Write the wrapper for the first browser there is; there always is one, or this fails."""
    with locked(TOOLS / "browser.lock"):
        program, libraries = _own() or _from_npm() or _from_debian()
        _write_wrapper(program, libraries)
    return WRAPPER


def _own():
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise Failure(f"CHROMIUM={named} is no program. Name a Chromium, or leave CHROMIUM unset.")
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if Path(part) != BIN)
    for name in [named] if named else ["chromium", "google-chrome", "google-chrome-stable"]:
        if found := shutil.which(name, path=path):
            return found, []
    return None


def _from_npm():
    """The headless shell of @sparticuz/chromium; its libraries come with it."""
    if MACHINE != "x86_64":
        return None
    source = packages.ensure_node() / "@sparticuz" / "chromium" / "bin"
    if not (_FOLDER / "chromium").exists():
        with step("Unpacking the browser"), made_whole(_FOLDER) as folder:
            subprocess.run([packages.python("tests"), "-c", _UNPACK, source, folder], check=True)
    return _FOLDER / "chromium", [path.parent for path in _FOLDER.rglob("libnss3.so")]


def _from_debian():
    if not debian.is_debian():
        raise Failure("No browser here: install Chromium, or name one with CHROMIUM.")
    root = _FOLDER / "root"
    if not root.exists():
        with step("Downloading and unpacking Debian's Chromium"), made_whole(CACHE / "chromium") as folder:
            debian.download(folder, *debian.missing_for("chromium"))
            with made_whole(root) as unpacked:
                debian.unpack(folder, unpacked)
    folders = [root / "usr/lib" / TRIPLET, root / "lib" / TRIPLET, root / "usr/lib" / TRIPLET / "pulseaudio"]
    return root / "usr/lib/chromium/chromium", folders


def _write_wrapper(program, libraries):
    BIN.mkdir(parents=True, exist_ok=True)
    lines = ["#!/bin/sh", "# The browser of this set-up alone sees these libraries and fonts."]
    if libraries:
        lines.append(f'export LD_LIBRARY_PATH="{":".join(map(str, libraries))}"')
    lines += [f'export {name}="{value}"' for name, value in fonts.settings().items()]
    beside = WRAPPER.with_suffix(".part")
    beside.write_text("\n".join([*lines, f'exec "{program}" {_SWITCHES} "$@"', ""]))
    beside.chmod(0o755)
    beside.rename(WRAPPER)
