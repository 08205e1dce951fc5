"""Supplier breaks: a source that goes silent, dips to half or doubles overnight, and stays there.

A break is a fact about the source (a changed feed, a new interface, a lost district), not about people's health. It is
told to a person and explains the alarms that follow it.

source    our own rule, 2026-11-21: medians of two weeks before and one week after, so that neither one wild day nor the
          rhythm of the week counts; measured in docs/reference/signals-quality.md
limits    made for daily totals of a source; over weeks, the rise of a season can look like a break
errs      prefers a missed break to a false one: a real outbreak seldom doubles everything overnight and stays level
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .errors import BadOption
from .vocabulary import Counts, Flags, Numbers

BEFORE, AFTER = 14, 7
# a true half or double scatters around it; the three periods next to the step must show it too, or it is a season
DIP, DOUBLE = 0.6, 1.7
NEAR = 3
# the step must also be this many spreads of the time before: five standard errors of a median of seven
SPREADS = 2.5
# below this level half and double are chance
LEAST = 10.0
# the median of absolute deviations times this is the standard deviation of a normal
MAD_TO_SIGMA = 1.4826


class Kind(StrEnum):
    SILENT = "SILENT"
    DIP = "DIP"
    DOUBLE = "DOUBLE"


@dataclass(frozen=True, slots=True)
class Break:
    """From period `at` (counted from 0) on, a source gives `ratio` times what it gave before."""

    series: int
    at: int
    kind: Kind
    ratio: float


@dataclass(frozen=True, slots=True)
class Breaks:
    """Finds breaks.

    before, after   how many periods are compared on each side: two weeks and one for daily counts
    least           level below which nothing is said
    """

    before: int = BEFORE
    after: int = AFTER
    least: float = LEAST

    def __post_init__(self) -> None:
        if self.before < 4 or self.before % 2 or self.after < 3 or self.least <= 0:
            raise BadOption("breaks need 4 periods before, an even number, 3 after, and a level above zero")

    def find(self, given: Counts) -> list[Break]:
        """Every break of every series, oldest first.

        >>> from .vocabulary import counts
        >>> y = [20, 22, 19, 21, 20, 18, 23] * 3 + [41, 44, 39, 42, 40, 37, 45]
        >>> [(one.at, one.kind.value) for one in Breaks().find(counts(y, per_year=365))]
        [(21, 'DOUBLE')]
        """
        ratio, far = self._steps(given)
        found = []
        for series in range(len(ratio)):
            at = 0
            while at < ratio.shape[1]:
                if not far[series, at]:
                    at += 1
                    continue
                # of neighbouring candidates the sharpest one is the break
                end = min(at + self.after, ratio.shape[1])
                best = at + int(
                    np.nanargmax(np.where(far[series, at:end], self._sharpness(given, series, at, end), -1))
                )
                found.append(self._told(series, best, float(ratio[series, best])))
                at = best + self.after
        return found

    def _told(self, series: int, column: int, ratio: float) -> Break:
        kind = Kind.SILENT if ratio == 0 else Kind.DIP if ratio < 1 else Kind.DOUBLE
        return Break(series, column + self.before, kind, ratio)

    def _steps(self, given: Counts) -> tuple[Numbers, Flags]:
        """Ratio of the medians after and before, and whether it is a break; columns begin at period `before`."""
        width = self.before + self.after
        if given.periods < width:
            nothing = np.empty((len(given.values), 0))
            return nothing, nothing.astype(bool)
        seen = np.lib.stride_tricks.sliding_window_view(given.values, width, axis=1)
        early, late = seen[..., : self.before], seen[..., self.before :]
        # a median of holes is no median: windows with anything unknown say nothing
        level, now = np.median(early, axis=-1), np.median(late, axis=-1)
        # a week against the week before it: the rhythm of the week is no spread
        half = self.before // 2
        spread = MAD_TO_SIGMA / np.sqrt(2) * np.median(np.abs(early[..., half:] - early[..., :half]), axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = now / level
            # counts vary by their own root at least
            far = np.abs(now - level) > SPREADS * np.maximum(spread, np.sqrt(level))
            lasting = np.where(now > level, late.min(axis=-1) > level, late.max(axis=-1) < level)
            # the same weekdays of the week before, which itself was still as ever
            sudden = _near(late) / _near(early[..., half:])
            calm = np.median(early[..., -NEAR:], axis=-1) / np.median(early[..., half - NEAR : half], axis=-1)
            stays = np.median(late[..., -NEAR:], axis=-1) / _near(late)
            level_again = ((stays >= 1 / DOUBLE) & (stays <= DOUBLE)) | (now == 0)
            level_again &= (calm >= 1 / DOUBLE) & (calm <= DOUBLE)
            halved = (ratio <= DIP) & (sudden <= DIP)
            doubled = (ratio >= DOUBLE) & (sudden >= DOUBLE)
        high = np.maximum(level, now) >= self.least
        return ratio, far & lasting & level_again & (halved | doubled) & high & (level > 0)

    def _sharpness(self, given: Counts, series: int, at: int, end: int) -> Numbers:
        """How far the count at each candidate lies from the one before, on a logarithmic scale."""
        values = np.log1p(given.values[series, at + self.before - 1 : end + self.before])
        made: Numbers = np.abs(np.diff(values))
        return made


def _near(values: Numbers) -> Numbers:
    """Median of the first few of each window."""
    made: Numbers = np.median(values[..., :NEAR], axis=-1)
    return made


def explained(breaks: list[Break], series: int, at: int, *, after: int = AFTER) -> Break | None:
    """The break that explains an alarm at this period, if one lies at or shortly before it."""
    for one in breaks:
        if one.series == series and one.kind is Kind.DOUBLE and one.at <= at < one.at + after:
            return one
    return None
