"""From rows with dates to series without holes: what is not in the file is not known, and not zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from dayroom.engines.signals import DAYS, MONTHS, WEEKS

from .reading import Row, Table, Unreadable

EVERY: Final = {"day": DAYS, "week": WEEKS, "month": MONTHS}
NAMES: Final = {DAYS: "day", WEEKS: "week", MONTHS: "month"}
# a week or a month is recognised by the step between dates, in days
STEPS: Final = {DAYS: (1, 1), WEEKS: (6, 8), MONTHS: (28, 31)}
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Series:
    """One place and topic.

    values     one per period from `start` on; None where no count is known
    row_at     for each period, which row of the table it is; None where no row is
    """

    place: str
    topic: str
    start: int
    values: list[int | None]
    row_at: list[int | None]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Series on one calendar.

    per_year         365, 52 or 12
    first_day        the first day that period 0 has
    last_complete    whether the newest period of the file has ended
    """

    per_year: int
    first_day: date
    last_period: int
    last_complete: bool
    series: list[Series]
    told: list[str]

    def day(self, period: int) -> date:
        """The first day of a period."""
        if self.per_year == MONTHS:
            months = self.first_day.year * 12 + self.first_day.month - 1 + period
            return date(months // 12, months % 12 + 1, 1)
        return self.first_day + timedelta(days=period * (7 if self.per_year == WEEKS else 1))


def arrange(table: Table, *, today: date, every: str = "", complete: bool = False) -> Arranged:
    """Put rows on a calendar.

    every       day, week or month; empty finds it out
    complete    says that the newest period has ended, whatever the calendar says
    raises      Unreadable
    """
    kept = [(at, row) for at, row in enumerate(table.rows) if row.day <= today]
    if not kept:
        raise Unreadable("every date lies in the future")
    told = _order_told(table.rows, len(table.rows) - len(kept))
    days = sorted({row.day for _, row in kept})
    per_year = EVERY[every] if every else _found_out(days)
    first = days[0]
    places: dict[tuple[str, str], dict[int, tuple[int, Row]]] = {}
    for at, row in kept:
        held = places.setdefault((row.place, row.topic), {})
        period = _period(row.day, first, per_year)
        if period in held:
            raise Unreadable(f"two dates fall into the same {NAMES[per_year]}; say --every day, week or month")
        held[period] = (at, row)
    series = [_series(*name, held) for name, held in places.items()]
    gaps = sum(one.row_at.count(None) for one in series)
    if gaps:
        told.append(f"{gaps} {NAMES[per_year]}s are missing between the first date and the last; not taken for zero")
    last = _period(days[-1], first, per_year)
    made = Arranged(per_year, first, last, True, series, told)
    ended = complete or made.day(last + 1) <= today
    return Arranged(per_year, first, last, ended, series, told)


def _order_told(rows: Sequence[Row], future: int) -> list[str]:
    newest: dict[tuple[str, str], date] = {}
    late = 0
    for row in rows:
        before = newest.setdefault((row.place, row.topic), row.day)
        late += row.day < before
        newest[row.place, row.topic] = max(before, row.day)
    told = [f"{late} rows were not in the order of time and were put there"] if late else []
    return told + ([f"{future} rows lie in the future and were not judged"] if future else [])


def _found_out(days: Sequence[date]) -> int:
    if len(days) == 1:
        return DAYS
    steps = Counter((later - earlier).days for earlier, later in pairwise(days))
    step, _ = steps.most_common(1)[0]
    for per_year, (least, most) in STEPS.items():
        if least <= step <= most:
            return per_year
    raise Unreadable(f"the dates are mostly {step} days apart; say --every day, week or month")


def _period(day: date, first: date, per_year: int) -> int:
    if per_year == MONTHS:
        return (day.year - first.year) * 12 + day.month - first.month
    # weeks may drift by a day or two at the turn of the year
    return round((day - first).days / 7) if per_year == WEEKS else (day - first).days


def _series(place: str, topic: str, held: dict[int, tuple[int, Row]]) -> Series:
    start, end = min(held), max(held)
    found = [held.get(period) for period in range(start, end + 1)]
    return Series(
        place,
        topic,
        start,
        [one[1].count if one else None for one in found],
        [one[0] if one else None for one in found],
    )
