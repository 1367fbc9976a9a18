"""The employee's check of the minutes: when it ends, and what counts as a text (R22)."""

import unicodedata
from datetime import datetime

from lxml import html

from .minutes import canonical
from .notice import earliest_after_move
from .working_days import WorkingDays

CHANGE_DAYS = 2  # working days that a change of what was sent leaves at the least
_LOOKS_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing


def check_ends(
    delivered_at: datetime,
    zone: str,
    days: WorkingDays,
    whole: int,
    *,
    is_change: bool = False,
    promised: datetime | None = None,
) -> datetime:
    """When the check of a text ends that reached the employee at ``delivered_at``; instants are naive UTC.

    ``whole`` working days for the text that came first, two for a change of it, and never before the end that they
    were once told (``promised``).

    >>> monday, london = datetime(2026, 6, 15, 9, 40), "Europe/London"
    >>> str(check_ends(monday, london, WorkingDays(), 5))
    '2026-06-22 09:40:00'
    >>> friday = datetime(2026, 6, 19, 15)
    >>> str(check_ends(friday, london, WorkingDays(), 5, is_change=True, promised=datetime(2026, 6, 22, 9, 40)))
    '2026-06-23 15:00:00'
    >>> str(check_ends(monday, london, WorkingDays(), 5, is_change=True, promised=datetime(2026, 6, 22, 9, 40)))
    '2026-06-22 09:40:00'
    """
    ends = earliest_after_move(delivered_at, zone, days, CHANGE_DAYS if is_change else whole)
    return max(ends, promised) if promised else ends


def what_is_read(body: str) -> tuple[str, ...]:
    """All that a reader of ``body`` is shown: its words, where its pictures come from, and where its links lead.

    >>> what_is_read('<p id="p-1">One <img src="/web/image/1"></p>')
    ('p-1\\tp\\tOne', '/web/image/1')
    """
    beside = html.fragment_fromstring(body or "", create_parent="div").iter("img", "a")
    return canonical(body), *(one.get("src") or one.get("href") or "" for one in beside)


def is_blank(body: str) -> bool:
    """Whether nobody could read a word in it: white space, what shows nothing, pictures alone.

    >>> is_blank("<p><br></p>"), is_blank("<p>&#8203;&nbsp;</p>"), is_blank('<p><img src="/web/image/1"></p>')
    (True, True, True)
    >>> is_blank("<p>One</p>")
    False
    """
    words = "".join(line.split("\t", 2)[-1] for line in canonical(body).splitlines())
    return all(unicodedata.category(sign)[0] in "ZC" or sign in _LOOKS_EMPTY for sign in words)
