"""The days of a year as they are sealed, and weeks and months made of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from statistics import median
from typing import Any

from dayroom.apps.tracking.vocabulary.records import DayShown

# a chart is 700 units wide: more points than this only make ink
DAYS_MOST, WEEKS_MOST = 120, 160
_PLACES = 5


def day_line(on: date, values: Sequence[float]) -> list[float]:
    """One day as it is sealed: day of the year, count, lowest, median, highest, sum."""
    told = (min(values), median(values), max(values), math.fsum(values))
    return [on.timetuple().tm_yday, len(values), *(round(one, _PLACES) for one in told)]


def days_of_lines(year: int, lines: Iterable[Sequence[float]]) -> list[DayShown]:
    """What `day_line` has made, back as days."""
    first = date(year, 1, 1)
    return [
        DayShown(first + timedelta(days=int(number) - 1), int(count), low, middle, high, total)
        for number, count, low, middle, high, total in lines
    ]


def lines_of(values: Mapping[date, Sequence[float]]) -> list[list[float]]:
    return [day_line(on, values[on]) for on in sorted(values)]


def year_bounds(year: int, zone: tzinfo) -> tuple[datetime, datetime]:
    """The moments between which a reading falls into this year where its owner lives."""
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def day_bounds(on: date, zone: tzinfo) -> tuple[datetime, datetime]:
    after = on + timedelta(days=1)
    return datetime(on.year, on.month, on.day, tzinfo=zone), datetime(after.year, after.month, after.day, tzinfo=zone)


def replaced(kept: Mapping[str, Any], name: str, on: date, values: Sequence[float]) -> list[Any]:
    """The lines of a year with this day made anew; gone where nothing is left of it."""
    number = on.timetuple().tm_yday
    lines = [one for one in kept.get(name, ()) if one[0] != number]
    if values:
        lines.append(day_line(on, values))
    return sorted(lines, key=lambda one: one[0])


def grouped(days: Sequence[DayShown]) -> tuple[list[DayShown], str]:
    """Days, weeks or months, whichever a chart has room for; and which ("day", "week", "month"). Weeks begin on Monday.

    The middle of a week is the median of its days; low and high are its ends; the total is the mean of the days'
    totals, so that a week of steps reads like a day of steps.
    """
    if not days or (days[-1].on - days[0].on).days <= DAYS_MOST:
        return list(days), "day"
    weeks = (days[-1].on - days[0].on).days // 7 <= WEEKS_MOST
    bins: dict[date, list[DayShown]] = defaultdict(list)
    for one in days:
        bins[one.on - timedelta(days=one.on.weekday()) if weeks else one.on.replace(day=1)].append(one)
    made = [
        DayShown(
            start, sum(one.count for one in held), min(one.low for one in held), median(one.middle for one in held),
            max(one.high for one in held), math.fsum(one.total for one in held) / len(held),
        )
        for start, held in sorted(bins.items())
    ]
    return made, "week" if weeks else "month"


def turned(days: Iterable[DayShown], times: float, plus: float) -> list[DayShown]:
    """In another unit; a total is a sum, so `plus` is no part of it (nothing that adds up has one)."""
    return [
        DayShown(one.on, one.count, one.low * times + plus, one.middle * times + plus, one.high * times + plus,
                 one.total * times)
        for one in days
    ]
