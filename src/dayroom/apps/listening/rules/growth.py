"""How many original posts a year, and how much that grew. Posts are not people, and the page says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

# a year of which fewer days were read is not held against a whole one; 360 leaves room for a source's bad week
WHOLE_YEAR_DAYS = 360


@dataclass(frozen=True, slots=True)
class Year:
    """``growth`` is the change against the year before, as a share; None where one of the two is not whole."""

    year: int
    count: float
    days: int
    is_whole: bool
    growth: float | None = None

    @property
    def percent(self) -> str | None:
        """Growth as people write it, with its sign."""
        return None if self.growth is None else f"{100 * self.growth:+.0f}".replace("-", "−")


def by_year(days: Mapping[date, float], *, step_days: int = 1, read: Iterable[date] | None = None) -> list[Year]:
    """Years with their growth, oldest first.

    step_days   days that one value stands for: 1, 7, or 365 for a series of years
    read        the days on which anything was read; without it a year is whole by the values it has

    >>> found = by_year({date(2021, 1, 1): 692_095, date(2022, 1, 1): 1_178_647}, step_days=365)
    >>> [None if one.growth is None else round(100 * one.growth) for one in found]
    [None, 70]
    """
    counts: dict[int, float] = {}
    for on, value in days.items():
        counts[_year(on, step_days)] = counts.get(_year(on, step_days), 0.0) + value
    known: dict[int, int] = {}
    for on in set(read) if read is not None else days:
        known[_year(on, step_days)] = known.get(_year(on, step_days), 0) + (step_days if read is None else 1)
    made: list[Year] = []
    for year in sorted({*counts, *known}):
        whole = known.get(year, 0) >= WHOLE_YEAR_DAYS
        count = counts.get(year, 0.0)
        before = made[-1] if made and made[-1].year == year - 1 else None
        good = whole and before is not None and before.is_whole and before.count > 0
        made.append(Year(year, count, known.get(year, 0), whole, count / before.count - 1 if good and before else None))
    return made


def _year(on: date, step_days: int) -> int:
    """The year in which most of a week lies, by its Thursday (ISO 8601)."""
    return (on + timedelta(3)).year if step_days == 7 else on.year


@dataclass(frozen=True, slots=True)
class Denominator:
    """A figure of how many people there are to speak, to stand beside a count: with year, source and limits."""

    sentence: object
    source: str
    year: int
    beware: object


_REVIEW = "Review of social media in health care, 2024; the figure is quoted there from others"
# R265-R271: what is often put beside counts of posts. Report text, never arithmetic: none is a denominator of ours.
DENOMINATORS = (
    Denominator(
        _("About 63 in 100 people in the world, over 5 billion, use social media."),
        _REVIEW,
        2024,
        _("Our sources read a small part of it, and not the same part everywhere."),
    ),
    Denominator(
        _("It may be nearly 6 billion people by 2027."),
        _REVIEW,
        2024,
        _("A forecast. When more people write, counts rise without more worry."),
    ),
    Denominator(
        _("One person holds more than eight accounts and spends 145 minutes a day there."),
        _REVIEW,
        2024,
        _("So accounts are not people. We count writers, and one person may be many."),
    ),
    Denominator(
        _("About 71 in 100 physicians use social media."),
        _REVIEW,
        2024,
        _("Posts about training and posts of patients stand in one count, unless the topic parts them."),
    ),
    Denominator(
        _("In 2010, 80 in 100 people on the internet looked for health topics there (3,001 adults by phone)."),
        _REVIEW,
        2010,
        _("One country, and long ago. Who looks is not who writes."),
    ),
    Denominator(
        _("56 in 100 patients would like their providers to be on social media."),
        _REVIEW,
        2024,
        _("A wish in a survey, not what people do. Ask your own people before you use it."),
    ),
    Denominator(
        _("81 in 100 patients think a provider who is there is up to date."),
        _REVIEW,
        2024,
        _("An impression in a survey. It says nothing about care."),
    ),
)
