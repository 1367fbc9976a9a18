"""What people read in a file, each text with the lines it stands on."""

import ast
import re
from bisect import bisect
from dataclasses import dataclass, field
from xml.parsers import expat

_CODE = re.compile(r"\b(?:SELECT|UPDATE|INSERT|CHECK|UNIQUE|CREATE|ALTER|WHERE|EXCLUDE|BEGIN|TRIGGER|DROP|JOIN)\b")
_JS = re.compile(r"\b_t\(\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)", re.S)
_MARKED_CODE = re.compile(r"^```.*?^```|`[^`\n]*`|\]\([^)\s]*\)", re.S | re.M)
_READ = re.compile(r"(?:string|help|placeholder|alt|confirm|data-tooltip)|(?:.+-)?(?:title|label)|\w+Text")
_INLINE = frozenset({"a", "b", "code", "del", "em", "i", "ins", "small", "span", "strong", "t"})
_HIDDEN = frozenset({"script", "style"})
_FILLED = ("t-out", "t-esc", "t-field")


@dataclass
class Text:
    """One text: `words` as people read them. `line_of` an offset in it is a line of its file."""

    words: str = ""
    _begins: list = field(default_factory=list)
    _lines: list = field(default_factory=list)

    def add(self, words, line):
        self._begins.append(len(self.words))
        self._lines.append(line)
        self.words += words
        return self

    def line_of(self, offset):
        piece = bisect(self._begins, offset) - 1
        return self._lines[piece] + self.words.count("\n", self._begins[piece], offset)


def texts_of(path):
    """Every text that people may read in Python, XML, JavaScript, HTML or Markdown; none of another kind of file."""
    reader = _READERS.get(path.suffix)
    return reader(path.read_text()) if reader else []


def of_python(source):
    """Texts given to gettext, and all others of two words or more but docstrings, SQL and what goes to a log."""
    tree = ast.parse(source)
    told = {id(node) for call in _calls(tree) if _is_gettext(call) for node in ast.walk(call)}
    unread = {id(node) for call in _calls(tree) if _is_log(call) for node in ast.walk(call)}
    unread |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in unread:
            continue
        if id(node) in told or (" " in node.value.strip() and not _CODE.search(node.value)):
            yield Text().add(node.value, node.lineno)


def of_javascript(source):
    for found in _JS.finditer(source):
        yield Text().add(found[1][1:-1].replace('\\"', '"'), source.count("\n", 0, found.start(1)) + 1)


def of_xml(source):
    """Text nodes, joined over inline elements, and the attributes that people read."""
    return _Xml().read(source)


def of_html(source):
    """A page of several sections, well-formed."""
    return of_xml(f"<html>{source}</html>")


def of_markdown(source):
    """The page without its code, as one text."""
    return [Text().add(_MARKED_CODE.sub(lambda code: "\n" * code[0].count("\n"), source), 1)]


_READERS = {".py": of_python, ".xml": of_xml, ".js": of_javascript, ".html": of_html, ".md": of_markdown}


class _Xml:
    def __init__(self):
        self.found, self.text, self.hidden = [], Text(), 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def read(self, source):
        self.parser.Parse(source, True)
        self.flush()
        return self.found

    def start(self, element, attributes):
        line = self.parser.CurrentLineNumber
        self.hidden += element in _HIDDEN
        if element not in _INLINE or "t-elif" in attributes or "t-else" in attributes:
            self.flush()
        self.found += [Text().add(words, line) for name, words in attributes.items() if _READ.fullmatch(name)]
        if any(fill in attributes for fill in _FILLED):
            self.text.add("…", line)  # what the program fills in is a word, too

    def end(self, element):
        self.hidden -= element in _HIDDEN
        if element not in _INLINE:
            self.flush()

    def characters(self, data):
        if not self.hidden:
            self.text.add(data, self.parser.CurrentLineNumber)

    def flush(self):
        if self.text.words.strip(" \n…"):
            self.found.append(self.text)
        self.text = Text()


def _calls(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _is_gettext(call):
    return getattr(call.func, "id", None) in ("_", "_lt") or getattr(call.func, "attr", None) in ("_", "_lt")


def _is_log(call):
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", None) == "_logger"
