"""When a clinician meets people, and how: painted on a week, minutes of the day in the clinician's zone."""

from collections.abc import Mapping, Sequence

from .intervals import Block, joined, without

DAY = 24 * 60
STEP = 30
MEETS = ("both", "in_person", "virtual")

Span = tuple[int, int, str]
Availability = Mapping[int, tuple[Span, ...]]


def parse(painted: object) -> Availability | None:
    """The painted week as spans by weekday (0 is Monday), sorted; None where nothing is painted.

    `painted` is what is stored: `{"0": [[540, 720, "both"], …], …}`, minutes of the day on the half hour.
    ValueError: anything else, or spans that overlap.

    >>> parse({"0": [[780, 1020, "virtual"], [540, 720, "both"]]})
    {0: ((540, 720, 'both'), (780, 1020, 'virtual'))}
    >>> parse(False) is None
    True
    >>> parse({"7": []})
    Traceback (most recent call last):
        ...
    ValueError: A weekday is a number from 0 (Monday) to 6.
    """
    if not painted:
        return None
    if not isinstance(painted, dict):
        raise ValueError("The marked week is a mapping from weekday to spans.")
    return {_weekday(key): _spans(spans) for key, spans in painted.items()}


def windows(week: Availability | None, weekday: int, mode: str) -> tuple[tuple[int, int], ...]:
    """The minutes of a weekday in which the clinician meets in this mode; hybrid needs them in person.

    Without a painted week that is the whole day: the working schedule alone decides.

    >>> week = parse({"0": [[540, 720, "both"], [720, 1020, "virtual"]]})
    >>> windows(week, 0, "virtual"), windows(week, 0, "hybrid"), windows(week, 1, "virtual")
    (((540, 1020),), ((540, 720),), ())
    >>> windows(None, 0, "virtual")
    ((0, 1440),)
    """
    if week is None:
        return ((0, DAY),)
    wanted = "virtual" if mode == "virtual" else "in_person"
    found: list[Block] = []
    for begin, end, meets in week.get(weekday, ()):
        if meets not in ("both", wanted):
            continue
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return tuple(found)


def apart(work: Sequence[Block], in_person: Sequence[Block], virtual: Sequence[Block]) -> dict[str, list[Block]]:
    """Working hours by how the clinician meets people in them: both, in_person, virtual, or nobody.

    All in order, none overlapping.

    >>> apart([(0, 90)], in_person=[(0, 60)], virtual=[(30, 75)])
    {'both': [(30, 60)], 'in_person': [(0, 30)], 'virtual': [(60, 75)], 'nobody': [(75, 90)]}
    """
    alone = list(without(in_person, virtual))
    return {
        "both": list(without(in_person, alone)),
        "in_person": alone,
        "virtual": list(without(virtual, in_person)),
        "nobody": list(without(work, joined([*in_person, *virtual]))),
    }


def _weekday(key: object) -> int:
    if not isinstance(key, str) or key not in tuple("0123456"):
        raise ValueError("A weekday is a number from 0 (Monday) to 6.")
    return int(key)


def _spans(spans: object) -> tuple[Span, ...]:
    if not isinstance(spans, list) or not all(isinstance(span, (list, tuple)) and len(span) == 3 for span in spans):
        raise ValueError("A day is a list of spans: begin, end, how the clinician meets people.")
    result: list[Span] = []
    for begin, end, meets in sorted(map(tuple, spans)):
        whole = all(type(edge) is int and edge % STEP == 0 for edge in (begin, end))
        if not whole or not 0 <= begin < end <= DAY or meets not in MEETS:
            raise ValueError("A span lies on half hours of one day, and says both, in_person or virtual.")
        if result and result[-1][1] > begin:
            raise ValueError("The spans of a day do not overlap.")
        result.append((begin, end, meets))
    return tuple(result)
