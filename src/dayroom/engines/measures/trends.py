"""What the last days say beside a person's own usual: "higher than your usual for the last 9 days".

Medians carry everything, so that one slip of the thumb changes nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

# days that are looked at
WINDOW_DAYS = 90
# days with readings that make a usual
USUAL_DAYS = 14
# days with readings in a row that make a sentence: with three, one person in ten would be told something each month
RUN_DAYS = 4
# days without a reading that end a run
GAP_DAYS = 5
# widths of the usual band on each side, in robust standard deviations
BAND = 1.5
# the median distance of a normal distribution, as a standard deviation (Rousseeuw and Croux 1993)
MAD_TO_SD = 1.4826
# days with readings, and the two-sided level, of a slow change (Mann-Kendall)
SLOW_DAYS, SLOW_Z = 21, 3.29
# autocorrelation makes the test see too much: the slow change must also be this many smallest changes
SLOW_CHANGES = 2


class Kind(StrEnum):
    HIGHER = "HIGHER"
    LOWER = "LOWER"
    RISING = "RISING"
    FALLING = "FALLING"
    USUAL = "USUAL"
    TOO_FEW = "TOO_FEW"


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be said.

    kind        see Kind; `days`, over how many days it holds (0 for USUAL and TOO_FEW)
    low, high   the usual band, in the unit of the readings; None for TOO_FEW
    """

    kind: Kind
    days: int = 0
    low: float | None = None
    high: float | None = None


def trend(
    readings: Iterable[tuple[date, float]], *, today: date, smallest_change: float, adds_up: bool = False
) -> Trend:
    """Compare the last days with the usual of the days before.

    readings          (day, value), in any order; several a day become their median, or their sum where they add up
    today             days behind it are left out; readings older than 90 days too
    smallest_change   a difference that means something for this measure: the band is never narrower
    returns           Trend
    units             days; low and high as the readings
    source            median and median absolute deviation (Hampel 1974); Mann 1945, Kendall 1975; Theil 1950, Sen 1968
    errs              says nothing rather than something for chance: needs 14 usual days and 4 days in a row

    >>> from datetime import timedelta
    >>> first = date(2026, 1, 1)
    >>> series = [(first + timedelta(days=n), 70 + n % 3 + (15 if n > 30 else 0)) for n in range(40)]
    >>> found = trend(series, today=date(2026, 2, 9), smallest_change=3)
    >>> sentence(found)
    'Higher than your usual for the last 9 days.'
    """
    days = _daily(readings, today, adds_up)
    if len(days) < USUAL_DAYS:
        return Trend(Kind.TOO_FEW)
    found = _run(days, smallest_change, today)
    if found.kind is Kind.USUAL:
        return _slow(days, smallest_change, found)
    return found


SENTENCES = {
    Kind.HIGHER: "Higher than your usual for the last {days} days.",
    Kind.LOWER: "Lower than your usual for the last {days} days.",
    Kind.RISING: "Slowly going up over the last {days} days.",
    Kind.FALLING: "Slowly going down over the last {days} days.",
    Kind.USUAL: "Much as usual for you.",
    Kind.TOO_FEW: "Not enough days yet to say what is usual for you.",
}


def sentence(found: Trend) -> str:
    """The trend in words; it judges nobody and says nothing about good or bad."""
    return SENTENCES[found.kind].format(days=found.days)


def by_day(readings: Iterable[tuple[date, float]], *, adds_up: bool) -> dict[date, float]:
    """One value per day: the median of its readings, or their sum where they add up."""
    table: dict[date, list[float]] = defaultdict(list)
    for day, value in readings:
        if math.isfinite(value):
            table[day].append(value)
    return {day: math.fsum(values) if adds_up else median(values) for day, values in sorted(table.items())}


def usual_band(values: Sequence[float], smallest_change: float) -> tuple[float, float]:
    """The band that holds a person's usual days."""
    middle = median(values)
    spread = MAD_TO_SD * median([abs(value - middle) for value in values])
    half = max(BAND * spread, smallest_change)
    return middle - half, middle + half


def _daily(readings: Iterable[tuple[date, float]], today: date, adds_up: bool) -> list[tuple[date, float]]:
    kept = ((day, value) for day, value in readings if 0 <= (today - day).days < WINDOW_DAYS)
    return list(by_day(kept, adds_up=adds_up).items())


def _run(days: list[tuple[date, float]], smallest_change: float, today: date) -> Trend:
    """The days at the end that lie outside the usual of the days before them."""
    # the older half is the first guess of what is usual; then all days before the run are
    side, low, high, length = 0, 0.0, 0.0, len(days) - len(days) // 2
    for _round in range(8):
        before = [value for _day, value in days[: max(USUAL_DAYS, len(days) - length)]]
        low, high = usual_band(before, smallest_change)
        side, found = _outside(days, low, high)
        if found == length:
            break
        length = found
    first = days[-length][0] if length else today
    stale = (today - days[-1][0]).days > GAP_DAYS
    if length < RUN_DAYS or len(days) - length < USUAL_DAYS or stale:
        return Trend(Kind.USUAL, 0, low, high)
    return Trend(Kind.HIGHER if side > 0 else Kind.LOWER, (today - first).days + 1, low, high)


def _outside(days: list[tuple[date, float]], low: float, high: float) -> tuple[int, int]:
    """(side, how many days at the end lie outside on that side without a long gap)."""
    side, length = 0, 0
    later: date | None = None
    for day, value in reversed(days):
        here = 1 if value > high else -1 if value < low else 0
        if here == 0 or (side and here != side) or (later and (later - day).days > GAP_DAYS):
            break
        side, length, later = here, length + 1, day
    return side, length


def _slow(days: list[tuple[date, float]], smallest_change: float, usual: Trend) -> Trend:
    if len(days) < SLOW_DAYS:
        return usual
    z, slope = _mann_kendall(days)
    span = (days[-1][0] - days[0][0]).days
    if abs(z) < SLOW_Z or abs(slope) * span < SLOW_CHANGES * smallest_change:
        return usual
    return Trend(Kind.RISING if z > 0 else Kind.FALLING, span + 1, usual.low, usual.high)


def _mann_kendall(days: list[tuple[date, float]]) -> tuple[float, float]:
    """(z of Kendall's test with its correction for ties, Theil's median slope per day)."""
    points = [(day.toordinal(), value) for day, value in days]
    slopes, total = [], 0
    for place, (x, y) in enumerate(points):
        for later_x, later_y in points[place + 1 :]:
            slopes.append((later_y - y) / (later_x - x))
            total += (later_y > y) - (later_y < y)
    n = len(points)
    ties: dict[float, int] = defaultdict(int)
    for _x, y in points:
        ties[y] += 1
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties.values())) / 18
    z = (total - (total > 0) + (total < 0)) / math.sqrt(variance) if variance > 0 else 0.0
    return z, median(slopes)
