"""EARS C1, C2 and C3: a count against the mean and spread of the last seven.

source    Hutwagner L, Thompson W, Seeman GM, Treadwell T. The bioterrorism preparedness and response Early Aberration
          Reporting System (EARS). J Urban Health 2003;80(2 Suppl 1):i89-96. doi:10.1007/PL00022319
          Salmon M, Schumacher D, Höhle M. Monitoring count time series in R: aberration detection in public health
          surveillance. J Stat Softw 2016;70(10). doi:10.18637/jss.v070.i10 (limits in the unit of the counts)
errs      prefers a false alarm to a missed one: a person reads every alarm. C3 adds up three periods, so it echoes:
          it may alarm on an ordinary count just after an unusual one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .distributions import normal_quantile, normal_tail
from .errors import BadOption
from .vocabulary import BLOCK, Counts, Judged, Numbers, first_judged, judged
from .windows import Window, past_moments, reasons

# chance of an alarm when nothing is unusual: defaults of R's surveillance 1.20.3, read 2026-11-21
ALPHA_C1_C2 = 0.001
ALPHA_C3 = 0.025
# one post after seven silent days is no alarm (project standard §8, 2026-11-20)
MIN_SIGMA = 0.5
# C2 and C3 leave out the two newest periods, so that a slow start does not hide itself
GAP = 2


@dataclass(frozen=True, slots=True)
class Ears:
    """One of the three EARS detectors.

    method      C1 looks back from yesterday, C2 leaves out two periods, C3 adds up three values of C2
    alpha       chance of an alarm when nothing is unusual; None takes 0.001 (C1, C2) or 0.025 (C3)
    min_sigma   the least spread assumed, in the unit of the counts
    baseline    how many periods are looked back at
    step        1, or 7 on daily counts to compare the same weekday
    with_p      also say how likely such a count is (C1 and C2 only)
    """

    method: Literal["C1", "C2", "C3"] = "C1"
    alpha: float | None = None
    min_sigma: float = MIN_SIGMA
    baseline: int = 7
    step: int = 1
    with_p: bool = False

    def __post_init__(self) -> None:
        if self.min_sigma < 0 or self.baseline < 3 or self.step < 1 or not 0 < self.chance < 1:
            raise BadOption("EARS needs a baseline of 3 or more, a step of 1 or more, an alpha between 0 and 1")

    @property
    def name(self) -> str:
        return f"ears-{self.method.lower()}"

    @property
    def chance(self) -> float:
        if self.alpha is not None:
            return self.alpha
        return ALPHA_C3 if self.method == "C3" else ALPHA_C1_C2

    @property
    def window(self) -> Window:
        return Window(self.baseline, 0 if self.method == "C1" else GAP, self.step)

    def needs(self, per_year: int) -> int:
        """Periods of past: 7, 9 and 11 by default.

        >>> [Ears(method).needs(365) for method in ("C1", "C2", "C3")]
        [7, 9, 11]
        """
        return self.window.reach + (2 * self.step if self.method == "C3" else 0)

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """Mark periods whose count is above what the recent past explains.

        >>> from .vocabulary import counts
        >>> y = counts([5, 3, 7, 4, 6, 5, 4, 6, 5, 20])
        >>> [round(row["limit"], 4) for row in Ears("C1").judge(y, since=7).rows()]
        [9.0141, 9.3702, 8.7242]
        """
        first, needed = first_judged(given, since), self.needs(given.per_year)
        start = max(first, needed)
        shape = (len(given.values), given.periods - first)
        expected, limit = np.empty(shape), np.empty(shape)
        expected[:, : start - first] = limit[:, : start - first] = np.nan
        z = normal_quantile(1 - self.chance)
        room = expected[:, max(start - first, 0) :], limit[:, max(start - first, 0) :]
        p = np.full(shape, np.nan) if self.with_p and self.method != "C3" else None
        for at in range(0, len(given.values), BLOCK):
            rows = slice(at, at + BLOCK)
            mean, top, spread = self._limits(given.values[rows, start - needed :], z)
            room[0][rows], room[1][rows] = mean, top
            if p is not None and spread is not None and mean.shape[1]:
                with np.errstate(divide="ignore", invalid="ignore"):
                    p[rows, -mean.shape[1] :] = normal_tail((given.values[rows, start:] - mean) / spread)
        # a count that is not known, or a spread of zero, may leave a period without a limit
        certain = self.min_sigma > 0 and p is None and not np.isnan(given.values.max(initial=0.0))
        found = reasons(shape, first, needed, None if certain else room[0])
        return judged(given, first, expected, limit, found, p=p, certain=certain)

    def _limits(self, values: Numbers, z: float) -> tuple[Numbers, Numbers, Numbers | None]:
        """Mean, limit and spread of the periods from `needs` on."""
        mean, spread = past_moments(values, self.window)
        if self.min_sigma:
            np.maximum(spread, self.min_sigma, out=spread)
        if self.method != "C3":
            top = spread * z
            top += mean
            return mean, top, spread
        lag = self.step
        with np.errstate(divide="ignore", invalid="ignore"):
            # only the two earlier values count towards the limit of the third: limit is in the unit of the counts
            earlier = (values[:, self.window.reach : -lag] - mean[:, :-lag]) / spread[:, :-lag]
            earlier -= 1
            np.maximum(earlier, 0.0, out=earlier)
            seen = values[:, self.window.reach + 2 * lag :]
            top = earlier[:, :-lag] + earlier[:, lag:]
            np.subtract(z, top, out=top)
            top *= spread[:, 2 * lag :]
            top += seen
            np.maximum(top, 0.0, out=top)
        return mean[:, 2 * lag :], top, None
