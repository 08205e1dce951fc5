"""Do what people say and what an authority counts move together, and which comes first? Never: which causes which.

source   lagged Pearson correlation of log(1 + x): counts and rates grow by shares. The interval is Fisher's z, with the
         number of periods cut down for what each series remembers of itself (Bartlett MS. J R Stat Soc
         1946;8(1):27-41; Pyper BJ, Peterman RM. Can J Fish Aquat Sci 1998;55(9):2127-2140, equation 1) and widened
         for having looked at many lags (Bonferroni)
errs     calls two series unrelated rather than related: two winters beside each other always look alike
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist

LAGS_MOST = 8  # periods either way
LEAST_PERIODS = 16  # below this nothing is said
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class AtLag:
    lag: int  # periods by which what people say comes first; below zero it comes after
    r: float
    periods: int


@dataclass(frozen=True, slots=True)
class Together:
    """The best lag with its interval, and every lag that was tried."""

    best: AtLag
    low: float
    high: float
    effective: float  # periods that count as independent
    tried: tuple[AtLag, ...]

    @property
    def is_sure(self) -> bool:
        return self.low > 0 or self.high < 0


def moves_together(said: Mapping[date, float], counted: Mapping[date, float], *, step_days: int) -> Together | None:
    """Hold two series of the same periods against each other; None where too few periods are in both.

    said, counted   first day of a period → value, both with periods of ``step_days``; a missing day is unknown
    """
    tried = []
    for lag in range(-LAGS_MOST, LAGS_MOST + 1):
        pairs = _pairs(said, counted, timedelta(lag * step_days))
        r = correlation([one for one, _ in pairs], [two for _, two in pairs])
        if len(pairs) >= LEAST_PERIODS and r is not None:
            tried.append(AtLag(lag, r, len(pairs)))
    if not tried:
        return None
    best = max(tried, key=lambda one: (one.r, -abs(one.lag)))
    pairs = _pairs(said, counted, timedelta(best.lag * step_days))
    effective = _effective([one for one, _ in pairs], [two for _, two in pairs])
    low, high = _interval(best.r, effective, len(tried))
    return Together(best, low, high, effective, tuple(tried))


def _pairs(said: Mapping[date, float], counted: Mapping[date, float], shift: timedelta) -> list[tuple[float, float]]:
    return [
        (math.log1p(value), math.log1p(max(counted[on + shift], 0.0)))
        for on, value in sorted(said.items())
        if on + shift in counted
    ]


def correlation(one: Sequence[float], two: Sequence[float]) -> float | None:
    """Pearson's; None where a series does not move.

    >>> correlation([1, 2, 3], [2, 4, 6.0])
    1.0
    """
    number = len(one)
    if number < 3:
        return None
    mean_one, mean_two = math.fsum(one) / number, math.fsum(two) / number
    off_one, off_two = [x - mean_one for x in one], [y - mean_two for y in two]
    spread = math.sqrt(math.fsum(x * x for x in off_one) * math.fsum(y * y for y in off_two))
    if spread < 1e-12:
        return None
    return max(-1.0, min(1.0, math.fsum(x * y for x, y in zip(off_one, off_two, strict=True)) / spread))


def _effective(one: Sequence[float], two: Sequence[float]) -> float:
    """Independent periods: 1/n* = 1/n + 2/n Σ (n-j)/n · ρ1(j) ρ2(j), over a fifth of the series."""
    number = len(one)
    total = 0.0
    for step in range(1, max(2, number // 5)):
        first, second = correlation(one[:-step], one[step:]), correlation(two[:-step], two[step:])
        if first is not None and second is not None:
            total += (number - step) / number * first * second
    return min(float(number), max(4.0, number / max(1.0 + 2.0 * total, 1e-6)))


def _interval(r: float, effective: float, looked: int) -> tuple[float, float]:
    z = NormalDist().inv_cdf(1 - CHANCE / looked / 2)
    middle = math.atanh(max(-0.999999, min(0.999999, r)))
    half = z / math.sqrt(max(effective - 3.0, 0.5))
    return math.tanh(middle - half), math.tanh(middle + half)
