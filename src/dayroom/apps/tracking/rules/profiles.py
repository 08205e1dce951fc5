"""Ages from a year of birth. A year is all we ask for, so an age is a guess, and it guesses to the safe side."""

from __future__ import annotations

from datetime import date

from dayroom.kernel.errors import Invalid

OLDEST_YEARS = 120
# the thresholds for babies change within months: below this age the youngest possible age is taken
BABY_YEARS = 2


class NoBirthYear(Invalid):
    """Please enter a year of birth with four digits that can be right."""


def check_birth_year(year: int | None, today: date) -> None:
    """Raises NoBirthYear."""
    if year is not None and not today.year - OLDEST_YEARS <= year <= today.year:
        raise NoBirthYear()


def age_of(birth_year: int | None, today: date) -> float | None:
    """Years, as judging wants them: grown people count from January on, babies from December on.

    >>> age_of(1980, date(2026, 6, 1)), age_of(2026, date(2026, 6, 1)), age_of(None, date(2026, 6, 1))
    (46, 0.0, None)
    """
    if birth_year is None:
        return None
    oldest = today.year - birth_year
    if oldest > BABY_YEARS:
        return oldest
    return max(0.0, round((today - date(birth_year, 12, 31)).days / 365.25, 2))
