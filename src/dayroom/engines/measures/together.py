"""What often went together in a person's own days. Never a cause, and never said as one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# days on which both were recorded
LEAST_DAYS = 30
# rank correlation over all days, over the changes from day to day, and in each half of the time
LEAST, LEAST_CHANGES, LEAST_HALF = 0.4, 0.2, 0.2
# two-sided level over all pairs that were looked at (Bonferroni)
LEVEL = 0.01


@dataclass(frozen=True, slots=True)
class Together:
    """Two measures that often changed together; ``same`` when both went up, else one up while the other went down."""

    first: str
    second: str
    days: int
    strength: float
    same: bool


def often_together(series: Mapping[str, Mapping[date, float]]) -> list[Together]:
    """Pairs of daily series that went together, strongest first.

    series     name → day → value, one value a day
    returns    pairs; empty when nothing stands out from chance
    units      rank correlation, -1 to 1
    source     Spearman 1904; Fisher's z; Bonferroni over the pairs
    errs       two series that both only drift are left out: changes and both halves must agree

    >>> often_together({"sleep": {}, "pain": {}})
    []
    """
    names = sorted(series)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    found = [made for a, b in pairs if (made := _pair(a, b, series[a], series[b], len(pairs)))]
    return sorted(found, key=lambda one: (-abs(one.strength), one.first, one.second))


def sentence(found: Together, names: Mapping[str, str]) -> str:
    """In words, with the plain sentence of what this cannot say; names as a person reads them.

    >>> sentence(Together("sleep", "pain", 42, -0.6, False), {"sleep": "Sleep", "pain": "Pain"})
    'Sleep and Pain often went together on 42 days: one up, the other down. This does not say why.'
    """
    way = "both up, or both down" if found.same else "one up, the other down"
    first, second = names.get(found.first, found.first), names.get(found.second, found.second)
    return f"{first} and {second} often went together on {found.days} days: {way}. This does not say why."


def _pair(first: str, second: str, a: Mapping[date, float], b: Mapping[date, float], pairs: int) -> Together | None:
    days = sorted(day for day in a.keys() & b.keys() if math.isfinite(a[day]) and math.isfinite(b[day]))
    if len(days) < LEAST_DAYS:
        return None
    x, y = [a[day] for day in days], [b[day] for day in days]
    strength = spearman(x, y)
    half = len(days) // 2
    halves = spearman(x[:half], y[:half]), spearman(x[half:], y[half:])
    changes = spearman(_changes(x), _changes(y))
    sign = math.copysign(1, strength)
    agree = sign * changes >= LEAST_CHANGES and all(sign * one >= LEAST_HALF for one in halves)
    if abs(strength) < LEAST or not agree or _chance(strength, len(days)) * pairs > LEVEL:
        return None
    return Together(first, second, len(days), strength, strength > 0)


def spearman(x: Sequence[float], y: Sequence[float]) -> float:
    """The rank correlation of two series; 0 where one of them never changes.

    >>> spearman([1, 2, 3, 4], [2, 4, 8, 16])
    1.0
    """
    a, b = _ranks(x), _ranks(y)
    middle = (len(a) - 1) / 2
    over = math.fsum((p - middle) * (q - middle) for p, q in zip(a, b, strict=True))
    under = math.fsum((p - middle) ** 2 for p in a) * math.fsum((q - middle) ** 2 for q in b)
    return over / math.sqrt(under) if under else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    start = 0
    while start < len(order):
        stop = start
        while stop + 1 < len(order) and values[order[stop + 1]] == values[order[start]]:
            stop += 1
        for place in order[start : stop + 1]:
            ranks[place] = (start + stop) / 2
        start = stop + 1
    return ranks


def _changes(values: Iterable[float]) -> list[float]:
    known = list(values)
    return [after - before for before, after in pairwise(known)]


def _chance(strength: float, days: int) -> float:
    """How often chance alone makes so strong a correlation; Fisher's z, with the variance for ranks."""
    if abs(strength) >= 1:
        return 0.0
    z = math.atanh(strength) * math.sqrt((days - 3) / 1.06)
    return math.erfc(abs(z) / math.sqrt(2))
