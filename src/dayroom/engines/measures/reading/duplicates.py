"""Readings of one measure that several devices recorded at the same time.

The rule, as a person is told it: sources have an order. A reading counts unless one from a source further up covers
some of the same time; the same number at the same time counts once. Without an order of one's own, the source with the
most readings stands first. Nothing is deleted: what does not count is listed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from .vocabulary import Reading


class Kept(NamedTuple):
    """What counts, in the order of time, and what does not."""

    kept: list[Reading]
    left_out: list[Reading]


def usual_order(readings: Iterable[Reading]) -> list[str]:
    """Sources from the one with the most readings down; equal ones by name."""
    counts = Counter(reading.source for reading in readings)
    return sorted(counts, key=lambda source: (-counts[source], source))


def without_overlaps(readings: Sequence[Reading], order: Sequence[str] = ()) -> Kept:
    """Apply the rule to the readings of one measure; sources that `order` does not name come last, by the usual order.

    >>> without_overlaps([]).kept
    []
    """
    known = list(dict.fromkeys([*order, *usual_order(readings)]))
    rank = {source: place for place, source in enumerate(known)}
    kept: list[Reading] = []
    left_out: list[Reading] = []
    covered = _Covered()
    in_order = sorted(readings, key=lambda one: (rank[one.source], one.started_at))
    for _source, own in groupby(in_order, key=lambda one: one.source):
        seen: set[tuple[datetime, datetime | None, Decimal]] = set()
        counted: list[Reading] = []
        for one in own:
            same = (one.started_at, one.ended_at, one.value)
            (left_out if same in seen or covered.touches(one) else counted).append(one)
            seen.add(same)
        covered.add(counted)
        kept += counted
    return Kept(sorted(kept, key=lambda one: one.started_at), left_out)


class _Covered:
    """Stretches of time that a source further up has recorded."""

    def __init__(self) -> None:
        self.starts: list[datetime] = []
        self.ends: list[datetime] = []
        self.moments: set[datetime] = set()

    def add(self, readings: list[Reading]) -> None:
        spans = [(one.started_at, one.ended_at) for one in readings if one.ended_at and one.ended_at > one.started_at]
        self.moments |= {one.started_at for one in readings}
        joined: list[list[datetime]] = []
        for start, end in sorted([*zip(self.starts, self.ends, strict=True), *spans]):
            if joined and start <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        self.starts, self.ends = [start for start, _ in joined], [end for _, end in joined]

    def touches(self, one: Reading) -> bool:
        if one.ended_at is None or one.ended_at == one.started_at:
            place = bisect_right(self.starts, one.started_at) - 1
            inside = place >= 0 and one.started_at < self.ends[place]
            return inside or one.started_at in self.moments
        # two stretches that only meet do not overlap
        return bisect_right(self.ends, one.started_at) < bisect_left(self.starts, one.ended_at)
