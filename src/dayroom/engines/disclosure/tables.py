"""One two-way table with its totals, so that no number of 1 to 10 can be worked out from the others.

For tables that leave once, as in a study's output; what is published again and again goes through releases.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .errors import UnevenTable
from .limits import limits

# rows or columns; with more, looking for complements would take minutes
MOST = 200


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The table as it may leave; None stands for a number that is not shown."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class _Square:
    """Four cells that can move together without changing a sum: with a small one up, these go up or down."""

    corners: tuple[tuple[int, int], ...]
    falls: tuple[bool, ...]


def suppress_table(counts: Sequence[Sequence[int]], *, least: int = 0) -> Suppressed:
    """Hide small counts, and as many others as are needed so that sums do not give them away.

    counts    people in each row and column, without totals
    least     counts of 1 to least - 1 are hidden; never below the public limit
    returns   Suppressed; zeros and larger counts stay where they are safe
    units     people
    raises    UnevenTable
    source    hypercube method: Repsilber 1994; Giessing 2001 (GHMITER)
    errs      for every small count there is a whole other table with the same visible numbers for each of 1 to 10;
              where none can be found, only the total stays

    >>> suppress_table([[20, 30, 3], [40, 25, 60], [35, 50, 44]]).cells
    ((None, 30, None), (40, 25, 60), (None, 50, None))
    """
    limit = max(least, limits().k)
    whole = _with_totals(counts)
    hidden: set[tuple[int, int]] = set()
    small = [(i, j) for i, row in enumerate(whole) for j, value in enumerate(row) if 0 < value < limit]
    for place in sorted(small, key=lambda at: (-whole[at[0]][at[1]], at)):
        square = _best_square(whole, place, hidden | {*small}, limit)
        if square is None:
            return _only_total(whole, limit)
        hidden |= set(square.corners)
    return _shown(whole, hidden)


def rounded(people: int, *, base: int = 5) -> int:
    """A count to the nearest multiple, halves to the even one; for numbers that need not be exact.

    >>> rounded(42), rounded(43), rounded(10)
    (40, 45, 10)
    """
    return base * round(people / base)


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    widths = {len(row) for row in counts}
    if len(widths) != 1 or not 0 < max(widths) <= MOST or len(counts) > MOST:
        raise UnevenTable
    if any(isinstance(value, bool) or not isinstance(value, int) or value < 0 for row in counts for value in row):
        raise UnevenTable
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _sign(whole: list[list[int]], place: tuple[int, int]) -> int:
    # totals enter the sums with a minus; the grand total is a total of totals
    edge = (place[0] == len(whole) - 1, place[1] == len(whole[0]) - 1)
    return -1 if edge[0] != edge[1] else 1


def _squares(whole: list[list[int]], place: tuple[int, int]) -> Iterator[_Square]:
    row, column = place
    own = _sign(whole, place)
    others = itertools.product(range(len(whole)), range(len(whole[0])))
    for i, j in ((i, j) for i, j in others if i != row and j != column):
        corners = (place, (i, column), (row, j), (i, j))
        turns = (1, -1, -1, 1)
        falls = tuple(own * _sign(whole, at) * turn < 0 for at, turn in zip(corners, turns, strict=True))
        yield _Square(corners, falls)


def _best_square(
    whole: list[list[int]], place: tuple[int, int], hidden: set[tuple[int, int]], limit: int
) -> _Square | None:
    """The square that hides the fewest people more, among those that leave the small count open from 1 to limit - 1."""
    value = whole[place[0]][place[1]]
    up, down = limit - 1 - value, value - 1
    best, cost = None, -1
    for square in _squares(whole, place):
        sizes = [whole[i][j] for i, j in square.corners]
        # whoever sees zeros shown knows that a hidden count is no zero: one person stays everywhere
        fits = all(size - (up if falls else down) >= 1 for size, falls in zip(sizes, square.falls, strict=True))
        more = sum(size for size, at in zip(sizes, square.corners, strict=True) if at not in hidden)
        if fits and (best is None or more < cost):
            best, cost = square, more
    return best


def _shown(whole: list[list[int]], hidden: set[tuple[int, int]]) -> Suppressed:
    kept = [tuple(None if (i, j) in hidden else value for j, value in enumerate(row)) for i, row in enumerate(whole)]
    return Suppressed(
        cells=tuple(row[:-1] for row in kept[:-1]),
        row_totals=tuple(row[-1] for row in kept[:-1]),
        column_totals=kept[-1][:-1],
        total=kept[-1][-1],
    )


def _only_total(whole: list[list[int]], limit: int) -> Suppressed:
    every = {(i, j) for i, row in enumerate(whole) for j, _ in enumerate(row)}
    last = (len(whole) - 1, len(whole[0]) - 1)
    return _shown(whole, every - {last} if whole[-1][-1] >= limit else every)
