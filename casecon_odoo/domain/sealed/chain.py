"""The access log: each row carries the hash of the row before it and a signature, so that a change shows (R30).

A signature and no HMAC, because who verifies must not be able to forge. `tools/verify_access_log.py` reckons the same
without this module; a test holds the two together.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FIRST = "0" * 64
ACTS = ("open", "refused", "write", "sign", "key", "erase", "verify", "config")
# In the order in which they are hashed. Times are ISO 8601 in UTC, lists and tables are JSON.
COLUMNS: Sequence[str] = (
    "seq", "at", "act", "uid", "login", "role", "company", "session", "ip",
    "texts", "digests", "person", "conference", "purpose", "number", "key",
)  # fmt: skip


def canonical(row: Mapping[str, Any]) -> bytes:
    """One row as it is hashed: each column by its name, what is empty as null.

    >>> canonical({"seq": 1, "act": "open"})[:40]
    b'{"seq":1,"at":null,"act":"open","uid":nu'
    """
    return json.dumps({name: row.get(name) for name in COLUMNS}, ensure_ascii=True, separators=(",", ":")).encode()


def chained(before: str, row: Mapping[str, Any]) -> str:
    """The hash of a row after the row whose hash is `before` (hex)."""
    return hashlib.sha256(bytes.fromhex(before) + canonical(row)).hexdigest()


def sign(signer: Ed25519PrivateKey, row_hash: str) -> bytes:
    """The signature of a row's hash (64 bytes)."""
    return signer.sign(b"casecon access log row " + bytes.fromhex(row_hash))


def checkpoint(origin: str, seq: int, row_hash: str) -> str:
    """The three lines that are anchored elsewhere: whose log, how many rows, the hash of the last.

    >>> checkpoint("store", 12, "ab")
    'casecon access log store\\n12\\nab\\n'
    """
    return f"casecon access log {origin}\n{seq}\n{row_hash}\n"
