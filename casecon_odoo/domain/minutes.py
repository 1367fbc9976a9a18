"""Minutes: paragraphs with stable ids, and a digest that survives re-serialising (R22)."""

import hashlib
import re
from collections.abc import Iterable
from itertools import groupby

from lxml import etree, html

BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "th", "div")
FETCHING = (
    *("img", "source", "picture", "video", "audio", "track", "iframe", "frame", "object", "embed", "svg", "image"),
    *("link", "style", "input", "base", "meta", "script"),
)
# What shows its words as they are; any other element goes, and its words stay: none is struck out, or out of sight.
PLAIN = frozenset(
    {
        *BLOCKS,
        *("a", "b", "strong", "i", "em", "u", "span", "br", "hr", "sub", "sup", "code"),
        *("ul", "ol", "table", "thead", "tbody", "tfoot", "tr"),
    }
)
KEPT = frozenset({"id", "href", "colspan", "rowspan", "start"})
_OURS = re.compile(r"p-(\d+)$")
_NAME = re.compile(r"[a-z_][a-z0-9_.-]*$")
_SPACE = re.compile(r"\s+")


def with_paragraph_ids(body: str, *earlier: str, taken: Iterable[str] = ()) -> str:
    """The body with an id on each paragraph: one that is there stays, a new one gets a number never used before.

    `earlier`: bodies before this one, `taken`: ids that something refers to, so that the number of a deleted
    paragraph is not given away again and a comment stays on its own. An id that stands twice stays with the first.

    >>> with_paragraph_ids("<p>One</p><p>Two</p>")
    '<p id="p-1">One</p><p id="p-2">Two</p>'
    >>> with_paragraph_ids('<p>New</p><p id="p-2">Two</p>', '<p id="p-1">One</p><p id="p-2">Two</p>')
    '<p id="p-3">New</p><p id="p-2">Two</p>'
    >>> with_paragraph_ids("<p>New</p>", taken=["p-7"])
    '<p id="p-8">New</p>'

    Pictures go. Minutes are words: on the portal, in the letter and on paper nobody is shown anything else, and who
    reads them, and when, is nobody else's business.

    >>> with_paragraph_ids('<p>One<img src="/web/image/1"> two</p>')
    '<p id="p-1">One two</p>'

    What would hide a word, or strike it out, goes as well: a change that the words do not show is none.

    >>> with_paragraph_ids('<p style="display:none">One <s>two</s></p><details><p>Three</p></details>')
    '<p id="p-1">One two</p><p id="p-2">Three</p>'
    """
    root = _parse(body)
    _only_words(root)
    _show_all(root)
    before = [block.get("id") for text in earlier for block in _blocks(_parse(text))]
    used = {_number(name) for name in (*before, *taken)} - {None}
    own = {_number(block.get("id")) for block in _blocks(root)} - {None}
    following = max(used | own, default=0) + 1
    seen: set[int] = set()
    for block in _blocks(root):
        number = _number(block.get("id"))
        if number is None or number in seen:
            number, following = following, following + 1
            block.set("id", f"p-{number}")
        seen.add(number)
    return _inner(root)


def paragraph_ids(body: str) -> list[str]:
    """The ids of the paragraphs, in order.

    >>> paragraph_ids('<p id="p-1">One</p><ul><li id="p-4">Two</li></ul>')
    ['p-1', 'p-4']
    """
    return [block.get("id") for block in _blocks(_parse(body)) if block.get("id")]


def first_words(body: str, most: int = 60) -> dict[str, str]:
    """How each paragraph begins, by its id.

    >>> first_words('<p id="p-1">One  <b>two</b> three</p>', most=8)
    {'p-1': 'One two…'}
    """
    starts = {}
    for block in _blocks(_parse(body)):
        words = _SPACE.sub(" ", block.text_content()).strip()
        if block.get("id"):
            starts[block.get("id")] = f"{words[:most].rstrip()}…" if len(words) > most else words
    return starts


def canonical(body: str) -> str:
    """All text, paragraph by paragraph: id, kind and words, white space folded. Style and attributes do not count.

    >>> canonical('<p id="p-1">One  <b>two</b></p>') == canonical('<p id="p-1" style="x">One <b>two</b>\\n</p>')
    True
    >>> canonical('<ul><li id="p-1">One<p id="p-2">Two</p></li></ul>').splitlines()
    ['p-1\\tli\\tOne', 'p-2\\tp\\tTwo']
    """
    lines = []
    texts_by_block = groupby(  # pylint: disable=bad-builtin-groupby  # plain Python: no odoo here
        _parse(body).xpath(".//text()"), _block_around
    )
    for block, texts in texts_by_block:
        words = _SPACE.sub(" ", "".join(texts)).strip()
        if words:
            lines.append(f"{block.get('id', '')}\t{block.tag}\t{words}")
    return "\n".join(lines)


def digest(*parts: str) -> str:
    """SHA-256 (hex, with its version) over parts that are named one by one, so that none runs into the next.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    total = hashlib.sha256()
    for part in parts:
        data = part.encode()
        total.update(f"{len(data)}:".encode())
        total.update(data)
    return f"v1:{total.hexdigest()}"


def _parse(body: str):
    root = html.fragment_fromstring(body or "", create_parent="div")
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if not _NAME.match(name):  # a slip like `<i/1/=`: it would be read differently each time
                del element.attrib[name]
    _wrap_all(root)
    return root


def _only_words(root):
    """Take out pictures and all that is fetched when the text is shown; a link that one has to press may stay."""
    for element in list(root.iter(*FETCHING)):
        element.drop_tree()


def _show_all(root):
    """Leave no element and no attribute by which words look other than the words that are there."""
    for element in list(root.iterdescendants(etree.Element)):
        for name in set(element.attrib) - KEPT:
            del element.attrib[name]
        if element.tag not in PLAIN:
            element.drop_tag()
    _wrap_all(root)


def _wrap_all(root):
    for stray in root.xpath("./text()[normalize-space()]"):
        _wrap(root, stray)


def _wrap(root, stray):
    """Text that stands in no block becomes a paragraph of its own."""
    paragraph = html.Element("p")
    paragraph.text = str(stray).strip()
    parent = stray.getparent()
    if stray.is_text:
        parent.text = None
        root.insert(0, paragraph)
    else:
        parent.tail = None
        root.insert(root.index(parent) + 1, paragraph)


def _blocks(root):
    return [element for element in root.iterdescendants() if element.tag in BLOCKS]


def _block_around(text):
    """The innermost paragraph that a text stands in, or the root."""
    element = text.getparent()
    if text.is_tail:
        element = element.getparent()
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _number(name):
    found = _OURS.match(name or "")
    return int(found.group(1)) if found else None


def _inner(root) -> str:
    return (root.text or "") + "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
