"""How old the knowledge about a service may be. No queries, no clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dayroom.apps.library.vocabulary.directory import STALE_MONTHS, UNLISTED_MONTHS


def months_before(today: date, months: int) -> date:
    """The same day some months earlier; the last day of a shorter month.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def is_stale(checked_on: date, today: date) -> bool:
    """Whether the line should say that it may be out of date."""
    return checked_on < months_before(today, STALE_MONTHS)


def listed_since(today: date) -> date:
    """The oldest check with which a service is still shown."""
    return months_before(today, UNLISTED_MONTHS)
