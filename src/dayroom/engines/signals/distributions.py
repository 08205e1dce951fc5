"""Tail areas and quantiles of the distributions the detectors need, for whole arrays, without SciPy.

Held against R 4.2.2 (pbinom, pt, qt, pnbinom, qnbinom, qpois) in tests/spec/signals.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from .vocabulary import Numbers

# a continued fraction or series stops when its last factor changes the result by less than this
EXACT = 1e-15
TERMS = 20_000
TINY = 1e-300
# a Poisson mean above this needs too many terms
LARGE_MEAN = 1e6
# up to here the series needs fewer terms than the fraction for the counts of a long tail
SHORT_SERIES = 200.0

_lgamma = np.frompyfunc(math.lgamma, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def log_gamma(x: Numbers) -> Numbers:
    """ln Γ(x), x > 0, elementwise."""
    made: Numbers = np.asarray(_lgamma(x), dtype=np.float64)
    return made


def normal_quantile(p: float) -> float:
    """The value below which the standard normal lies with probability p.

    >>> round(normal_quantile(0.999), 6)
    3.090232
    """
    return NormalDist().inv_cdf(p)


def normal_tail(z: Numbers) -> Numbers:
    """P(Z > z), elementwise."""
    made: Numbers = np.asarray(_erfc(np.asarray(z) / math.sqrt(2)), dtype=np.float64) / 2
    return made


def beta_share(x: Numbers, a: Numbers, b: Numbers) -> Numbers:
    """The regularized incomplete beta function I_x(a, b), elementwise; 0 ≤ x ≤ 1, a and b > 0.

    source    NIST Digital Library of Mathematical Functions, 8.17.8 (series of positive terms, quick where (a+b)x is
              small) and 8.17.22 (continued fraction, evaluated after Lentz 1976 on the side where it is quick)
    """
    x, a, b = (np.array(one, dtype=np.float64) for one in np.broadcast_arrays(x, a, b))
    result = np.where(x >= 1, 1.0, 0.0)
    inside = (x > 0) & (x < 1)
    short = inside & (x <= 0.5) & ((a + b) * x < SHORT_SERIES)
    if short.any():
        result[short] = _beta_front(x[short], a[short], b[short]) * _beta_series(x[short], a[short], b[short])
    long = inside & ~short
    if long.any():
        u, v, w = a[long], b[long], x[long]
        turned = w > (u + 1) / (u + v + 2)
        w, u, v = np.where(turned, 1 - w, w), np.where(turned, v, u), np.where(turned, u, v)
        share = _beta_front(w, u, v) * _beta_fraction(w, u, v)
        result[long] = np.where(turned, 1 - share, share)
    return result


def _beta_front(x: Numbers, a: Numbers, b: Numbers) -> Numbers:
    """x^a (1-x)^b / (a B(a, b))."""
    logs = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * np.log(x) + b * np.log1p(-x)
    made: Numbers = np.exp(logs) / a
    return made


def _beta_series(x: Numbers, a: Numbers, b: Numbers) -> Numbers:
    term = np.ones_like(x)
    total = term.copy()
    for n in range(1, TERMS):
        term = term * x * (a + b + n - 1) / (a + n)
        total += term
        if (term < EXACT * total).all():
            break
    return total


def _beta_fraction(x: Numbers, a: Numbers, b: Numbers) -> Numbers:
    c = np.ones_like(x)
    d = 1 / _away(1 - (a + b) * x / (a + 1))
    total = d.copy()
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _away(1 + even * d)
        c = _away(1 + even / c)
        total *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _away(1 + odd * d)
        c = _away(1 + odd / c)
        step = d * c
        total *= step
        if np.abs(step - 1).max() < EXACT:
            break
    return total


def _away(value: Numbers) -> Numbers:
    """Lentz's method must not divide by zero."""
    return np.where(np.abs(value) < TINY, TINY, value)


def poisson_below(x: Numbers, mu: Numbers) -> Numbers:
    """P(X ≤ x) for X ~ Poisson(mu), elementwise; x ≥ -1, whole.

    source    NIST Digital Library of Mathematical Functions, 8.11.4 (series of the lower incomplete gamma function)
    """
    a, mu = np.broadcast_arrays(np.asarray(x, dtype=np.float64) + 1, np.asarray(mu, dtype=np.float64))
    result = np.where(a > 0, 1.0, 0.0)
    large = (a > 0) & (mu > LARGE_MEAN)
    result[large] = 1 - normal_tail((a[large] - 0.5 - mu[large]) / np.sqrt(mu[large]))
    inside = (a > 0) & (mu > 0) & ~large
    if inside.any():
        u, v = a[inside], mu[inside]
        term = np.ones_like(u)
        total = term.copy()
        for n in range(1, TERMS):
            term = term * v / (u + n)
            total += term
            if (term < EXACT * total).all():
                break
        result[inside] = 1 - np.exp(u * np.log(v) - v - log_gamma(u + 1)) * total
    return result


