"""Half-open intervals of whole minutes, turned into the starts that they allow or forbid.

A set of starts is a Python int: bit k stands for a meeting that begins at ``k * step`` and lasts ``length``
minutes. Intervals are compared with the whole meeting before they become bits, so nothing is rounded: a busy
time forbids exactly the starts whose meeting would meet it, whether or not length and buffers fit the step.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

Busy = tuple[int, int, bool]  # start, stop, soft: a tentative answer
Row = tuple[Any, int, int, bool]  # the same after whose it is, as SQL returns it
Block = tuple[int, int]

_WITHOUT_OWNER = itemgetter(1, 2, 3)
_ONES = [b"1" * width for width in range(128)]  # most meetings cover few starts


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


class Grid(NamedTuple):
    """The ``count`` starts 0, ``step``, 2 * ``step`` … of a meeting of ``length`` minutes.

    >>> grid = Grid(15, 8, 30)
    >>> grid.minutes(grid.every)
    [0, 15, 30, 45, 60, 75, 90, 105]
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

    def since(self, minute: int) -> int:
        """The starts at ``minute`` or later.

        >>> grid = Grid(15, 8, 30)
        >>> grid.minutes(grid.since(61))
        [75, 90, 105]
        """
        first = self.index(minute)
        return self.every >> first << first

    def minutes(self, starts: int) -> list[int]:
        """A set of starts as minutes, in order.

        >>> Grid(15, 8, 30).minutes(0b101)
        [0, 30]
        """
        return [index * self.step for index in range(self.count) if starts >> index & 1]

    def taken(self, busy: Sequence[Busy | Row], before: int = 0, after: int = 0) -> int:
        """The starts that a busy time forbids, tentative or not; see ``taken_apart``.

        >>> grid = Grid(15, 8, 30)
        >>> grid.minutes(grid.taken([(50, 60, True)]))
        [30, 45]
        >>> grid.minutes(grid.taken([(50, 60, True)], before=5, after=10))
        [15, 30, 45, 60]
        """
        cells = self._cells()
        self._paint(busy, before, after, cells, cells)
        return self._bits(cells)

    def taken_apart(self, busy: Sequence[Busy | Row], before: int = 0, after: int = 0) -> tuple[int, int]:
        """The starts whose meeting, ``before`` and ``after`` added, would meet a busy time: firm, tentative.

        Rows of ``by_partner`` do as well as (start, stop, soft).

        >>> grid = Grid(15, 8, 30)
        >>> firm, tentative = grid.taken_apart([(0, 15, False), (90, 105, True)])
        >>> grid.minutes(firm), grid.minutes(tentative)
        ([0], [75, 90])
        """
        firm, tentative = self._cells(), self._cells()
        self._paint(busy, before, after, firm, tentative)
        return self._bits(firm), self._bits(tentative)

    def meeting(self, blocks: Iterable[Block]) -> int:
        """The starts whose meeting would meet one of the blocks.

        >>> grid = Grid(15, 8, 30)
        >>> grid.minutes(grid.meeting([(31, 32), (90, 600)]))
        [15, 30, 75, 90, 105]
        """
        return self.taken([(start, stop, False) for start, stop in blocks])

    def within(self, intervals: Iterable[Block]) -> int:
        """The starts whose whole meeting lies in one stretch of the intervals; those that touch are one.

        >>> grid = Grid(15, 8, 30)
        >>> grid.minutes(grid.within([(10, 60), (60, 80), (90, 125)]))
        [15, 30, 45, 90]
        """
        cells = self._cells()
        for start, stop in joined(intervals):
            first = max(-(-start // self.step), 0)
            end = min((stop - self.length) // self.step + 1, self.count)
            if first < end:
                cells[first:end] = b"1" * (end - first)
        return self._bits(cells)

    def _paint(self, busy, before, after, firm, tentative):
        # the hot loop of a search: a byte per start, one slice per busy time. A start s is hit when
        # s - before < stop and s + length + after > start.
        if not busy:
            return
        if len(busy[0]) == 4:
            busy = map(_WITHOUT_OWNER, busy)
        step = self.step
        lead, lag = before + step - 1, step - self.length - after
        ones = _ONES
        for start, stop, soft in busy:
            if start < stop:
                first = (start + lag) // step
                end = (stop + lead) // step
                if first < 0:
                    if end <= 0:
                        continue
                    first = 0
                cells = tentative if soft else firm
                # what is written beyond the last start is cut off in _bits
                try:
                    cells[first:end] = ones[end - first]
                except IndexError:
                    end = min(end, self.count)
                    cells[first:end] = b"1" * (end - first)

    def _cells(self):
        return bytearray(b"0") * self.count

    def _bits(self, cells):
        if not self.count:
            return 0
        del cells[self.count :]
        cells.reverse()  # int() reads the highest bit first
        return int(cells, 2)
