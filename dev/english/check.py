"""The words not to use and the length of sentences, held against the texts of a file."""

import re
import tomllib
from pathlib import Path

from dev.english.texts import texts_of

_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|$)|\n\s*\n|$)", re.S)
_WORD = re.compile(r"%\(\w+\)[sd]|…|\w[\w'\u2019.@:/-]*")


class English:
    """What is asked of the texts, from a table such as words.toml."""

    def __init__(self, table):
        self.kept, self.limit, self.plain_files = table["kept"], table["limit"], table["plain_files"]
        self.words, self.plain = (_patterns(table[name]) for name in ("words", "plain"))

    @classmethod
    def of_the_house(cls):
        return cls(tomllib.loads((Path(__file__).parent / "words.toml").read_text()))

    def faults_in(self, path, addon):
        """A sentence for each fault in a file, of the addon or beside it: line, word, and the better one."""
        plain = path.is_relative_to(addon) and any(path.relative_to(addon).match(one) for one in self.plain_files)
        for text in texts_of(path):
            for offset, fault in self.faults_of(text.words, plain=plain):
                yield f"{path}:{text.line_of(offset)}: {fault}"

    def faults_of(self, words, *, plain=False):
        """(offset, sentence) for each fault in a text; `plain` is one of portal, letter or email."""
        if " ".join(words.split()).startswith(tuple(self.kept)):
            return
        for pattern, better in [*self.words, *(self.plain if plain else ())]:
            for found in pattern.finditer(words):
                yield found.start(), f"“{' '.join(found[0].split())}”: better {better}"
        if plain:
            yield from self._too_long(words)

    def _too_long(self, words):
        for sentence in _SENTENCE.finditer(words):
            number = len(_WORD.findall(sentence[0]))
            if number > self.limit:
                begins = " ".join(sentence[0].split()[:6])
                yield sentence.start(), f"{number} words in one sentence, {self.limit} at most: “{begins} …”"


def _patterns(table):
    return [
        (re.compile(rf"(?<![\w/.-])(?:{word.replace(' ', chr(92) + 's+')})(?!\w)", re.I), better)
        for word, better in table.items()
    ]
