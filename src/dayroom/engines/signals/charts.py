"""CUSUM and EWMA: small shifts that last, summed up until they cannot be chance.

source    Page ES. Continuous inspection schemes. Biometrika 1954;41(1/2):100-115. doi:10.1093/biomet/41.1-2.100
          Roberts SW. Control chart tests based on geometric moving averages. Technometrics 1959;1(3):239-250.
          doi:10.1080/00401706.1959.10489860
          Montgomery DC. Introduction to Statistical Quality Control, 7th ed. 2013, chapter 9 (constants, exact
          variance)
errs      slow to see one high period, quick to see many that are a little high
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import BadOption
from .vocabulary import Codes, Counts, Judged, Numbers, first_judged, judged
from .windows import Window, past_moments, placed, reasons

# Montgomery 2013, chapter 9, read 2026-11-21: a shift of one standard deviation is to be seen
REFERENCE_VALUE, DECISION = 0.5, 4.0
SMOOTHING, WIDTH = 0.3, 3.0
# a past to take mean and spread from where none are given: four weeks of days, half a year of weeks (our own choice)
BASELINE = 28
GAP = 2
MIN_SIGMA = 0.5


@dataclass(frozen=True, slots=True)
class _Chart:
    """What both charts share: where the ordinary level comes from.

    mean, sigma   of an ordinary period; both or neither. Without them each period is held against its own past
    baseline      how many past periods give mean and spread where none are given
    min_sigma     the least spread assumed then
    """

    mean: float | None = None
    sigma: float | None = None
    baseline: int = BASELINE
    min_sigma: float = MIN_SIGMA

    def __post_init__(self) -> None:
        if (self.mean is None) != (self.sigma is None):
            raise BadOption("give both the mean and the spread of an ordinary period, or neither")
        if (self.sigma is not None and not self.sigma > 0) or self.baseline < 3 or self.min_sigma <= 0:
            raise BadOption("the spread of an ordinary period must be above zero, the baseline 3 or more")

    def needs(self, per_year: int) -> int:
        """Periods of past: none when the ordinary level is given."""
        return 0 if self.mean is not None else self.baseline + GAP

    def _levels(self, values: Numbers) -> tuple[Numbers, Numbers]:
        """Ordinary mean and spread of every period; nan where the past is too short or unknown."""
        if self.mean is not None and self.sigma is not None:
            return np.full(values.shape, float(self.mean)), np.full(values.shape, float(self.sigma))
        mean, spread = past_moments(values, Window(self.baseline, GAP))
        return placed(values.shape, mean), placed(values.shape, np.maximum(spread, self.min_sigma))

    def _reasons(self, given: Counts, mean: Numbers) -> Codes:
        needed = min(self.needs(given.per_year), given.periods)
        return reasons(given.values.shape, 0, needed, mean[:, needed:])


def _cut(given: Counts, first: int, expected: Numbers, limit: Numbers, found: Codes) -> Judged:
    return judged(given, first, expected[:, first:], limit[:, first:], found[:, first:])


@dataclass(frozen=True, slots=True)
class Cusum(_Chart):
    """Sums what lies above the ordinary level by more than `reference` spreads; alarms above `decision`.

    restart    begin anew after an alarm; None does so only where the ordinary level is taken from the past, since
               there a high sum would outlive what raised it
    """

    reference: float = REFERENCE_VALUE
    decision: float = DECISION
    restart: bool | None = None

    @property
    def name(self) -> str:
        return "cusum"

    def sums(self, given: Counts) -> Numbers:
        """The running sum per period, in spreads; a count that is not known leaves it as it was.

        >>> from .vocabulary import counts
        >>> Cusum(mean=5, sigma=2).sums(counts([5, 6, 4, 9, 10, 9, 5, 12]))[0].tolist()
        [0.0, 0.0, 0.0, 1.5, 3.5, 5.0, 4.5, 7.5]
        """
        return self._run(given.values, *self._levels(given.values))[1]

    def _run(self, values: Numbers, mean: Numbers, sigma: Numbers) -> tuple[Numbers, Numbers]:
        """The sum before each period, and after it."""
        steps = np.nan_to_num((values - mean) / sigma - self.reference, nan=0.0)
        anew = self.mean is None if self.restart is None else self.restart
        before, after = np.zeros_like(steps), np.zeros_like(steps)
        total = np.zeros(len(steps))
        for at in range(steps.shape[1]):
            before[:, at] = np.where(total > self.decision, 0.0, total) if anew else total
            total = np.maximum(before[:, at] + steps[:, at], 0.0)
            after[:, at] = total
        return before, after

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """`limit` is the count above which the sum passes `decision`."""
        mean, sigma = self._levels(given.values)
        before, _ = self._run(given.values, mean, sigma)
        limit = mean + sigma * (self.decision + self.reference - before)
        return _cut(given, first_judged(given, since), mean, limit, self._reasons(given, mean))


@dataclass(frozen=True, slots=True)
class Ewma(_Chart):
    """A moving average with weight `smoothing` on the newest count; alarms above `width` of its own spreads."""

    smoothing: float = SMOOTHING
    width: float = WIDTH

    def __post_init__(self) -> None:
        # dataclasses with slots make a new class, which the short form of super() does not know
        _Chart.__post_init__(self)
        if not 0 < self.smoothing <= 1:
            raise BadOption("the weight of the newest count must be above 0 and at most 1")

    @property
    def name(self) -> str:
        return "ewma"

    def averages(self, given: Counts) -> tuple[Numbers, Numbers]:
        """The moving average of how far each count lies off its ordinary level, in spreads, and its exact variance.

        >>> from .vocabulary import counts
        >>> offs, _ = Ewma(mean=5, sigma=2).averages(counts([5, 6, 4, 9, 10, 9, 5, 12]))
        >>> (5 + 2 * offs[0]).round(4).tolist()
        [5.0, 5.3, 4.91, 6.137, 7.2959, 7.8071, 6.965, 8.4755]
        """
        mean, sigma = self._levels(given.values)
        off = (given.values - mean) / sigma
        known = ~np.isnan(off)
        made, variance = np.zeros_like(off), np.zeros_like(off)
        now, spread = np.zeros(len(off)), np.zeros(len(off))
        keep = 1 - self.smoothing
        for at in range(off.shape[1]):
            seen = known[:, at]
            now = np.where(seen, keep * now + self.smoothing * np.nan_to_num(off[:, at]), now)
            spread = np.where(seen, keep**2 * spread + self.smoothing**2, spread)
            made[:, at], variance[:, at] = now, spread
        return made, variance

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """`limit` is the count above which the moving average passes its own limit."""
        mean, sigma = self._levels(given.values)
        averages, variance = self.averages(given)
        before = np.zeros_like(averages)
        before[:, 1:] = averages[:, :-1]
        top = self.width * np.sqrt(variance)
        limit = mean + sigma * (top - (1 - self.smoothing) * before) / self.smoothing
        return _cut(given, first_judged(given, since), mean, limit, self._reasons(given, mean))
