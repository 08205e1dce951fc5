"""Which counts stand out: many series judged at once, each by its own setting, false alarms held down over all of them.

source   standards §8: the last period that still runs never alarms, missing is not zero, short history says so;
         Benjamini and Hochberg over topics and places (engines.signals.multiplicity)
errs     prefers a false alarm to a missed one: a person reads every alarm, and verdicts move the limit
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from dayroom.apps.listening.rules.alarms import limit_learned
from dayroom.apps.listening.vocabulary.alarms import DAY, FALSE_SHARE, WEEKLY_ALPHA, WEEKLY_YEARS, Setting
from dayroom.apps.listening.vocabulary.desk import Point
from dayroom.engines import signals
from dayroom.engines.signals.calendars import EPOCH
from dayroom.engines.signals.multiplicity import discoveries

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one topic, at one place or everywhere; nan where nothing was read. All of a run are equally long."""

    topic_id: int
    values: Numbers
    place: str = ""
    basis: str = ""
    setting: Setting = field(default_factory=Setting)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of some series from period ``first`` on; arrays of (series, judged periods).

    limit     with what verdicts taught; nan where there is no verdict
    above     above that limit, with mentions enough
    p         chance of such a count if nothing is unusual
    """

    first: int
    observed: Numbers
    expected: Numbers
    limit: Numbers
    above: Flags
    reason: NDArray[np.int8]
    p: Numbers


def whole_weeks(days: Mapping[date, float], since: date, until: date) -> tuple[list[date], Numbers]:
    """Mondays from the first whole week to the last, and what each week counted; nan where two days are not known.

    >>> weeks, counts = whole_weeks({date(2026, 3, 2) + timedelta(at): 1.0 for at in range(7)}, date(2026, 2, 28),
    ...                             date(2026, 3, 10))
    >>> weeks, counts.tolist()
    ([datetime.date(2026, 3, 2)], [7.0])
    """
    first = since + timedelta((7 - since.weekday()) % 7)
    mondays, made = [], []
    while first + timedelta(6) <= until:
        known = [days[on] for at in range(7) if (on := first + timedelta(at)) in days]
        mondays.append(first)
        made.append(sum(known) if len(known) >= 6 else np.nan)
        first += timedelta(7)
    return mondays, np.array(made, dtype=np.float64)


def weekly_years(weeks: int) -> int:
    """Years of past the weekly detector can have; 0 where three years are not there yet.

    >>> weekly_years(300), weekly_years(170), weekly_years(100)
    (5, 3, 0)
    """
    return next((years for years in WEEKLY_YEARS if weeks > signals.FarringtonFlexible(years=years).needs(52)), 0)


def judge(series: Sequence[Series], days: Sequence[date], *, period: str = DAY, first: int = 0) -> Seen:
    """Each series by its own setting; those of one setting together.

    days      first day of each period, oldest first
    first     verdicts from this period on
    """
    shape = (len(series), len(days) - first)
    observed, expected, limit, p = (np.full(shape, np.nan) for _ in range(4))
    reason = np.full(shape, signals.Reason.SHORT, dtype=np.int8)
    groups: dict[tuple[str, float], list[int]] = defaultdict(list)
    for at, one in enumerate(series):
        groups[one.setting.detector, one.setting.alpha].append(at)
    when = np.array([(day - EPOCH).days for day in days], dtype=np.int64)
    for (name, alpha), rows in groups.items():
        values = np.stack([series[at].values for at in rows])
        found = _judged(values, when, name=name, alpha=alpha, period=period, first=first)
        if found is None:
            continue
        observed[rows], expected[rows], limit[rows] = found.observed, found.expected, found.limit
        reason[rows] = found.reason
        p[rows] = np.nan if found.p is None else found.p
    learned = np.array([one.setting.learned for one in series])[:, None]
    limit = limit_learned(expected, limit, learned)  # type: ignore[arg-type,assignment]  # the same sum over arrays
    least = np.array([one.setting.least for one in series])[:, None]
    with np.errstate(invalid="ignore"):
        above = (observed > limit) & (observed >= least) & (reason == signals.Reason.JUDGED)
    return Seen(first, observed, expected, limit, above, reason, p)


def _judged(
    values: Numbers, when: NDArray[np.int64], *, name: str, alpha: float, period: str, first: int
) -> signals.Judged | None:
    """The daily detector of a setting; over weeks, the seasonal one where the past is long enough."""
    if period == DAY:
        given = signals.counts(values, per_year=signals.DAYS, days=when)
        return signals.detector(name, alpha=alpha, with_p=True).judge(given, since=first)
    years = weekly_years(values.shape[1])
    if not years:
        return None
    given = signals.counts(values, per_year=signals.WEEKS, days=when)
    return signals.FarringtonFlexible(alpha=WEEKLY_ALPHA, years=years, with_p=True).judge(given, since=first)


def standing_out(seen: Seen, *, besides: int = 0, rate: float = FALSE_SHARE) -> list[tuple[int, int]]:
    """(period, series) of what stands out among all series of the same period, oldest first.

    besides   series that were looked at and had too few writers to be judged: they count as looked at
    """
    found = []
    for column in range(seen.p.shape[1]):
        p = np.concatenate([seen.p[:, column], np.ones(besides)])
        chosen = discoveries(p, rate)[: len(seen.p)] & seen.above[:, column]
        found += [(column, int(row)) for row in np.flatnonzero(chosen)]
    return found


def narrowest(places: Mapping[str, float], parent: Callable[[str], str]) -> set[str]:
    """Of places within one another, the one that carries the rise: the larger one goes where half of its rise, or more,
    is in a place within it.

    places    code → mentions above what was expected
    parent    code → code of what it lies in; empty at the top

    >>> within = {"US-CA": "US"}
    >>> sorted(narrowest({"US": 20.0, "US-CA": 15.0, "ES": 4.0}, lambda code: within.get(code, "")))
    ['ES', 'US-CA']
    """
    kept = set(places)
    for code, rise in places.items():
        above = parent(code)
        while above:
            if above in kept and rise >= places[above] / 2:
                kept.discard(above)
            above = parent(above)
    return kept


def points(seen: Seen, row: int, days: Sequence[date]) -> list[Point]:
    """One series for a picture."""
    made = []
    for column in range(seen.observed.shape[1]):
        good = seen.reason[row, column] == signals.Reason.JUDGED
        count = seen.observed[row, column]
        made.append(
            Point(
                days[seen.first + column],
                None if np.isnan(count) else int(count),
                float(seen.expected[row, column]) if good else None,
                float(seen.limit[row, column]) if good else None,
                bool(seen.above[row, column]),
            )
        )
    return made


def volume_ratio(values: Sequence[float]) -> float | None:
    """The newest count against the median of the two weeks before; None where too little of them is known.

    >>> volume_ratio([10.0] * 14 + [25.0])
    2.5
    """
    past = [one for one in values[-15:-1] if not np.isnan(one)]
    middle = float(np.median(past)) if len(past) >= 7 else 0.0
    return round(float(values[-1]) / middle, 2) if middle > 0 and not np.isnan(values[-1]) else None


def doubled(values: Sequence[float], day: int) -> tuple[int, float] | None:
    """(period, ratio) of the break of a source that may explain this period; None where there is none."""
    found = signals.explained(signals.Breaks().find(signals.counts(list(values), per_year=signals.DAYS)), 0, day)
    return (found.at, round(found.ratio, 2)) if found else None
