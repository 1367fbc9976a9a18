"""Half-open intervals of whole minutes, turned into the starts that they allow or forbid.

A set of starts is a Python int: bit k stands for a meeting that begins at ``k * step`` and lasts ``length``
minutes. Intervals are compared with the whole meeting before they become bits, so nothing is rounded: a busy
time forbids exactly the starts whose meeting would meet it, whether or not length and buffers fit the step.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

Busy = tuple[int, int, bool]  # start, stop, soft: a tentative answer
Row = tuple[Any, int, int, bool]  # the same after whose it is, as SQL returns it
Block = tuple[int, int]

_WITHOUT_OWNER = itemgetter(1, 2, 3)
_ONES = [(1 << width) - 1 for width in range(128)]  # most meetings cover few starts


def by_partner(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    """The rows of each partner, as they are: each list may be the ``busy`` of a person.

    >>> by_partner([(7, 0, 30, False), (9, 60, 90, True), (7, 45, 60, False)])[7]
    [(7, 0, 30, False), (7, 45, 60, False)]
    """
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def joined(intervals: Iterable[Block]) -> list[Block]:
    """The same minutes as few intervals in order: those that overlap or touch become one, empty ones go.

    >>> joined([(60, 90), (0, 30), (30, 60), (120, 120), (100, 110)])
    [(0, 90), (100, 110)]
    """
    found: list[Block] = []
    for start, stop in sorted(intervals):
        if start >= stop:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def without(intervals: Iterable[Block], holes: Sequence[Block]) -> Iterator[Block]:
    """Intervals less holes; both in order, none overlapping.

    >>> list(without([(0, 60), (90, 120)], [(10, 20), (50, 100)]))
    [(0, 10), (20, 50), (100, 120)]
    """
    for start, stop in intervals:
        for begin, end in holes:
            if end <= start or begin >= stop:
                continue
            if begin > start:
                yield start, begin
            start = max(start, end)
            if start >= stop:
                break
        if start < stop:
            yield start, stop


class Grid(NamedTuple):
    """The ``count`` starts 0, ``step``, 2 * ``step`` … of a meeting of ``length`` minutes.

    >>> bin(Grid(15, 8, 30).every)
    '0b11111111'
    """

    step: int
    count: int
    length: int

    @property
    def every(self) -> int:
        """All starts."""
        return (1 << self.count) - 1

    def index(self, minute: int) -> int:
        """The number of the first start at ``minute`` or later; ``count`` where there is none.

        >>> [Grid(15, 8, 30).index(minute) for minute in (-5, 0, 1, 105, 106)]
        [0, 0, 1, 7, 8]
        """
        return min(max(-(-minute // self.step), 0), self.count)

    def at(self, minute: int) -> int:
        """The start at ``minute``; none where it is none of the grid.

        >>> [bin(Grid(15, 8, 30).at(minute)) for minute in (30, 31, -15, 120)]
        ['0b100', '0b0', '0b0', '0b0']
        """
        number, rest = divmod(minute, self.step)
        return 0 if rest or not 0 <= number < self.count else 1 << number

    def since(self, minute: int) -> int:
        """The starts at ``minute`` or later.

        >>> bin(Grid(15, 8, 30).since(61))  # 75, 90 and 105
        '0b11100000'
        """
        first = self.index(minute)
        return self.every >> first << first

    def taken(self, busy: Sequence[Busy | Row], before: int = 0, after: int = 0) -> int:
        """The starts that a busy time forbids, tentative or not; see ``taken_apart``.

        >>> bin(Grid(15, 8, 30).taken([(50, 60, True)]))  # 30 and 45
        '0b1100'
        >>> bin(Grid(15, 8, 30).taken([(50, 60, True)], before=5, after=10))  # 15 to 60
        '0b11110'
        """
        firm, tentative = self.taken_apart(busy, before, after)
        return firm | tentative

    def taken_apart(self, busy: Sequence[Busy | Row], before: int = 0, after: int = 0) -> tuple[int, int]:
        """The starts whose meeting, ``before`` and ``after`` added, would meet a busy time: firm, tentative.

        Rows of ``by_partner`` do as well as (start, stop, soft).

        >>> firm, tentative = Grid(15, 8, 30).taken_apart([(0, 15, False), (90, 105, True)])
        >>> bin(firm), bin(tentative)
        ('0b1', '0b1100000')
        """
        if not busy:
            return 0, 0
        if len(busy[0]) == 4:
            busy = map(_WITHOUT_OWNER, busy)
        # The hot loop of a search. A start s is hit when s - before < stop and s + length + after > start.
        step, firm, tentative, ones = self.step, 0, 0, _ONES
        lead, lag = before + step - 1, step - self.length - after
        beyond = self.count * step - lag
        for start, stop, soft in busy:
            if start < stop and start < beyond:
                first = (start + lag) // step
                width = (stop + lead) // step - first
                if first < 0:
                    width, first = max(width + first, 0), 0
                try:
                    hit = ones[width] << first
                except IndexError:
                    hit = (1 << min(width, self.count)) - 1 << first
                if soft:
                    tentative |= hit
                else:
                    firm |= hit
        return firm & self.every, tentative & self.every

    def meeting(self, blocks: Iterable[Block]) -> int:
        """The starts whose meeting would meet one of the blocks.

        >>> bin(Grid(15, 8, 30).meeting([(31, 32), (90, 600)]))  # 15, 30, 75, 90 and 105
        '0b11100110'
        """
        return self.taken([(start, stop, False) for start, stop in blocks])

    def within(self, intervals: Iterable[Block]) -> int:
        """The starts whose whole meeting lies in one stretch of the intervals; those that touch are one.

        >>> bin(Grid(15, 8, 30).within([(10, 60), (60, 80), (90, 125)]))  # 15, 30, 45 and 90
        '0b1001110'
        """
        found = 0
        for start, stop in joined(intervals):
            first = max(-(-start // self.step), 0)
            end = min((stop - self.length) // self.step + 1, self.count)
            if first < end:
                found |= (1 << end - first) - 1 << first
        return found
