"""Somebody who wants to know: exact bounds from sums, by elimination, propagation and flows. Knows our method.

`Bounds` holds equations "these unknown counts make this sum". It solves them exactly over fractions (elimination), then
narrows every unknown by every equation it can make, the difference of any two included, until nothing changes.
`flow_bounds` is exact for a table with hidden cells and known row and column sums.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from fractions import Fraction


class Bounds:
    """What can be said of unknown whole numbers, none below zero."""

    def __init__(self) -> None:
        self.rows: list[tuple[dict[Hashable, Fraction], Fraction]] = []
        self.low: dict[Hashable, Fraction] = {}
        self.high: dict[Hashable, Fraction | float] = {}

    def learn(self, unknowns: Iterable[Hashable], total: int) -> None:
        row = {name: Fraction(1) for name in unknowns}
        for name in row:
            self.low.setdefault(name, Fraction(0))
            self.high.setdefault(name, math.inf)
        if (row, Fraction(total)) not in self.rows:
            self.rows.append((row, Fraction(total)))

    def at_most(self, name: Hashable, most: int) -> None:
        self.high[name] = min(self.high.get(name, math.inf), Fraction(most))

    def at_least(self, name: Hashable, least: int) -> None:
        self.low[name] = max(self.low.get(name, Fraction(0)), Fraction(least))

    def work(self) -> None:
        rows = [*self.rows, *self._eliminated(), *self._differences()]
        changed = True
        while changed:
            changed = any([self._narrow(row, total) for row, total in rows])  # noqa: C419 - each must be worked, not only the first

    def of(self, unknowns: Iterable[Hashable]) -> tuple[float, float]:
        """Bounds of a sum: from its parts, and from every equation it completes."""
        wanted = frozenset(unknowns)
        low = float(sum(self.low[name] for name in wanted))
        high = float(sum(self.high[name] for name in wanted))
        for row, total in self.rows:
            if row.keys() >= wanted:
                rest = row.keys() - wanted
                high = min(high, float(total - sum(self.low[name] for name in rest)))
                low = max(low, float(total - sum(self.high[name] for name in rest)))
            if row.keys() <= wanted:
                low = max(low, float(total + sum(self.low[name] for name in wanted - row.keys())))
        return low, high

    def _narrow(self, row: dict[Hashable, Fraction], total: Fraction) -> bool:
        changed = False
        for name, factor in row.items():
            others = [(f, self.low[n], self.high[n]) for n, f in row.items() if n != name]
            least = sum(f * (low if f > 0 else high) for f, low, high in others)
            most = sum(f * (high if f > 0 else low) for f, low, high in others)
            ends = sorted([(total - least) / factor, (total - most) / factor])
            if not math.isinf(ends[0]) and math.ceil(ends[0]) > self.low[name]:
                self.low[name], changed = Fraction(math.ceil(ends[0])), True
            if not math.isinf(ends[1]) and math.floor(ends[1]) < self.high[name]:
                self.high[name], changed = Fraction(math.floor(ends[1])), True
        return changed

    def _differences(self) -> list[tuple[dict[Hashable, Fraction], Fraction]]:
        made = []
        for a, x in self.rows:
            for b, y in self.rows:
                if b.keys() < a.keys():
                    made.append(({n: Fraction(1) for n in a.keys() - b.keys()}, x - y))
        return made

    def _eliminated(self) -> list[tuple[dict[Hashable, Fraction], Fraction]]:
        """The reduced row echelon form: what follows from all equations together."""
        done: list[tuple[Hashable, dict[Hashable, Fraction], Fraction]] = []
        for row, total in self.rows:
            current, rest = dict(row), total
            for pivot, other, value in done:
                if factor := current.get(pivot, Fraction(0)):
                    current, rest = _minus(current, other, factor), rest - factor * value
            if not current:
                continue
            pivot = next(iter(current))
            scale = current[pivot]
            current, rest = {n: f / scale for n, f in current.items()}, rest / scale
            done = [
                (p, _minus(o, current, o[pivot]), v - o[pivot] * rest) if pivot in o else (p, o, v) for p, o, v in done
            ]
            done.append((pivot, current, rest))
        return [(row, value) for _pivot, row, value in done]


def _minus(a: dict[Hashable, Fraction], b: dict[Hashable, Fraction], factor: Fraction) -> dict[Hashable, Fraction]:
    made = {name: a.get(name, Fraction(0)) - factor * b.get(name, Fraction(0)) for name in a.keys() | b.keys()}
    return {name: value for name, value in made.items() if value}


def flow_bounds(
    truth: list[list[int]], hidden: set[tuple[int, int]], place: tuple[int, int], floor: int = 0
) -> tuple[int, int]:
    """The least and the most that one hidden cell can be, when all visible cells and all sums of rows and columns are known.

    Exact: from one table that fits (the true one), every other is reached along closed ways through hidden cells, so the
    most is what can flow from the cell's column back to its row (Ford and Fulkerson). No hidden cell is below `floor`.
    """
    return (
        truth[place[0]][place[1]] - _flow(truth, hidden, place, floor, up=False),
        truth[place[0]][place[1]] + _flow(truth, hidden, place, floor, up=True),
    )


def _flow(truth: list[list[int]], hidden: set[tuple[int, int]], place: tuple[int, int], floor: int, *, up: bool) -> int:
    # ways between rows and columns: a cell can always grow, and shrink down to the floor
    table = {at: truth[at[0]][at[1]] for at in hidden}
    goal = 10**9 if up else table[place] - floor
    moved = 0
    while moved < goal:
        way = _way(table, place, floor, up=up)
        if way is None:
            return moved
        step = min([goal - moved, *(table[at] - floor for at, grows in way if not grows)])
        if step >= 10**8:
            return step
        for at, grows in way:
            table[at] += step if grows else -step
        moved += step
    return moved


def _way(
    table: dict[tuple[int, int], int], place: tuple[int, int], floor: int, *, up: bool
) -> list[tuple[tuple[int, int], bool]] | None:
    """A closed way through `place`: the other hidden cells in turn shrink and grow (or grow and shrink)."""
    start, end = ("r", place[0]), ("c", place[1])
    seen = {start: None}
    queue = [start]
    while queue:
        node = queue.pop(0)
        for at, size in table.items():
            if at == place:
                continue
            kind, number = node
            if number != at[0 if kind == "r" else 1]:
                continue
            # in the row of a cell that grows another shrinks; in that one's column another grows
            grows = (kind == "c") == up
            other = ("c", at[1]) if kind == "r" else ("r", at[0])
            if other in seen or (not grows and size <= floor):
                continue
            seen[other] = (node, at, grows)
            if other == end:
                return _back(seen, end)
            queue.append(other)
    return None


def _back(seen: dict, node: tuple[str, int]) -> list[tuple[tuple[int, int], bool]]:
    way = []
    while seen[node] is not None:
        node, at, grows = seen[node]
        way.append((at, grows))
    return way
