"""The master keys, in a file outside of the database: one line each, `name base64`. The first writes, all open.

A line whose name begins with `log-` signs the access log (Ed25519) instead of wrapping data keys. Keys come into being
by command alone: a program that makes a missing key by itself loses what the lost one had sealed.
"""

import base64
import binascii
import hmac
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .suite import NONCE, DataKey

SIGNS = "log-"
LENGTH = 32
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CHECK = b"casecon check value"
MAX_BYTES = 64 * 1024


class KeyFileError(Exception):
    """The key file cannot be used. Says the line and what is wrong with it, never a key."""


class MasterKeyError(Exception):
    """A data key cannot be unwrapped: `reason` is `missing`, `wrong` or `altered`; `name` is that of the master key."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(f"{reason}: {name}")
        self.reason, self.name = reason, name


class Wrapped(NamedTuple):
    """A data key as it is stored: by which master key, and whether that key is the one which wrapped it."""

    master: str
    check: bytes
    nonce: bytes
    wrapped: bytes


class Ring:
    """The keys of one file: the provider of `wrap`, `unwrap` and `known`."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._wraps = {name: key for name, key in keys.items() if not name.startswith(SIGNS)}
        self._signs = {name: key for name, key in keys.items() if name.startswith(SIGNS)}

    @classmethod
    def of_file(cls, path: Path) -> "Ring":
        """The keys of a file. Raises `KeyFileError`, also where there is no file."""
        try:
            with path.open("rb") as file:
                lines = file.read(MAX_BYTES).decode("ascii").splitlines()
        except OSError as error:
            raise KeyFileError(f"cannot be read ({error.strerror})") from None
        except UnicodeDecodeError:
            raise KeyFileError("holds more than names and base64") from None
        keys: dict[str, bytes] = {}
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                name, key = _line(number, line)
                if name in keys:
                    raise KeyFileError(f"line {number}: the name {name} stands twice")
                keys[name] = key
        return cls(keys)

    def known(self) -> tuple[str, ...]:
        """The names of the keys that wrap; the first one writes."""
        return tuple(self._wraps)

    def wrap(self, data_key: DataKey, bound: bytes) -> Wrapped:
        """The data key under the first master key. Raises `MasterKeyError` where there is none."""
        name = next(iter(self._wraps), "")
        master = self._master(name)
        nonce = os.urandom(NONCE)
        return Wrapped(name, check_value(master), nonce, AESGCM(master).encrypt(nonce, b"".join(data_key), bound))

    def unwrap(self, wrapped: Wrapped, bound: bytes) -> DataKey:
        """The data key. Raises `MasterKeyError`: a key that is missing, wrong or was swapped is named as such."""
        master = self._master(wrapped.master)
        if not hmac.compare_digest(check_value(master), bytes(wrapped.check)):
            raise MasterKeyError("wrong", wrapped.master)
        try:
            return DataKey.of(AESGCM(master).decrypt(bytes(wrapped.nonce), bytes(wrapped.wrapped), bound))
        except InvalidTag:
            raise MasterKeyError("altered", wrapped.master) from None

    def signing(self) -> tuple[str, ...]:
        """The names of the keys that sign the log; the first one signs."""
        return tuple(self._signs)

    def public(self, name: str) -> bytes:
        """The public half of a key that signs (32 bytes): what the verifier is given."""
        return Ed25519PrivateKey.from_private_bytes(self._signs[name]).public_key().public_bytes_raw()

    def raw(self, name: str) -> bytes:
        """A key itself, to be printed for the safe."""
        return {**self._wraps, **self._signs}[name]

    def signer(self) -> tuple[str, Ed25519PrivateKey] | None:
        """The first key that signs the log, with its name."""
        for name, key in self._signs.items():
            return name, Ed25519PrivateKey.from_private_bytes(key)
        return None

    def _master(self, name: str) -> bytes:
        if name not in self._wraps:
            raise MasterKeyError("missing", name)
        return self._wraps[name]


def key_line(name: str) -> str:
    """A new key as a line of the file.

    >>> key_line("2026").startswith("2026 "), len(key_line("2026"))
    (True, 49)
    """
    if not NAME.fullmatch(name):
        raise KeyFileError("a name is made of small letters, digits and hyphens, 40 at most")
    return f"{name} {base64.b64encode(os.urandom(LENGTH)).decode()}"


def check_value(master: bytes) -> bytes:
    """Tells keys apart without telling anything of them (8 bytes)."""
    return hmac.digest(master, CHECK, "sha256")[:8]


def _line(number: int, line: str) -> tuple[str, bytes]:
    name, _, encoded = line.strip().partition(" ")
    if not NAME.fullmatch(name):
        raise KeyFileError(f"line {number}: a name is made of small letters, digits and hyphens, 40 at most")
    try:
        key = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        raise KeyFileError(f"line {number}: the key is not base64") from None
    if len(key) != LENGTH:
        raise KeyFileError(f"line {number}: a key has {LENGTH} bytes, this one {len(key)}")
    return name, key
