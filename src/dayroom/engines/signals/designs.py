"""Which past weeks a Farrington detector looks at, and in which part of the year each lies.

source    Noufaily 2013 (see farrington.py), section 3.4: the same weeks of earlier years are the last group, the rest
          of each year is cut into equal groups, and the newest weeks are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .errors import BadOption
from .quasipoisson import Layout
from .vocabulary import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Past:
    """The past of some periods, one row each.

    counts, known   (rows, n) counts, 0 where not known; whether they are known
    share           (rows,) how much of it is known, of what lies within the series
    """

    counts: Numbers
    known: Flags
    layout: Layout
    share: Numbers

    def of(self, rows: NDArray[np.intp]) -> Past:
        """Some of the rows."""
        return Past(self.counts[rows], self.known[rows], self.layout.of(rows), self.share[rows])


@dataclass(frozen=True, slots=True)
class Design:
    """The past of any period: where it lies relative to that period, and how it is grouped.

    offsets   (n,) negative whole numbers, ascending within each group
    """

    offsets: NDArray[np.intp]
    layout: Layout

    def past(self, values: Numbers, series: NDArray[np.intp], at: NDArray[np.intp]) -> Past:
        """The past of period `at[i]` of series `series[i]`."""
        where = at[:, None] + self.offsets
        seen = values[series[:, None], np.maximum(where, 0)]
        wanted = where >= 0
        known = wanted & ~np.isnan(seen)
        return Past(
            np.where(known, seen, 0.0), known, self.layout, known.sum(axis=1) / np.maximum(wanted.sum(axis=1), 1)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """How the past is cut: see `farrington.Settings`; `per_year` periods make a year.

    raises    BadOption, where the rest of a year is too short for so many groups
    """

    years: int
    half: int
    groups: int
    left_out: int
    per_year: int

    def __post_init__(self) -> None:
        rest = self.per_year - 2 * self.half - 1
        if rest < self.groups - 1:
            raise BadOption(f"the rest of a year has {rest} periods, too few for {self.groups} groups")


@lru_cache(maxsize=64)
def design_for(rule: Rule) -> Design:
    """Lay out the past of any period, where a year is `rule.per_year` periods.

    >>> [design_for(Rule(5, 3, *rest, 52)).offsets.size for rest in ((10, 26), (1, 3))]
    [237, 35]
    """
    same_weeks = [-year * rule.per_year for year in range(rule.years + 1)]
    kept = past_of(0, same_weeks, rule)
    if not any(level == rule.groups - 1 for level, _ in kept):
        raise BadOption("so much of the past is left out that no earlier year remains")
    offsets = np.array([offset for _, offset in kept], dtype=np.intp)
    levels = np.array([level for level, _ in kept])
    middle, scale = float(offsets.mean()), max(float(np.ptp(offsets)) / 2, 1.0)
    layout = Layout(
        np.eye(rule.groups)[levels], ((offsets - middle) / scale).astype(np.float64), rule.groups - 1, -middle / scale
    )
    return Design(offsets, layout)


def past_of(now: int, same_weeks: Sequence[int], rule: Rule) -> list[tuple[int, int]]:
    """(group, period) of everything that period `now` is held against, by group and then by time.

    same_weeks   the period itself, then the same week of each earlier year, newest first
    """
    half, groups = rule.half, rule.groups
    placed: dict[int, int] = {}
    for later, centre in pairwise(same_weeks):
        placed |= {centre + near: groups - 1 for near in range(-half, half + 1)}
        if groups > 1:
            placed |= dict(enumerate(_levels(later - centre - 2 * half - 1, groups - 1), start=centre + half + 1))
    return sorted((level, period) for period, level in placed.items() if period < now - rule.left_out)


def _levels(rest: int, groups: int) -> list[int]:
    """Cut the rest of a year into groups as equal as can be, longer ones first."""
    length, longer = divmod(rest, groups)
    return [level for level in range(groups) for _ in range(length + (level < longer))]
