"""The same fonts everywhere, for the browser and for PDFs: a bare machine has none."""

from dev import odoo_source
from dev.places import CACHE, TOOLS

_FOLDER = odoo_source.UNPACKED / "usr/share/fonts"


def settings():
    """What a program needs in its environment to see these fonts alone; nothing where they are not unpacked."""
    if not _FOLDER.exists():
        return {}
    path = TOOLS / "fonts.conf"
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{_FOLDER}</dir><cachedir>{CACHE / 'fonts'}</cachedir></fontconfig>\n"
    )
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return {"FONTCONFIG_FILE": str(path)}
