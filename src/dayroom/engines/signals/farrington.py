"""Farrington (1996) and Farrington Flexible (2013): this week against the same weeks of earlier years.

source    Farrington CP, Andrews NJ, Beale AD, Catchpole MA. A statistical algorithm for the early detection of
          outbreaks of infectious disease. J R Stat Soc A 1996;159(3):547-563. doi:10.2307/2983331
          Noufaily A, Enki DG, Farrington P, Garthwaite P, Andrews N, Charlett A. An improved algorithm for outbreak
          detection in multiple surveillance systems. Stat Med 2013;32(7):1206-1222. doi:10.1002/sim.5595
          Settings as in R's surveillance 1.20.3, held against its results in tests/spec/signals.
errs      with the defaults about one ordinary week in a hundred alarms; a person reads every alarm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .calendars import calendar_design
from .designs import Past, Rule, design_for
from .distributions import count_quantile, count_tail, normal_quantile, normal_tail, t_quantile
from .errors import BadOption
from .quasipoisson import Fit, chosen, fit, freedom, leverages, working_residuals
from .vocabulary import MONTHS, WEEKS, Counts, Flags, Judged, Numbers, Reason, first_judged, judged
from .windows import KNOWN_SHARE

Method = Literal["nbPlugin", "muan", "delta"]

# Noufaily 2013, section 4: weights from 2.58 on, 26 weeks left out, 10 season groups, 0.995 quantile
ALPHA, HALF_WINDOW, YEARS, GROUPS, LEFT_OUT_WEEKS, WEIGHT_FROM = 0.005, 3, 5, 10, 26, 2.58
# Farrington 1996, sections 3.3 to 3.6; alpha as in R's farrington()
ALPHA_1996, WEIGHT_FROM_1996, TREND_P_1996 = 0.05, 1.0, 0.05
# both papers: no alarm below 5 reports in 4 periods; a trend needs 3 years
FEW_REPORTS, FEW_PERIODS, YEARS_FOR_TREND = 5, 4, 3
# a half-window that still leaves months of their own
HALF_WINDOW_MONTHS = 1
# pairs of series and period fitted together: their arrays stay in the processor's cache
BLOCK = 96
# closer to 1 than this, R takes a leverage for 1
FULL_LEVERAGE = 1 - 10 * float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a Farrington detector is set; the defaults are Noufaily's.

    alpha         chance of an alarm when nothing is unusual
    years         b: how many years are looked back at
    half_window   w: weeks before and after the same week; None takes 3, or 1 on monthly counts
    groups        season levels of the year; 1 takes only the same weeks
    left_out      newest periods left out of the past; None takes 26 weeks' worth
    weight_from   past weeks with larger standardised residuals count less
    trend_p       a trend is kept below this p; 1 keeps it whenever it does not run away
    method        how the limit is made: nbPlugin, muan (with the error of the mean) or delta (1996)
    enough        (reports, periods): fewer reports in the newest periods give no verdict
    two_sided     whether half of alpha lies below, as in 1996
    own_spread    the error of the mean by the model's dispersion; False by the weights, as R's flexible version does
    """

    alpha: float = ALPHA
    years: int = YEARS
    half_window: int | None = None
    groups: int = GROUPS
    left_out: int | None = None
    weight_from: float = WEIGHT_FROM
    trend_p: float = 1.0
    method: Method = "nbPlugin"
    enough: tuple[int, int] = (FEW_REPORTS, FEW_PERIODS)
    two_sided: bool = False
    own_spread: bool = False
    with_p: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.alpha < 1 or self.years < 1 or self.groups < 1 or self.weight_from <= 0:
            raise BadOption("Farrington needs an alpha between 0 and 1, one year or more, one group or more")
        if self.method not in ("nbPlugin", "muan", "delta"):
            raise BadOption("the limit is made by nbPlugin, muan or delta")
        if self.half_window is not None and self.half_window < 0:
            raise BadOption("the half-window is 0 or more")


@dataclass(frozen=True, slots=True)
class FarringtonFlexible(Settings):
    """Noufaily's detector: all weeks of the past with season levels, negative-binomial limit."""

    @property
    def name(self) -> str:
        return "farrington-flexible"

    def needs(self, per_year: int) -> int:
        """Periods of past: five years and three weeks by default.

        >>> FarringtonFlexible().needs(52)
        263
        """
        return self.years * per_year + _half(self, per_year)

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """Mark periods whose count is above what earlier years explain."""
        left_out = round(LEFT_OUT_WEEKS * given.per_year / WEEKS) if self.left_out is None else self.left_out
        return _judge(self, left_out, self.needs(given.per_year), given, since)


