"""The prediction interval of epitweetr: yesterday's mean plus what one more ordinary day adds, with old peaks damped.

source    Espinosa L, Wijermans A, Orchard F, et al. Epitweetr: early warning of public health threats using Twitter
          data. Euro Surveill 2022;27(39):2200177. doi:10.2807/1560-7917.ES.2022.27.39.2200177 (interval, weights)
          Cook RD, Weisberg S. Residuals and Influence in Regression. 1982 (externally studentised residual)
errs      prefers a false alarm to a missed one: without damping, one peak hides the next for a week
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .distributions import beta_share, t_quantile
from .errors import BadOption
from .vocabulary import BLOCK, Counts, Flags, Judged, Numbers, first_judged, judged
from .windows import KNOWN_SHARE, Window, reasons

# chance of an alarm, and of calling a past day an outlier; power of the weight (epitweetr's defaults, 2022)
ALPHA = 0.025
ALPHA_OUTLIER = 0.05
POWER = 4
# what is assumed where all of the past is alike: one post after silence is no alarm (project standard §8, 2026-11-20)
FLAT_SIGMA = 0.5
# a t this large has no tail left, and its square is still a number
FAR = 1e9


@dataclass(frozen=True, slots=True)
class Interval:
    """epitweetr's detector.

    alpha            chance of an alarm when nothing is unusual
    baseline         how many periods are looked back at
    reweight         damp outliers of the past
    alpha_outlier    chance of damping an ordinary past period
    step             1, or 7 on daily counts to compare the same weekday
    min_sigma        the least spread assumed; 0 leaves the published method as it is
    """

    alpha: float = ALPHA
    baseline: int = 7
    reweight: bool = True
    alpha_outlier: float = ALPHA_OUTLIER
    step: int = 1
    min_sigma: float = 0.0
    with_p: bool = False

    def __post_init__(self) -> None:
        shares = 0 < self.alpha < 1 and 0 < self.alpha_outlier < 1
        if not shares or self.baseline < 4 or self.step < 1 or self.min_sigma < 0:
            raise BadOption("epitweetr needs a baseline of 4 or more and an alpha between 0 and 1")

    @property
    def name(self) -> str:
        return "epitweetr"

    def needs(self, per_year: int) -> int:
        """Periods of past: 7 by default, 49 for the same weekday."""
        return Window(self.baseline, 0, self.step).reach

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """Mark periods whose count is above the prediction interval.

        >>> from .vocabulary import counts
        >>> y = counts([150, 130, 122, 160, 155, 128, 144, 125, 300, 319])
        >>> [round(row["limit"], 4) for row in Interval().judge(y, since=7).rows()]
        [179.752, 177.6355, 182.0451]
        """
        first, needed = first_judged(given, since), self.needs(given.per_year)
        start = max(first, needed)
        shape = (len(given.values), given.periods - first)
        expected, limit = np.full(shape, np.nan), np.full(shape, np.nan)
        p = np.full(shape, np.nan) if self.with_p else None
        for at in range(0, len(given.values) if start < given.periods else 0, BLOCK):
            rows, room = slice(at, at + BLOCK), slice(start - first, None)
            past = _past(given.values[rows], start, self.baseline, self.step)
            plain, middle, spread, freedom = self._moments(past)
            expected[rows, room] = plain
            limit[rows, room] = middle + spread * _quantiles(1 - self.alpha, freedom)
            if p is not None:
                p[rows, room] = _t_tail(given.values[rows, start:], middle, spread, freedom)
        return judged(given, first, expected, limit, reasons(shape, first, needed, expected[:, start - first :]), p=p)

    def _moments(self, past: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Plain mean, weighted mean, spread of one new value and degrees of freedom, of each window."""
        known = ~np.isnan(past)
        number = known.sum(axis=-1)
        enough = number >= max(4, int(np.ceil(self.baseline * KNOWN_SHARE)))
        number = np.where(enough, number, 4).astype(np.float64)
        y = np.where(known, past, 0.0)
        plain = y.sum(axis=-1) / number
        off = np.where(known, y - plain[..., None], 0.0)
        flat = (off == 0).all(axis=-1)
        weights = self._weights(off, known, number) if self.reweight else known.astype(np.float64)
        middle = (weights * y).sum(axis=-1) / number
        off = np.where(known, y - middle[..., None], 0.0)
        sigma = np.sqrt((weights * off * off).sum(axis=-1) / (number - 1))
        # where all of the past is alike the weights have no answer; without weights the method is left as published
        least = np.where(flat & self.reweight, max(self.min_sigma, FLAT_SIGMA), self.min_sigma)
        spread = np.maximum(sigma, least) * np.sqrt(1 + 1 / number)
        return np.where(enough, plain, np.nan), middle, spread, number - 1

    def _weights(self, off: Numbers, known: Flags, number: Numbers) -> Numbers:
        """1 for an ordinary value, less for a high outlier, scaled to add up to the number of values."""
        n = number[..., None]
        squares = (off * off).sum(axis=-1, keepdims=True)
        # what the spread would be without this value; below rounding it is no spread at all
        rest = squares - off * off * n / (n - 1)
        rest = np.where(rest < 1e-9 * squares, 0.0, rest)
        least = _quantiles(1 - self.alpha_outlier, number - 2)[..., None]
        with np.errstate(divide="ignore", invalid="ignore"):
            residual = off / np.sqrt(rest / (n - 2) * (1 - 1 / n))
            weights = np.where(residual > least, (least / residual) ** POWER, 1.0)
        weights = np.where(known & ~np.isnan(weights), weights, 0.0)
        made: Numbers = weights * n / np.maximum(weights.sum(axis=-1, keepdims=True), np.finfo(np.float64).tiny)
        return made


def _past(values: Numbers, start: int, baseline: int, step: int) -> Numbers:
    """(series, periods, baseline): for each period from `start` on, what lies `step`, 2·`step`, … before it."""
    reach = baseline * step
    seen = np.lib.stride_tricks.sliding_window_view(values, reach, axis=1)
    made: Numbers = seen[:, start - reach : values.shape[1] - reach, ::step]
    return made


def _quantiles(p: float, freedom: Numbers) -> Numbers:
    """Student quantiles; windows differ in how much of them is known, so there are few different ones."""
    made = np.empty(freedom.shape)
    for df in np.unique(freedom):
        made[freedom == df] = t_quantile(p, float(df))
    return made


def _t_tail(seen: Numbers, middle: Numbers, spread: Numbers, freedom: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.clip(np.nan_to_num((seen - middle) / spread, nan=0.0), -FAR, FAR)
        share = beta_share(freedom / (freedom + t * t), freedom / 2, np.array(0.5)) / 2
    made: Numbers = np.where(t > 0, share, 1 - share)
    return made
