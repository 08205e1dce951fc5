"""Words of the engine: counts go in, verdicts come out, detectors stand between.

Arrays are two-dimensional: one row per series (a place, a topic, a source), one column per period, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .errors import BadCounts, NegativeCount, NotWhole

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Days = NDArray[np.int64]

DAYS, WEEKS, MONTHS = 365, 52, 12
# series are taken in blocks that stay in the processor's cache
BLOCK = 64


class Reason(IntEnum):
    """Why a period has, or has not, a limit."""

    JUDGED = 0
    SHORT = 1  # not enough past
    MISSING = 2  # the count itself is not known: missing is not zero
    GAPS = 3  # too much of the past is not known
    INCOMPLETE = 4  # the period has not ended: it never alarms
    FEW = 5  # too few reports lately to say anything
    NO_FIT = 6  # the model found no answer


SENTENCES = {
    Reason.JUDGED: "judged",
    Reason.SHORT: "insufficient data: the past is too short",
    Reason.MISSING: "no count is known here, which is not the same as zero",
    Reason.GAPS: "insufficient data: too much of the past is missing",
    Reason.INCOMPLETE: "this period has not ended yet, so it cannot alarm",
    Reason.FEW: "too few reports lately to say anything",
    Reason.NO_FIT: "the model found no answer for this past",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Series of the same length; make them with `counts()`, which checks them.

    values          (series, periods); nan where a count is not known
    per_year        periods in a year: 365, 52 or 12
    last_complete   False while the newest period is still running
    days            (periods,) first day of each period, counted from 1970-01-01; with it years are calendar years,
                    without it a year is `per_year` periods
    """

    values: Numbers
    per_year: int = WEEKS
    last_complete: bool = True
    days: Days | None = None

    @property
    def periods(self) -> int:
        return int(self.values.shape[1])


@dataclass(frozen=True, slots=True)
class Judged:
    """What a detector says of the periods from `first` (counted from 0) on.

    expected, limit   (series, judged periods), unit of the counts; nan exactly where `reason` is not JUDGED
    alarm             True where the count is above its limit; never where `reason` is not JUDGED
    reason            a `Reason` per period
    p                 chance of such a count or a higher one if nothing is unusual; None where the detector has none
    """

    first: int
    observed: Numbers
    expected: Numbers
    limit: Numbers
    alarm: Flags
    reason: Codes
    p: Numbers | None = None

    def rows(self, series: int = 0) -> Iterator[dict[str, Any]]:
        """One series as plain values: `expected` and `limit` are None where there is no past to judge by."""
        for at in range(self.limit.shape[1]):
            good = self.reason[series, at] == Reason.JUDGED
            yield {
                "observed": _plain(self.observed[series, at]),
                "expected": float(self.expected[series, at]) if good else None,
                "limit": float(self.limit[series, at]) if good else None,
                "alarm": bool(self.alarm[series, at]),
                "reason": Reason(int(self.reason[series, at])),
            }


class Detector(Protocol):
    """Anything that looks at counts and says which are unusual. Scans and nowcasts fit behind it too."""

    @property
    def name(self) -> str: ...

    def needs(self, per_year: int) -> int:
        """How many periods of past the first verdict needs."""
        ...

    def judge(self, given: Counts, *, since: int = 0) -> Judged:
        """Verdicts from period `since` on; a negative `since` counts from the end (-1 is the newest only)."""
        ...


def counts(
    values: ArrayLike, *, per_year: int = WEEKS, last_complete: bool = True, days: ArrayLike | None = None
) -> Counts:
    """Check series and hold them ready.

    values    one series, or rows of series of one length; None or nan where a count is not known
    days      first day of each period, counted from 1970-01-01, rising; see `Counts`
    raises    NegativeCount, NotWhole, BadCounts
    errs      refuses rather than guesses: a negative or half count is somebody's mistake upstream

    >>> counts([3, None, 4]).values
    array([[ 3., nan,  4.]])
    """
    try:
        held = np.atleast_2d(np.asarray(values, dtype=np.float64))
    except (TypeError, ValueError):
        raise BadCounts("counts must be numbers, and every series of the same length") from None
    if held.ndim != 2:
        raise BadCounts("counts must be one row per series")
    unknown = np.isnan(held)
    known = held[~unknown] if unknown.any() else held
    if known.size:
        if known.min() < 0:
            raise NegativeCount
        if np.isinf(known.max()):
            raise BadCounts("a count must be a finite number")
        if (known != np.floor(known)).any():
            raise NotWhole
    if days is None:
        return Counts(held, per_year, last_complete)
    when = np.asarray(days, dtype=np.int64)
    if when.shape != (held.shape[1],) or (np.diff(when) <= 0).any():
        raise BadCounts("there must be one day per period, in rising order")
    return Counts(held, per_year, last_complete, when)


def first_judged(given: Counts, since: int) -> int:
    """The column that `since` means, between 0 and the number of periods."""
    return min(max(since + given.periods if since < 0 else since, 0), given.periods)


def judged(
    given: Counts,
    first: int,
    expected: Numbers,
    limit: Numbers,
    reason: Codes,
    *,
    p: Numbers | None = None,
    certain: bool = False,
) -> Judged:
    """Put a verdict together: what is not known, not finite or not over cannot alarm.

    expected, limit, reason, p   (series, periods - first)
    certain                      the caller knows that all counts are known and that there is a finite limit wherever
                                 the reason is JUDGED, and nan elsewhere: nothing is looked over again
    """
    seen = given.values[:, first:]
    if not given.last_complete and seen.shape[1]:
        reason[:, -1] = Reason.INCOMPLETE
        for part in (expected, limit):
            part[:, -1] = np.nan
    alarm = np.zeros(seen.shape, dtype=bool)
    for at in range(0, len(seen), BLOCK):
        rows = slice(at, at + BLOCK)
        np.greater(seen[rows], limit[rows], out=alarm[rows])
        if certain:
            continue
        off = _not_judged(seen[rows], expected[rows], limit[rows], reason[rows], given.last_complete)
        alarm[rows] &= ~off
        np.copyto(expected[rows], np.nan, where=off)
        np.copyto(limit[rows], np.nan, where=off)
        if p is not None:
            np.copyto(p[rows], np.nan, where=off)
    return Judged(first, seen, expected, limit, alarm, reason, p)


def _not_judged(seen: Numbers, expected: Numbers, limit: Numbers, reason: Codes, last_complete: bool) -> Flags:
    """Which periods get no verdict; writes the reasons that the numbers themselves give."""
    unknown = np.isnan(seen)
    if unknown.any():
        if not last_complete:
            unknown[:, -1] = False
        reason[unknown] = Reason.MISSING
    with np.errstate(invalid="ignore"):
        broken = ~np.isfinite(limit + expected)
    broken &= reason == Reason.JUDGED
    if broken.any():
        reason[broken] = Reason.NO_FIT
    made: Flags = reason != Reason.JUDGED
    return made


def _plain(value: float) -> int | None:
    return None if np.isnan(value) else int(value)
