"""What has changed between two versions of the minutes: words added and words gone, paragraph by paragraph (R22)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from .minutes import canonical

SAME, ADDED, GONE = "same", "added", "gone"
MOST_COMPARED = 4_000_000  # words of one times words of the other: beyond that a paragraph is compared as a whole


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it is now, with what is gone from it; ``parts`` are (same, added or gone; words)."""

    name: str
    kind: str
    parts: tuple[tuple[str, str], ...]

    @property
    def is_changed(self) -> bool:
        return any(how != SAME for how, _words in self.parts)


def changes(before: str, after: str) -> list[Paragraph]:
    """All paragraphs of ``after``, and those of ``before`` that are gone, where they stood.

    >>> for one in changes('<p id="p-1">Half days for four weeks</p><p id="p-2">No more</p>',
    ...                    '<p id="p-1">Half days for six weeks</p><p id="p-3">A chair</p>'):
    ...     print(one.name, one.parts)
    p-1 (('same', 'Half days for'), ('gone', 'four'), ('added', 'six'), ('same', 'weeks'))
    p-2 (('gone', 'No more'),)
    p-3 (('added', 'A chair'),)
    >>> any(one.is_changed for one in changes('<p id="p-1">One</p>', '<p id="p-1"><b>One</b></p>'))
    False
    """
    old, new = _lines(before), _lines(after)
    known, kept = {line[:2] for line in old}, {line[:2] for line in new}
    # a paragraph that was taken out and put in again has another name
    moved = {(kind, words): (name, kind) for name, kind, words in reversed(old) if (name, kind) not in kept}
    keys = [line[:2] if line[:2] in known else moved.pop(line[1:], line[:2]) for line in new]
    found = []
    for how, i1, i2, j1, j2 in SequenceMatcher(None, [line[:2] for line in old], keys, autojunk=False).get_opcodes():
        if how == "equal":
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            found += [Paragraph(name, kind, _words(was, now)) for (_n, _k, was), (name, kind, now) in pairs]
        else:
            found += [Paragraph(name, kind, ((GONE, words),)) for name, kind, words in old[i1:i2]]
            found += [Paragraph(name, kind, ((ADDED, words),)) for name, kind, words in new[j1:j2]]
    return found


def changed_names(before: str, after: str) -> set[str]:
    """The names of the paragraphs of ``before`` that do not stand in ``after`` word for word, under their name.

    >>> sorted(changed_names('<p id="p-1">One</p><p id="p-2">Two</p><p id="p-3">Three</p>',
    ...                      '<p id="p-1">One</p><p id="p-2">Two, and more</p>'))
    ['p-2', 'p-3']
    """
    now = set(_lines(after))
    return {name for name, kind, words in _lines(before) if (name, kind, words) not in now}


def _lines(body):
    return [tuple(line.split("\t", 2)) for line in canonical(body).splitlines()]


def _words(was, now):
    if was == now:
        return ((SAME, now),)
    old, new = was.split(" "), now.split(" ")
    if len(old) * len(new) > MOST_COMPARED:
        return (GONE, was), (ADDED, now)
    parts = []
    for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append((SAME, " ".join(new[j1:j2])))
            continue
        if i1 < i2:
            parts.append((GONE, " ".join(old[i1:i2])))
        if j1 < j2:
            parts.append((ADDED, " ".join(new[j1:j2])))
    return tuple(parts)
