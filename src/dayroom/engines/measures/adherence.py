"""How much of a period was covered by the medicine a person had.

It says what was supplied, not what was taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .errors import BadFill, EmptyPeriod

# share of days; the usual cut, see Adherence.source
USUAL_CUT = 0.8
_MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Fill:
    """A supply of medicine: the day it was had, and for how many days it lasts."""

    on: date
    days: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """Shares of the period.

    covered_days       distinct days with medicine at hand; period_days, days of the period
    pdc                covered days over days of the period, at most 1
    mpr, mpr_capped    days supplied over days of the period: as it is, and at most 1
    """

    covered_days: int
    period_days: int
    pdc: float
    mpr: float
    mpr_capped: float

    @property
    def usual(self) -> bool:
        """Whether the share of covered days reaches the usual cut."""
        return self.pdc >= USUAL_CUT


def adherence(fills: Iterable[Fill], *, started_on: date, ended_on: date) -> Adherence:
    """Proportion of days covered, and medication possession ratio.

    fills       supplies in any order; an early one begins when the last is used up
    started_on, ended_on   first and last day of the period, both counted
    returns     Adherence
    units       days, and shares of 1
    raises      EmptyPeriod, BadFill
    source      Pharmacy Quality Alliance, proportion of days covered; Nau 2012; usual cut 0.8
    errs        supplies from before the period are not known here, so days may be missing, never too many

    >>> fills = [Fill(date(2025, 1, 1), 30), Fill(date(2025, 1, 26), 30), Fill(date(2025, 3, 15), 30)]
    >>> found = adherence(fills, started_on=date(2025, 1, 1), ended_on=date(2025, 4, 10))
    >>> found.pdc, found.mpr
    (0.87, 0.9)
    """
    period = (ended_on - started_on).days + 1
    if period <= 0:
        raise EmptyPeriod
    first, last = started_on.toordinal(), ended_on.toordinal()
    covered = supplied = 0
    free = first  # the next day without medicine
    for fill in sorted(fills, key=lambda one: one.on):
        if not 0 < fill.days <= _MOST_DAYS:
            raise BadFill
        day = fill.on.toordinal()
        if not first <= day <= last:
            continue
        supplied += fill.days
        start = max(day, free)
        free = start + fill.days
        covered += max(0, min(free, last + 1) - min(start, last + 1))
    mpr = supplied / period
    return Adherence(covered, period, covered / period, mpr, min(1.0, mpr))
