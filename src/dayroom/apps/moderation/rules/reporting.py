"""Periods of a report, and what may be said of small numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from dayroom.apps.moderation.vocabulary.duty import SMALLEST_CELL, Period
from dayroom.kernel.errors import NotFound

PERIOD = re.compile(r"(20\d\d)(?:-Q([1-4]))?")
PERIODS_OFFERED = 8


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


def quarter_code(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def periods_offered(today: date, since: date) -> list[str]:
    """The newest quarters back to the first row there is, and the years they lie in."""
    quarters: list[str] = []
    year, quarter = today.year, (today.month + 2) // 3
    while len(quarters) < PERIODS_OFFERED and (year, quarter) >= (since.year, (since.month + 2) // 3):
        quarters.append(f"{year}-Q{quarter}")
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    years = dict.fromkeys(code[:4] for code in quarters)
    return [*quarters, *years]


def suppressed(cells: Mapping[str, int], *, least: int = SMALLEST_CELL) -> dict[str, int | None]:
    """Small cells are not said (None), so that nobody is found by counting; nought may be said.

    A single hidden cell could be worked out from the total of the others: then the next smallest is hidden as well.

    >>> suppressed({"a": 40, "b": 3, "c": 9})
    {'a': 40, 'b': None, 'c': None}
    """
    hidden = {key for key, count in cells.items() if 0 < count < least}
    if len(hidden) == 1:
        others = [key for key, count in cells.items() if count >= least]
        hidden |= set(sorted(others, key=lambda key: (cells[key], key))[:1])
    return {key: None if key in hidden else count for key, count in cells.items()}


def shown(count: int, *, least: int = SMALLEST_CELL) -> int | None:
    return None if 0 < count < least else count


def share(part: int, whole: int, *, least: int = SMALLEST_CELL) -> float | None:
    """A share of a whole, where the whole is large enough to say it."""
    return round(part / whole, 3) if whole >= least and not 0 < part < least else None
