"""What the organisation's own mail server found out about the sender of a mail (RFC 8601, Authentication-Results)."""

import re
from collections.abc import Sequence

from .mail_address import NotOneAddress, envelope_address, plain_address

NAME = "authentication-results"
# Exchange Online writes no name of its own into the header, and takes foreign ones away.
UNNAMED = "protection.outlook.com"
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[()";]|\s+|[^\s()";\\]+|\\', re.DOTALL)


def is_proven(headers: Sequence[tuple[str, str]], authserv_id: str, sender: str) -> bool:
    """Whether the server named ``authserv_id`` says that ``sender`` is who wrote, in the mail's own headers.

    ``headers``: in the order of the mail. Only the topmost headers of that server count, up to the next ``Received``:
    whatever a stranger wrote into the mail lies below. What counts is a DMARC pass for the sender's domain, or a DKIM
    signature of that domain or one above it; SPF alone does not, since all customers of a provider share it.

    >>> of = "mx.example.com; spf=pass smtp.mailfrom=x.example; dkim=pass header.d=home.example"
    >>> is_proven([("Authentication-Results", of)], "mx.example.com", "zoe@home.example")
    True
    >>> is_proven([("Authentication-Results", of)], "mx.example.com", "zoe@x.example")
    False
    >>> said_no = ("Authentication-Results", "mx.example.com; dkim=none")
    >>> is_proven([said_no, ("Received", "x"), ("Authentication-Results", of)], "mx.example.com", "zoe@home.example")
    False
    """
    try:
        domain = envelope_address(plain_address(sender)).rpartition("@")[2]
    except NotOneAddress:
        return False
    found = [result for header in _own(headers, authserv_id) for result in header]
    if any(method == "dmarc" and verdict in ("fail", "permerror") for method, verdict, _said in found):
        return False
    return any(verdict == "pass" and _speaks_for(method, said, domain) for method, verdict, said in found)


def names_itself(headers: Sequence[tuple[str, str]], authserv_id: str) -> bool:
    """Whether any header of that server is there; for whoever sets it up."""
    return bool(_own(headers, authserv_id))


def _own(headers, authserv_id):
    """The results in the topmost headers of that server."""
    wanted = authserv_id.strip().lower()
    found = []
    for name, value in headers:
        name = name.lower()
        if name == "received" and found:
            break
        if name == NAME and wanted:
            server, results = _read(value)
            if server == wanted or (not server and wanted == UNNAMED and results):
                found.append(results)
    return found


def _speaks_for(method, said, domain):
    if method == "dmarc":
        return said.get("header.from") == domain
    if method == "dkim":
        signer = said.get("header.d") or said.get("header.i", "").rpartition("@")[2]
        return "." in signer and (domain == signer or domain.endswith(f".{signer}"))
    return False


def _read(text):
    """``(server, [(method, verdict, {property: value})])``; nothing at all where it is not well formed."""
    parts = _parts(text)
    if not parts:
        return "", []
    server = ""
    if not (parts[0] and "=" in parts[0][0]):
        server = parts[0][0] if parts[0] else ""
        parts = parts[1:]
    results = []
    for words in parts:
        pairs = [word.partition("=")[::2] for word in words if "=" in word]
        if pairs and "=" in words[0]:
            method, verdict = pairs[0]
            results.append((method.partition("/")[0], verdict, dict(reversed(pairs[1:]))))
    return server, results


def _parts(text):
    """The words of each part between semicolons, in small letters, without comments; [] where a bracket is open."""
    parts, depth, glued = [[]], 0, False
    for piece in _PIECE.findall(text):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
            if depth < 0:
                return []
        elif depth:
            continue
        elif piece == '"':
            return []  # it has no end
        elif piece == ";":
            parts.append([])
        elif not piece.isspace():
            word = piece[1:-1] if piece.startswith('"') else piece.lower()
            if glued and parts[-1]:
                parts[-1][-1] += word
            else:
                parts[-1].append(word)
            glued = True
            continue
        glued = False
    return [] if depth else parts
