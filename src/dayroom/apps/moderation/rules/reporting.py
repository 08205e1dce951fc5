"""Periods of a report, and what may be said of small numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime

from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.vocabulary.duty import SMALLEST_CELL, Period
from dayroom.kernel.errors import NotFound

PERIOD = re.compile(r"(20\d\d)(?:-Q([1-4]))?")
PERIODS_OFFERED = 8
Hidden = dict[str, frozenset[str]]  # table → codes of the cells that are not said


def period_of(code: str) -> Period:
    """2026-Q4 or 2026, in UTC. Raises NotFound."""
    found = PERIOD.fullmatch(code)
    if found is None:
        raise NotFound()
    year, quarter = int(found[1]), int(found[2] or 0)
    if not quarter:
        return Period(code, datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))
    first = 3 * quarter - 2
    end = datetime(year + 1, 1, 1, tzinfo=UTC) if quarter == 4 else datetime(year, first + 3, 1, tzinfo=UTC)
    return Period(code, datetime(year, first, 1, tzinfo=UTC), end)


class NotOverYet(NotFound):
    """This time is not over yet. Its report comes when it is."""


def quarters_of(code: str) -> list[str]:
    """The quarters of a year; none of a quarter."""
    return [] if "-" in code else [f"{code}-Q{number}" for number in range(1, 5)]


def check_over(code: str, now: datetime) -> None:
    """Only what is over is counted: read on two days, a running time would tell what happened in between. Raises
    NotOverYet, NotFound."""
    if period_of(code).end > now:
        raise NotOverYet(_("This time is not over yet. Its report comes when it is."))


def periods_offered(now: datetime, since: date) -> list[str]:
    """The newest quarters that are over, back to the first row there is, and the years that are over."""
    quarters: list[str] = []
    year, quarter = now.year, (now.month + 2) // 3
    while len(quarters) < PERIODS_OFFERED:
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        if (year, quarter) < (since.year, (since.month + 2) // 3):
            break
        quarters.append(f"{year}-Q{quarter}")
    years = dict.fromkeys(code[:4] for code in quarters)
    return [*quarters, *(code for code in years if period_of(code).end <= now)]


def hidden_cells(cells: Mapping[str, int], *, least: int = SMALLEST_CELL) -> frozenset[str]:
    """Small cells are not said, so that nobody is found by counting; nought may be said.

    One hidden cell could be worked out from the total of the others, and two that are 1 from their sum: then the next
    smallest is hidden as well.

    >>> sorted(hidden_cells({"a": 40, "b": 3, "c": 9}))
    ['b', 'c']
    >>> sorted(hidden_cells({"a": 40, "b": 1, "c": 1}))
    ['a', 'b', 'c']
    """
    hidden = {key for key, count in cells.items() if 0 < count < least}
    others = sorted((key for key, count in cells.items() if count >= least), key=lambda key: (cells[key], key))
    while hidden and others and (len(hidden) == 1 or sum(cells[key] for key in hidden) < least):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def suppressed(cells: Mapping[str, int], *, hidden: Collection[str] | None = None) -> dict[str, int | None]:
    """The cells with None in place of what is not said.

    >>> suppressed({"a": 40, "b": 3, "c": 9})
    {'a': 40, 'b': None, 'c': None}
    """
    hidden = hidden_cells(cells) if hidden is None else hidden
    return {key: None if key in hidden else count for key, count in cells.items()}


def is_small(*counts: int, least: int = SMALLEST_CELL) -> bool:
    """Whether one of them is a number that is not said."""
    return any(0 < count < least for count in counts)


def hidden_in_year(year: Mapping[str, frozenset[str]], quarters: Iterable[Mapping[str, frozenset[str]]]) -> Hidden:
    """What is hidden in a year, table by table: also what is hidden in one of its quarters, because the year less the
    other three would give it.

    >>> quarter = {"flags": frozenset({"SPAM", "OTHER"})}
    >>> sorted(hidden_in_year({"flags": frozenset()}, [quarter, {"flags": frozenset()}])["flags"])
    ['OTHER', 'SPAM']
    """
    found = {table: set(codes) for table, codes in year.items()}
    for quarter in quarters:
        for table, codes in quarter.items():
            found.setdefault(table, set()).update(codes)
    return {table: frozenset(codes) for table, codes in found.items()}


def share(part: int, whole: int, *, least: int = SMALLEST_CELL) -> float | None:
    """A share of a whole, where the whole, the part and what is left of it are large enough to be said."""
    return round(part / whole, 3) if whole >= least and not is_small(part, whole - part, least=least) else None
