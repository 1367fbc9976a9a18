"""What would free an earlier time, or any: another clinician, another mode, a waiver, an optional person."""

from itertools import combinations
from typing import NamedTuple

_MOST_STEPS = 2


class Remedy(NamedTuple):
    """A change of the wish and the first ``start`` (minutes) that it would give.

    ``kind`` and ``key``: "waiver" of the notice (None), "optional" (the person who could be made optional),
    "clinician" (one of the others), "mode" (its name). ``also``: the further (kind, key) that it takes.
    """

    start: int
    kind: str
    key: str | None = None
    also: tuple[tuple[str, str | None], ...] = ()


class _Step(NamedTuple):
    """One change: the starts that remain where it takes the place of what the search asked."""

    kind: str
    key: str | None
    notice: int | None = None
    pool: int | None = None
    without: str | None = None


_ORDER = ("optional", "mode", "clinician", "waiver")


def remedies(answer) -> list[Remedy]:
    """Each change that gives an earlier start than the first offered, earliest first.

    Where nothing is offered and no single change helps, the pairs of changes that do.
    """
    now = (answer.offered & -answer.offered) or answer.grid.every + 1
    steps = list(_steps(answer))
    for size in range(1, _MOST_STEPS + 1):
        found = []
        for chosen in combinations(steps, size):
            starts = _starts(answer, chosen)
            lowest = starts & -starts
            if starts and lowest < now:
                (kind, key), *also = [(step.kind, step.key) for step in chosen]
                found.append(Remedy((lowest.bit_length() - 1) * answer.wish.grid, kind, key, tuple(also)))
        if found or answer.offered:
            return sorted(found, key=lambda remedy: (remedy.start, _ORDER.index(remedy.kind)))
    return []


def _steps(answer):
    every = answer.grid.every
    for lane in answer.people:
        if lane.refuses and lane.person.can_switch:
            yield _Step("optional", lane.person.key, without=lane.person.key)
    for mode, needs_room in answer.wish.modes.items():
        pool = 0
        for lane in answer.pool:
            pool |= answer.lanes.in_mode(lane, mode)
        yield _Step("mode", mode, pool=pool & answer.any_room if needs_room else pool)
    room = every & ~answer.no_room
    for other in answer.others:
        yield _Step("clinician", other.key, pool=room & ~answer.lanes.of_clinician(other).refuses)
    if answer.short_notice & ~answer.past:
        yield _Step("waiver", None, notice=every & ~answer.past)


def _starts(answer, steps):
    """The starts that would be offered after these changes.

    Of two that replace the pool one counts, which alone gave nothing: such a pair is no remedy.
    """
    every = answer.grid.every
    notice, pool = every & ~(answer.past | answer.short_notice), every & ~(answer.nobody | answer.no_room)
    for step in steps:
        notice = notice if step.notice is None else step.notice
        pool = pool if step.pool is None else step.pool
    starts, without = notice & pool & ~answer.present, [step.without for step in steps]
    for lane in answer.people:
        if lane.person.key not in without:
            starts &= ~lane.refuses
    return starts
