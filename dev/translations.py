"""The template and the translations made from it; run in the linters' environment, which has polib.

python translations.py write EXPORT FOLDER: make FOLDER/casecon_odoo.pot from Odoo's export, and bring each .po up to it
python translations.py fresh EXPORT FOLDER: say what the template in FOLDER lacks or holds too much
python translations.py check FOLDER: say what is missing, fuzzy, left over, or differs in placeholders and mark-up
"""

import re
import sys
from collections import Counter
from pathlib import Path

import polib

# Dates and versions would make every export differ.
_KEPT = ("Language", "Plural-Forms")
_FIXED = {
    "Project-Id-Version": "casecon_odoo",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# What the program fills in, and mark-up: a translation has each as often as the original.
_FILLED = re.compile(
    r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[sdifrx]|%[sdifrx]|%%|\$?\{\{?[\w.\[\]']*\}?\}|</?\w[^<>]*>|&\w+;|\[R\d+(?: R\d+)*\]"
)
_SHOWN = re.compile(r"(\s(?:title|alt|placeholder|aria-label|data-tooltip)=)(\"[^\"]*\"|'[^']*')")


def template_of(export):
    """Odoo's export without what differs from day to day."""
    exported = polib.pofile(str(export))
    template = polib.POFile()
    template.header = "Made by `dev/casecon i18n` from the code; not to be edited."
    template.metadata = dict(_FIXED)
    for entry in sorted(exported, key=lambda one: one.msgid):
        template.append(entry)
    return template


def brought_up_to(translation, template):
    """The translation with the messages of the template alone, in their order; what was translated stays.

    It also stays where only the line breaks of a text are other ones: XML is wrapped anew all the time.
    """
    asked = {entry.msgid for entry in template}
    rewrapped = {" ".join(msgid.split()): msgid for msgid in asked}
    for entry in translation:
        if entry.msgid not in asked:
            entry.msgid = rewrapped.get(" ".join(entry.msgid.split()), entry.msgid)
    translation.merge(template)
    alive = {entry.msgid: entry for entry in translation if not entry.obsolete}
    merged = polib.POFile()
    merged.header = translation.header
    merged.metadata = {**_FIXED, **{name: translation.metadata[name] for name in _KEPT if name in translation.metadata}}
    for entry in template:
        merged.append(alive[entry.msgid])
    return merged


def faults(folder):
    """Sentences about the translations in a folder, each with its file and line."""
    template = polib.pofile(str(_template_in(folder)))
    asked = {entry.msgid for entry in template}
    for path in sorted(folder.glob("*.po")):
        translation = polib.pofile(str(path))
        alive = [entry for entry in translation if not entry.obsolete]
        for entry in translation:
            for fault in _faults_of(entry, asked):
                yield f"{path}:{entry.linenum}: {fault}: {_short(entry.msgid)}"
        for msgid in sorted(asked - {entry.msgid for entry in alive}):
            yield f"{path}: not there: {_short(msgid)}"


def _faults_of(entry, asked):
    if entry.obsolete or entry.msgid not in asked:
        yield "not in the template"
        return
    if entry.fuzzy:
        yield "fuzzy"
    if not entry.msgstr.strip():
        yield "not translated"
        return
    if _filled(entry.msgid) != _filled(entry.msgstr):
        yield f"placeholders or mark-up differ ({entry.msgstr})"
    if _ends(entry.msgid) != _ends(entry.msgstr):
        yield f"begins or ends with other white space ({entry.msgstr})"


def _filled(text):
    """Each placeholder and tag with its number; the words in a tooltip may differ, all else of a tag may not."""
    return Counter(_SHOWN.sub(r"\1…", found) for found in _FILLED.findall(text))


def _ends(text):
    return text[:1].isspace(), text[-1:].isspace()


def stale(export, folder):
    """What Odoo's export and the template in the folder do not share; nothing where they are the same."""
    made, kept = str(template_of(export)), _template_in(folder)
    if kept.exists() and kept.read_text() == f"{made}\n":
        return []
    now = {entry.msgid for entry in polib.pofile(made)}
    was = {entry.msgid for entry in polib.pofile(str(kept))} if kept.exists() else set()
    lines = [f"new: {_short(msgid)}" for msgid in sorted(now - was)]
    lines += [f"gone: {_short(msgid)}" for msgid in sorted(was - now)]
    return lines or ["The same texts stand in other places now."]


def write(export, folder):
    """Write the template and bring every translation in the folder up to it."""
    folder.mkdir(exist_ok=True)
    template = template_of(export)
    _template_in(folder).write_text(f"{template}\n")
    for path in sorted(folder.glob("*.po")):
        path.write_text(f"{brought_up_to(polib.pofile(str(path)), template)}\n")


def _template_in(folder):
    return folder / "casecon_odoo.pot"


def _short(text):
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:80]}…"


if __name__ == "__main__":
    todo, *paths = sys.argv[1:]
    if todo == "write":
        write(*map(Path, paths))
    found = stale(*map(Path, paths)) if todo == "fresh" else list(faults(Path(paths[-1])))
    print("\n".join(found))
    sys.exit(bool(found))
