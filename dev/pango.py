"""Pango, with which WeasyPrint sets text: the machine's own, else Debian's packages, unpacked and not installed."""

from ctypes.util import find_library

from dev import debian
from dev.files import locked, made_whole
from dev.places import CACHE, TOOLS, TRIPLET
from dev.say import complain, step

_PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")
_LIBRARIES = ("pangoft2-1.0", "harfbuzz-subset")
_FOLDER = TOOLS / "pango"


def ensure():
    """Have Pango, or say what will be missing without it."""
    with locked(TOOLS / "pango.lock"):
        if _FOLDER.exists() or all(map(find_library, _LIBRARIES)):
            return
        if not debian.is_debian():
            complain("Notice: Pango is missing, so there is no PDF of the minutes and its tests fail. Install Pango.")
            return
        with step("Downloading and unpacking Pango"), made_whole(CACHE / "pango") as folder:
            debian.download(folder, *debian.missing_for(*_PACKAGES))
            with made_whole(_FOLDER) as unpacked:
                debian.unpack(folder, unpacked)


def settings():
    """What Odoo needs in its environment to find what was unpacked; nothing where the machine has its own."""
    if not _FOLDER.exists():
        return {}
    return {"LD_LIBRARY_PATH": f"{_FOLDER / 'usr/lib' / TRIPLET}:{_FOLDER / 'lib' / TRIPLET}"}
