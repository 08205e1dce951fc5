"""The same week of earlier years by the calendar, where years do not have 52 weeks each.

source    as R's surveillance 1.20.3 does with series that carry dates: the same date of each earlier year, moved to the
          nearest period that begins on the same weekday
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .designs import Past, Rule, past_of
from .quasipoisson import Layout
from .vocabulary import WEEKS, Days, Flags, Numbers

EPOCH = date(1970, 1, 1)
DAYS_OF_A_YEAR = 365.0

Placed = list[tuple[int, int]]


def same_days(day: int, years: int, per_year: int) -> list[int]:
    """This day and the same day of each earlier year, newest first; weeks keep their weekday.

    day, returns   days since 1970-01-01

    >>> monday = (date(2011, 12, 26) - EPOCH).days
    >>> [str(EPOCH + timedelta(days=one)) for one in same_days(monday, 2, 52)]
    ['2011-12-26', '2010-12-27', '2009-12-28']
    """
    now = EPOCH + timedelta(days=day)
    return [day] + [_nearest(_years_before(now, back), now, per_year) for back in range(1, years + 1)]


def _years_before(now: date, back: int) -> date:
    try:
        return now.replace(year=now.year - back)
    except ValueError:  # 29 February: the day after the 28th
        return date(now.year - back, 3, 1)


def _nearest(then: date, now: date, per_year: int) -> int:
    day = (then - EPOCH).days
    if per_year != WEEKS:
        return day
    ahead = (now.weekday() - then.weekday()) % 7
    return day + (ahead if ahead <= 3 else ahead - 7)


@dataclass(frozen=True, slots=True)
class CalendarDesign:
    """As `designs.Design`, but each period has a past of its own.

    days     (periods,) first day of each period, since 1970-01-01
    rule     how the past is cut
    """

    days: Days
    rule: Rule
    places: dict[int, int]
    kept: dict[int, Placed] = field(default_factory=dict)

    def past(self, values: Numbers, series: NDArray[np.intp], at: NDArray[np.intp]) -> Past:
        """The past of period `at[i]` of series `series[i]`; shorter rows are filled up with what is not known."""
        placed = {now: self._placed(now) for now in sorted(set(at.tolist()))}
        widths = np.stack([_widths(one, self.rule.groups) for one in placed.values()]).max(axis=0)
        starts = np.concatenate([[0], np.cumsum(widths)])
        columns = {now: _columns(one, starts) for now, one in placed.items()}
        where = np.stack([columns[now] for now in at.tolist()])
        wanted = where >= 0
        seen = values[series[:, None], np.maximum(where, 0)]
        known = wanted & ~np.isnan(seen)
        share = known.sum(axis=1) / np.maximum(wanted.sum(axis=1), 1)
        levels = np.eye(self.rule.groups)[np.repeat(np.arange(self.rule.groups), widths)]
        return Past(np.where(known, seen, 0.0), known, self._layout(where, wanted, at, levels), share)

    def _layout(self, where: NDArray[np.intp], wanted: Flags, at: NDArray[np.intp], levels: Numbers) -> Layout:
        """Time in years, counted from the middle of each row's past."""
        since = (self.days[np.maximum(where, 0)] - self.days[at][:, None]) / DAYS_OF_A_YEAR
        middle = np.where(wanted, since, 0.0).sum(axis=1) / np.maximum(wanted.sum(axis=1), 1)
        times = np.where(wanted, since - middle[:, None], 0.0)
        return Layout(levels, times, self.rule.groups - 1, -middle)

    def _placed(self, now: int) -> Placed:
        """(group, period) of the past of period `now`; nothing where the same day of an earlier year is not there."""
        if now not in self.kept:
            days = same_days(int(self.days[now]), self.rule.years, self.rule.per_year)
            same = [self.places.get(day) for day in days]
            found = [place for place in same if place is not None]
            whole = len(found) == len(same)
            self.kept[now] = [one for one in past_of(now, found, self.rule) if one[1] >= 0] if whole else []
        return self.kept[now]


def calendar_design(days: Days, rule: Rule) -> CalendarDesign:
    """A design over these days."""
    return CalendarDesign(days, rule, {int(day): place for place, day in enumerate(days)})


def _widths(placed: Placed, groups: int) -> NDArray[np.intp]:
    made = np.bincount([level for level, _ in placed], minlength=groups) if placed else np.zeros(groups, np.intp)
    return np.maximum(made, 1).astype(np.intp)


def _columns(placed: Placed, starts: NDArray[np.intp]) -> NDArray[np.intp]:
    made = np.full(int(starts[-1]), -1, dtype=np.intp)
    free = starts.copy()
    for level, period in placed:
        made[free[level]] = period
        free[level] += 1
    return made
