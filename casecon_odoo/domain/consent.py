"""Consent to disclose confidential information: per item, person and conference; the default is no (R16, R17).

It is common-law consent to disclose, never consent in the sense of data protection law.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from .meeting import Interval

# Who may hear everything of the employee's: themselves, whom they brought, who examined them, and whom they accepted to
# interpret. One who interprets and was not accepted is somebody else.
ALWAYS_MAY_HEAR = frozenset({"employee", "companion", "clinician", "interpreter"})


def current(answers: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The answer that stands for each attendee, from (attendee, answer) in the order in which they were given.

    `disclosed` records that something was said; it neither gives nor takes consent.

    >>> current([(7, "granted"), (7, "disclosed"), (8, "refused"), (7, "withdrawn")])
    {7: 'withdrawn', 8: 'refused'}
    """
    stands: dict[int, str] = {}
    for attendee, answer in answers:
        if answer != "disclosed":
            stands[attendee] = answer
    return stands


def is_sayable(stands: Mapping[int, str], room: Mapping[int, str]) -> bool:
    """Whether an item may be said: it is granted for every person in the room who needs consent.

    `room`: role by attendee. Who has given no answer stands at no, so a late-comer makes it unsayable.

    >>> is_sayable({7: "granted"}, {1: "employee", 2: "clinician", 7: "manager"})
    True
    >>> is_sayable({7: "granted"}, {1: "employee", 2: "clinician", 7: "manager", 8: "hr"})
    False
    """
    return all(stands.get(attendee) == "granted" for attendee, role in room.items() if role not in ALWAYS_MAY_HEAR)


def heard_without(
    given: Iterable[tuple[datetime, str]], said: Iterable[datetime], interval: Interval
) -> list[datetime]:
    """The moments of `said` at which somebody was there, by `interval`, without having been granted to them.

    `given`: their own answers with their times, in the order in which they were given.

    >>> nine, ten = datetime(2026, 6, 1, 9), datetime(2026, 6, 1, 10)
    >>> heard_without([], [nine], Interval(nine)) == [nine], heard_without([(nine, "granted")], [ten], Interval(nine))
    (True, [])
    >>> heard_without([(nine, "granted"), (ten, "disclosed")], [ten], Interval(nine))
    []
    """
    answers = list(given)
    found = []
    for moment in said:
        before = [answer for at, answer in answers if at <= moment and answer != "disclosed"]
        if interval.holds(moment) and (before[-1:] or [""])[0] != "granted":
            found.append(moment)
    return found
