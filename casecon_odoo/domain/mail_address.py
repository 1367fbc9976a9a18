"""One e-mail address, as people paste it: cleaned, checked, and as a mail server wants it.

Internationalised domains (IDNA 2008, read as browsers read them) are kept as people read them; in front of the @
stands plain ASCII, because Odoo's envelope carries nothing else.
"""

import re
import unicodedata

import idna

LONGEST = 254  # RFC 5321, erratum 1690: what fits into an envelope
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
CURLY = {0x2018: "'", 0x2019: "'", 0x02BC: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"'}
AROUND = " \"'<>,;"


class NotOneAddress(ValueError):
    """`why`: `none`, `several`, `local` (what stands in front of the @) or `domain`. Never the text itself."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def plain_address(text: str) -> str:
    """The one address in ``text``, lower-case, without what nobody sees or means.

    Invisible marks (zero-width, direction, soft hyphen) go, as do quotes, brackets, commas and ``mailto:`` around
    the address; curly apostrophes become straight ones. NotOneAddress for nothing, for several, and for what no
    mail server takes.

    >>> plain_address("\\u200bZoe.O\\u2019Neill@Example.COM\\u00a0")
    "zoe.o'neill@example.com"
    >>> plain_address("\\u201cZoe O\\u2019Neill\\u201d <zoe@b\\xfccher.example>")
    'zoe@bücher.example'
    >>> plain_address("zoe@example.com, sam@example.com")
    Traceback (most recent call last):
        ...
    casecon_domain.mail_address.NotOneAddress: several
    """
    if not isinstance(text, str):
        raise NotOneAddress("none")
    seen = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Zs") else char
        for char in text.translate(CURLY)
        if unicodedata.category(char) not in ("Cf", "Cs", "Co", "Cn")
    )
    seen = unicodedata.normalize("NFKC", seen).strip(AROUND)
    named = re.fullmatch(r"[^<>@]*<([^<>]*)", seen)  # the closing bracket stood at the end
    address = (named[1] if named else seen).strip(AROUND).removeprefix("mailto:").lower()
    if "@" not in address:
        raise NotOneAddress("none")
    local, _at, domain = address.partition("@")
    if "@" in domain or re.search(r"[\s,;<>]", address):
        raise NotOneAddress("several")
    if len(local) > 64 or not LOCAL.fullmatch(local):
        raise NotOneAddress("local")
    address = f"{local}@{_domain(domain)}"
    if len(envelope_address(address)) > LONGEST:
        raise NotOneAddress("domain")
    return address


def envelope_address(address: str) -> str:
    """A plain address in ASCII, for the envelope, the headers and the calendar entry.

    >>> envelope_address("zoe@bücher.example")
    'zoe@xn--bcher-kva.example'
    """
    local, _at, domain = address.rpartition("@")
    return f"{local}@{idna.encode(domain).decode()}"


def _domain(text: str) -> str:
    """A domain of at least two labels, as people read it."""
    text = text.rstrip(".")
    try:
        encoded = idna.encode(text, uts46=True, std3_rules=True).decode()
        readable = idna.decode(encoded)
    except UnicodeError as error:  # idna's own errors are of this kind
        raise NotOneAddress("domain") from error
    labels = encoded.split(".")
    if len(labels) < 2 or not re.fullmatch(r"xn--[a-z0-9-]+|[a-z]{2,63}", labels[-1]):
        raise NotOneAddress("domain")
    return readable
