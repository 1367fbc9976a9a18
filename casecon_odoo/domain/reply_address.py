"""The address to which an answer goes: the organisation's own, with a token for each invitation (RFC 5233)."""

import re
from email import policy
from email.parser import BytesHeaderParser
from typing import NamedTuple

# Where mail servers and mail programs write to whom a mail goes.
HEADERS = (
    *("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to", "x-forwarded-to"),
    *("apparently-to", "x-delivered-to"),
)
MOST_HEADER_BYTES, MOST_ADDRESSES = 256 * 1024, 100
LONGEST_LOCAL = 64 - 1 - 26  # what is left in front of the @, for the address without its token
TOKEN = re.compile(r"[a-z2-7]{26}")  # 130 bits, in letters that no mail server changes
_SIGN = r"[^\s\x00-\x1f\x7f<>,;:\"()\[\]@]"
_ADDRESS = re.compile(rf"({_SIGN}{{1,64}})@({_SIGN}{{1,255}})")


class Recipient(NamedTuple):
    """An address without its token, and the token or ""."""

    address: str
    token: str


def with_token(address: str, token: str) -> str:
    """The address at which the answer to one invitation is read.

    >>> with_token("replies@example.com", "a" * 26)
    'replies+aaaaaaaaaaaaaaaaaaaaaaaaaa@example.com'
    """
    local, _at, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def split_token(address: str) -> Recipient:
    """An address as it was before a token was put into it.

    >>> split_token("Replies+" + "A" * 26 + "@Example.com")
    Recipient(address='replies@example.com', token='aaaaaaaaaaaaaaaaaaaaaaaaaa')
    >>> split_token("replies+other@example.com")
    Recipient(address='replies@example.com', token='')
    """
    local, _at, domain = address.lower().rpartition("@")
    base, _plus, detail = local.partition("+")
    return Recipient(f"{base}@{domain}", detail if TOKEN.fullmatch(detail) else "")


def recipients(raw: bytes) -> list[Recipient]:
    """To whom a mail goes, as far as its headers say; those with a token come first.

    >>> recipients(b"To: Replies <replies@example.com>\\r\\nCc: zoe@home.example\\r\\n\\r\\nx")
    [Recipient(address='replies@example.com', token=''), Recipient(address='zoe@home.example', token='')]
    """
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(_head(raw))
    text = " ".join(str(value) for name, value in headers.items() if name.lower() in HEADERS)
    found = {}
    for match in _ADDRESS.finditer(text):
        found[split_token(match[0])] = True
        if len(found) == MOST_ADDRESSES:
            break
    return sorted(found, key=lambda one: not one.token)


def _head(raw):
    """The headers alone; an odd mail without an end of them is cut."""
    ends = [
        at for at in (raw.find(b"\r\n\r\n", 0, MOST_HEADER_BYTES), raw.find(b"\n\n", 0, MOST_HEADER_BYTES)) if at >= 0
    ]
    return raw[: min(ends, default=MOST_HEADER_BYTES)]
