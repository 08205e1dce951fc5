"""How old somebody must be, and when the rules for teens end. Dates of birth come in here and are kept nowhere."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary import AgeBand
from dayroom.kernel.errors import Invalid, Refused

LEAST_AGE_YEARS = 13  # COPPA, 15 U.S.C. 6501(1), as amended, in force since 2026-04-22 (standards 2.4)
ADULT_AGE_YEARS = 18  # house convention for the teen rules (standards 2.4)
OLDEST_AGE_YEARS = 125  # no verified human life was longer; beyond it, it is a slip of the finger


class TooYoung(Refused):
    """You cannot have an account here yet."""


class BirthDateOdd(Invalid):
    """Please check the date. It does not look like a date of birth."""


def birthday(born_on: date, years: int) -> date:
    """The day on which somebody turns ``years``; for those born on 29 February, 1 March in other years."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def check_birth_date(born_on: date, today: date) -> None:
    """A date of birth lies in the past, and not further back than a human life."""
    if born_on > today or birthday(born_on, OLDEST_AGE_YEARS) <= today:
        raise BirthDateOdd(_("Please check the date. It does not look like a date of birth."))


def check_old_enough(born_on: date, today: date) -> None:
    """Members are 13 or older."""
    if birthday(born_on, LEAST_AGE_YEARS) > today:
        raise TooYoung(_("You cannot have an account here yet."))


def age_band(born_on: date, today: date) -> AgeBand:
    """Child until the day somebody turns 13, teen until they turn 18."""
    if birthday(born_on, LEAST_AGE_YEARS) > today:
        return AgeBand.CHILD
    return AgeBand.TEEN if birthday(born_on, ADULT_AGE_YEARS) > today else AgeBand.ADULT


def adult_on(born_on: date, today: date) -> date | None:
    """When the teen rules end; nothing for adults, so that no part of their date of birth is kept."""
    return birthday(born_on, ADULT_AGE_YEARS) if age_band(born_on, today) != AgeBand.ADULT else None


def grown_to_teen(today: date) -> date:
    """Children whose 18th birthday is not later than this have turned 13."""
    return birthday(today, ADULT_AGE_YEARS - LEAST_AGE_YEARS)
