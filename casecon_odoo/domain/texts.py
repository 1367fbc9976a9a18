"""What a text that people write may be: of some length, and made of signs that can be kept and shown."""

import re

MOST_BYTES = 64 * 1024
# PostgreSQL keeps no NUL, and half a surrogate pair is no character: no typed text holds either.
_NO_SIGN = re.compile("[\0\ud800-\udfff]")


def fault_of(text: str) -> str | None:
    """`broken`: holds what cannot be kept; `long`: more than 64 kB in UTF-8; None: a text like any other.

    >>> fault_of("Back pain?"), fault_of("a\\0b"), fault_of("\\ud800"), fault_of("x" * 65537)
    (None, 'broken', 'broken', 'long')
    >>> fault_of("é" * 32768), fault_of("é" * 32769)
    (None, 'long')
    """
    if _NO_SIGN.search(text):
        return "broken"
    return "long" if len(text.encode()) > MOST_BYTES else None