def negative_binomial_below(x: Numbers, size: Numbers, prob: Numbers) -> Numbers:
    """P(X ≤ x): x failures before `size` successes of chance `prob`, elementwise; x ≥ -1, whole, size > 0."""
    x, size, prob = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in (x, size, prob)))
    result = np.zeros(x.shape)
    inside = x >= 0
    if inside.any():
        result[inside] = beta_share(prob[inside], size[inside], x[inside] + 1)
    return result


def count_quantile(p: float, mu: Numbers, phi: Numbers) -> Numbers:
    """The smallest whole count whose probability of not being passed is at least p.

    mu, phi   (n,) mean and dispersion: variance is phi·mu; negative binomial where phi > 1, else Poisson
    returns   (n,) whole numbers; as R's qnbinom(p, mu/(phi-1), 1/phi) and qpois(p, mu)

    >>> count_quantile(0.995, np.array([10.0892, 20.2513]), np.array([1.0, 1.6641])).tolist()
    [19.0, 37.0]
    """
    answer = np.zeros(mu.shape)
    large = (phi <= 1) & (mu > LARGE_MEAN)
    for wide in (False, True):
        at = np.flatnonzero(((phi > 1) == wide) & ~large)
        if len(at):
            answer[at] = _quantile(p, mu[at], phi[at], wide=wide)
    answer[large] = _large_poisson_quantile(p, mu[large])
    return answer


def _large_poisson_quantile(p: float, mu: Numbers) -> Numbers:
    """The expansion of Cornish and Fisher (1937) to its third term: off by less than one count up there."""
    z = normal_quantile(p)
    root = np.sqrt(mu)
    made: Numbers = np.ceil(mu + root * z + (z * z - 1) / 6 - (z**3 - z) / 72 / root - 0.5)
    return made


def count_tail(y: Numbers, mu: Numbers, phi: Numbers) -> Numbers:
    """P(X ≥ y) for the distribution of `count_quantile`, elementwise (n,)."""
    answer = np.zeros(mu.shape)
    wide = phi > 1
    answer[~wide] = 1 - poisson_below(y[~wide] - 1, mu[~wide])
    m, f = mu[wide], phi[wide]
    answer[wide] = 1 - negative_binomial_below(y[wide] - 1, m / (f - 1), 1 / f)
    return np.clip(answer, 0.0, 1.0)


def _quantile(p: float, mu: Numbers, phi: Numbers, *, wide: bool) -> Numbers:
    def below(x: Numbers, at: slice | np.ndarray = slice(None)) -> Numbers:
        m, f = mu[at], phi[at]
        return negative_binomial_below(x, m / (f - 1), 1 / f) if wide else poisson_below(x, m)

    # a target that rounding has pushed past a step must not move the answer by one, as in R
    target = p * (1 - 64 * np.finfo(np.float64).eps)
    spread = np.sqrt(phi * mu)
    skew = (2 * phi - 1) / spread
    z = normal_quantile(p)
    start = np.maximum(np.rint(mu + spread * (z + skew * (z * z - 1) / 6)), 0.0)
    return _searched(target, start, below)


def _searched(target: float, start: Numbers, below: Callable[..., Numbers]) -> Numbers:
    """Bracket the smallest x with below(x) ≥ target by doubling steps from `start`, then halve the bracket."""
    high, low = start.copy(), start - 1
    step = np.ones_like(start)
    todo = np.flatnonzero(below(high) < target)
    while len(todo):
        low[todo] = high[todo]
        high[todo] += step[todo]
        step[todo] *= 2
        todo = todo[below(high[todo], todo) < target]
    step[:] = 1
    todo = np.flatnonzero((low >= 0) & (high == start))
    todo = todo[below(low[todo], todo) >= target]
    while len(todo):
        high[todo] = low[todo]
        low[todo] = np.maximum(low[todo] - step[todo], -1)
        step[todo] *= 2
        todo = todo[(low[todo] >= 0)]
        todo = todo[below(low[todo], todo) >= target] if len(todo) else todo
    todo = np.flatnonzero(high - low > 1)
    while len(todo):
        middle = np.floor((low[todo] + high[todo]) / 2)
        enough = below(middle, todo) >= target
        high[todo[enough]] = middle[enough]
        low[todo[~enough]] = middle[~enough]
        todo = todo[high[todo] - low[todo] > 1]
    return high


def t_below(t: float, df: float) -> float:
    """P(T ≤ t) of Student's t with df degrees of freedom."""
    share = float(beta_share(np.array(df / (df + t * t)), np.array(df / 2), np.array(0.5)))
    return share / 2 if t < 0 else 1 - share / 2


@lru_cache(maxsize=4096)
def t_quantile(p: float, df: float) -> float:
    """The value below which Student's t lies with probability p, 0.5 ≤ p < 1.

    >>> round(t_quantile(0.975, 6), 6)
    2.446912
    """
    tail = 1 - p
    low, high = 0.0, 1.0
    while _t_tail(high, df) > tail:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if _t_tail(middle, df) > tail else (low, middle)
    return (low + high) / 2


def _t_tail(t: float, df: float) -> float:
    return float(beta_share(np.array(df / (df + t * t)), np.array(df / 2), np.array(0.5))) / 2
