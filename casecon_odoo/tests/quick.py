"""Long walks: `make test` takes a part of their cases, `make test-walks` takes all of them."""

import os
import zlib

WHOLE = bool(os.environ.get("CASECON_WALKS"))


def takes(share, *case):
    """Whether this case is walked: all of them, or one of `share` where it goes quick, the same ones each time.

    >>> {takes(1, number) for number in range(9)}
    {True}
    """
    return WHOLE or zlib.crc32(repr(case).encode()) % share == 0
