"""Check an addon's data files and views against Odoo's RELAX NG schemas; run in Odoo's environment.

python relaxng.py ODOO ADDON: ODOO is the folder that holds odoo/.
"""

import sys
from pathlib import Path

from lxml import etree

# There is no schema for forms, kanban and search panels of other kinds.
_VIEWS = ("list", "search", "calendar", "graph", "pivot", "activity")


def _schema(path):
    return etree.RelaxNG(etree.parse(path))


def faults(odoo, addon):
    data = _schema(odoo / "odoo" / "import_xml.rng")
    folder = next(odoo.glob("**/base/rng"))
    views = {kind: _schema(folder / f"{kind}_view.rng") for kind in _VIEWS}
    for path in sorted(addon.rglob("*.xml")):
        if "static" in path.relative_to(addon).parts:
            continue
        document = etree.parse(path)
        yield from _told(path, data, document)
        for arch in document.iterfind(".//record[@model='ir.ui.view']/field[@name='arch']"):
            for view in arch:
                inherits = arch.getparent().find("field[@name='inherit_id']") is not None
                if not inherits and view.tag in views:
                    yield from _told(path, views[view.tag], etree.ElementTree(view))


def _told(path, schema, tree):
    if not schema.validate(tree):
        for error in schema.error_log:
            yield f"{path}:{error.line}: {error.message}"


if __name__ == "__main__":
    found = list(faults(*map(Path, sys.argv[1:])))
    print("\n".join(found))
    sys.exit(bool(found))