@dataclass(frozen=True, slots=True)
class Farrington(Settings):
    """The detector of 1996: only the same weeks of earlier years, limit by a 2/3 power."""

    alpha: float = ALPHA_1996
    groups: int = 1
    weight_from: float = WEIGHT_FROM_1996
    trend_p: float = TREND_P_1996
    method: Method = "delta"
    two_sided: bool = True
    own_spread: bool = True

    @property
    def name(self) -> str:
        return "farrington"

    def needs(self, per_year: int) -> int:
        """Periods of past: the earliest window may be cut off at its beginning.

        >>> Farrington().needs(52)
        256
        """
        return self.years * per_year - _half(self, per_year) - 1

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """Mark periods whose count is above what the same weeks of earlier years explain."""
        left_out = _half(self, given.per_year) if self.left_out is None else self.left_out
        return _judge(self, left_out, self.needs(given.per_year), given, since)


def _upper(settings: Settings) -> float:
    """The probability below the limit."""
    return 1 - settings.alpha / (2 if settings.two_sided else 1)


def _half(settings: Settings, per_year: int) -> int:
    if settings.half_window is not None:
        return settings.half_window
    return HALF_WINDOW_MONTHS if per_year == MONTHS else HALF_WINDOW


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the fitted past says of now, one row per pair: log mean, its standard error, dispersion, is there one."""

    level: Numbers
    error: Numbers
    phi: Numbers
    found: Flags


def _judge(settings: Settings, left_out: int, needed: int, given: Counts, since: int) -> Judged:
    rule = Rule(settings.years, _half(settings, given.per_year), settings.groups, left_out, given.per_year)
    design = design_for(rule) if given.days is None else calendar_design(given.days, rule)
    first = first_judged(given, since)
    shape = (len(given.values), given.periods - first)
    found = np.full(shape, Reason.JUDGED, dtype=np.int8)
    found[:, : max(needed - first, 0)] = Reason.SHORT
    found[_few(settings, given.values)[:, first:] & (found == Reason.JUDGED)] = Reason.FEW
    found[np.isnan(given.values[:, first:])] = Reason.MISSING
    if not given.last_complete and shape[1]:
        found[:, -1] = Reason.INCOMPLETE
    level, error, phi = (np.full(shape, np.nan) for _ in range(3))
    series, column = np.nonzero(found == Reason.JUDGED)
    for at in range(0, len(series), BLOCK):
        rows, cols = series[at : at + BLOCK], column[at : at + BLOCK]
        past = design.past(given.values, rows, cols + first)
        gaps = past.share < KNOWN_SHARE
        seen = predict(past, settings)
        level[rows, cols], error[rows, cols], phi[rows, cols] = seen.level, seen.error, seen.phi
        found[rows, cols] = np.where(gaps, Reason.GAPS, np.where(seen.found, Reason.JUDGED, Reason.NO_FIT))
    good = found == Reason.JUDGED
    expected, limit = np.full(shape, np.nan), np.full(shape, np.nan)
    p = np.full(shape, np.nan) if settings.with_p else None
    ready = Prediction(level[good], error[good], phi[good], good[good])
    expected[good] = np.exp(ready.level)
    limit[good] = _limit(settings, ready)
    if p is not None:
        p[good] = _tail(settings, ready, given.values[:, first:][good])
    return judged(given, first, expected, limit, found, p=p)


def _few(settings: Settings, values: Numbers) -> Flags:
    """Whether too few reports lie in the newest periods, per period."""
    reports, periods = settings.enough
    running = np.cumsum(np.nan_to_num(values, nan=0.0), axis=1)
    lately = running.copy()
    lately[:, periods:] -= running[:, :-periods]
    made: Flags = lately < reports
    return made


def predict(past: Past, settings: Settings) -> Prediction:
    """Fit the past of each row, twice with a trend and, where the trend does not hold, twice without."""
    with np.errstate(all="ignore"):
        fitted, phi, spread = _reweighted(past, np.ones(len(past.counts), bool), settings)
        drop = np.flatnonzero(~_trend_holds(past, fitted, phi, spread, settings))
        if len(drop):
            flat, phi[drop], spread[drop] = _reweighted(past.of(drop), np.zeros(len(drop), bool), settings)
            fitted = chosen(fitted, flat, drop)
        error = np.sqrt(fitted.leverage * (phi if settings.own_spread else spread))
    found = np.isfinite(fitted.level) & np.isfinite(error) & np.isfinite(phi) & (fitted.level < 700)
    return Prediction(fitted.level, error, phi, found)


def _reweighted(past: Past, trended: Flags, settings: Settings) -> tuple[Fit, Numbers, Numbers]:
    """Fit, damp past outbreaks, fit again: the fit, its dispersion, and the dispersion its errors are made with."""
    y, prior, layout = past.counts, past.known.astype(np.float64), past.layout
    first = fit(y, prior, trended, layout)
    lost = np.flatnonzero(trended & ~first.converged)
    if len(lost):
        first = chosen(first, fit(y[lost], prior[lost], np.zeros(len(lost), bool), layout.of(lost)), lost)
    omega = _weights(past, prior, first, settings)
    second = fit(y, omega, first.trended, layout)
    residual = working_residuals(y, second)
    free = freedom(prior, second, layout)
    squares = residual * residual
    own = np.einsum("ij,ij->i", second.weights, squares) / free
    phi = np.where(first.converged & (free > 0), np.maximum(own, 1.0), np.nan)
    # R's flexible version overwrites the model's weights before it asks for standard errors; its published limits
    # for muan and delta, and its test of the trend, come out of that, so ours do too unless `own_spread`
    spread = own if settings.own_spread else np.einsum("ij,ij->i", omega, squares) / free
    return second, phi, spread


def _weights(past: Past, prior: Numbers, first: Fit, settings: Settings) -> Numbers:
    """Less weight for weeks whose standardised Anscombe residual is high: they were outbreaks."""
    y = past.counts
    residual = working_residuals(y, first)
    free = freedom(prior, first, past.layout)
    phi = np.maximum(np.einsum("ij,ij->i", first.weights, residual * residual) / free, 1.0)
    pull = leverages(first, past.layout)
    root = np.cbrt(first.means)
    half = np.sqrt(first.means)
    anscombe = 1.5 * (np.cbrt(y) ** 2 / np.sqrt(root) - half) / np.sqrt(phi[:, None] * (1 - pull))
    high = past.known & (anscombe > settings.weight_from) & (pull < FULL_LEVERAGE)
    omega = np.where(high, 1 / np.where(high, anscombe, 1.0) ** 2, prior)
    made: Numbers = omega * (prior.sum(axis=1) / omega.sum(axis=1))[:, None]
    return made


def _trend_holds(past: Past, fitted: Fit, phi: Numbers, spread: Numbers, settings: Settings) -> Flags:
    """A trend is kept when it is significant, has years enough, and does not predict more than was ever seen.

    A row whose trend is gone already has nothing to lose and counts as held.
    """
    free = freedom(past.known.astype(np.float64), fitted, past.layout)
    score = np.abs(fitted.slope) * np.sqrt(fitted.room / spread)
    significant = score > 0
    if settings.trend_p < 1:
        least = np.array([t_quantile(1 - settings.trend_p / 2, f) if f > 0 else np.inf for f in free])
        significant = score > least
    seen = np.exp(np.minimum(fitted.level, 700)) <= past.counts.max(axis=1)
    holds = significant & seen & (settings.years >= YEARS_FOR_TREND)
    made: Flags = holds | ~fitted.trended | np.isnan(phi)
    return made


def _limit(settings: Settings, now: Prediction) -> Numbers:
    z = normal_quantile(_upper(settings))
    if settings.method == "delta":
        mean = np.exp(now.level)
        made: Numbers = (mean ** (2 / 3) + z * _power_spread(now)) ** 1.5
        return made
    level = now.level + z * now.error if settings.method == "muan" else now.level
    with np.errstate(over="ignore"):
        mean = np.exp(level)
    limit = np.full(mean.shape, np.nan)
    usable = np.isfinite(mean) & (mean < 1e15)
    limit[usable] = count_quantile(_upper(settings), mean[usable], now.phi[usable])
    return limit


def _tail(settings: Settings, now: Prediction, seen: Numbers) -> Numbers:
    mean = np.exp(now.level)
    if settings.method == "delta":
        return normal_tail((seen ** (2 / 3) - mean ** (2 / 3)) / _power_spread(now))
    if settings.method == "muan":
        mean = np.exp(now.level + normal_quantile(_upper(settings)) * now.error)
    return count_tail(seen, np.minimum(mean, 1e15), now.phi)


def _power_spread(now: Prediction) -> Numbers:
    """Standard error of a new count on the scale of the 2/3 power."""
    mean = np.exp(now.level)
    made: Numbers = np.sqrt(4 / 9 * mean ** (1 / 3) * (now.phi + now.error**2 * mean))
    return made
