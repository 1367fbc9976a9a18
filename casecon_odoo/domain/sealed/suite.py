"""Suite 1: AES-256-GCM with a random 96-bit nonce; the payload is JSON, padded to whole blocks of 256 bytes.

What a text belongs to is bound to it: a ciphertext that was moved to another row, employee, company or revision does
not open. The suite stands in every row, so that another can follow.
"""

import hashlib
import hmac
import json
import os
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE = 1
BLOCK = 256
NONCE = 12


class UnreadableError(Exception):
    """The ciphertext does not belong here, or was changed. Carries no text."""


class Bound(NamedTuple):
    """What a text belongs to. `store`, `key` and `text` are our own random ids, `revision` counts from 1."""

    store: str
    company: int
    kind: str
    key: str
    text: str
    revision: int

    def data(self) -> bytes:
        return json.dumps(["casecon sealed text", SUITE, *self], separators=(",", ":")).encode()


class DataKey(NamedTuple):
    """The two halves of an employee's key: one encrypts, one proves that a text is the same (32 bytes each)."""

    cipher: bytes
    mac: bytes

    @classmethod
    def new(cls) -> "DataKey":
        return cls(os.urandom(32), os.urandom(32))

    @classmethod
    def of(cls, raw: bytes) -> "DataKey":
        return cls(raw[:32], raw[32:])


class Sealed(NamedTuple):
    """What is stored. `content_mac` stays when the same text is encrypted again."""

    nonce: bytes
    ciphertext: bytes
    content_mac: bytes


def seal(key: DataKey, payload: dict[str, Any], bound: Bound) -> Sealed:
    """The payload, encrypted; its length shows in steps of 256 bytes only.

    >>> key = DataKey(b"k" * 32, b"m" * 32)
    >>> bound = Bound("store", 1, "note", "key", "text", 1)
    >>> sealed = seal(key, {"body": "invented"}, bound)
    >>> len(sealed.ciphertext), unseal(key, sealed, bound)
    (272, {'body': 'invented'})
    >>> unseal(key, sealed, bound._replace(revision=2))
    Traceback (most recent call last):
    ...
    casecon_domain.sealed.suite.UnreadableError: changed, or not of this row
    """
    plain = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    padded = plain + b" " * (-len(plain) % BLOCK)
    nonce = os.urandom(NONCE)
    return Sealed(nonce, AESGCM(key.cipher).encrypt(nonce, padded, bound.data()), _mac(key, plain, bound))


def unseal(key: DataKey, sealed: Sealed, bound: Bound) -> dict[str, Any]:
    """The payload. Raises `UnreadableError` where anything of it, or of what it belongs to, was changed."""
    try:
        plain = AESGCM(key.cipher).decrypt(bytes(sealed.nonce), bytes(sealed.ciphertext), bound.data()).rstrip(b" ")
    except InvalidTag:
        raise UnreadableError("changed, or not of this row") from None
    if not hmac.compare_digest(_mac(key, plain, bound), bytes(sealed.content_mac)):
        raise UnreadableError("its mark is of another text")
    return json.loads(plain)


def digest(sealed: Sealed, bound: Bound) -> str:
    """What the log keeps of a text: who has no key can still see that a row is as it was written (hex)."""
    parts = (bound.data(), bytes(sealed.nonce), bytes(sealed.ciphertext), bytes(sealed.content_mac))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _mac(key: DataKey, plain: bytes, bound: Bound) -> bytes:
    # of this text and revision: two texts that read the same must not look the same
    return hmac.digest(key.mac, f"{bound.text}/{bound.revision}/".encode() + plain, "sha256")
