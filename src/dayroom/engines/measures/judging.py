"""Whether a reading can be right, whether it is unusual, and whether somebody needs help now.

The notice says whom to turn to, never what to take or to do about the illness.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .catalog import Level, Measure, Threshold, cross, measure
from .errors import EndBeforeStart, FutureDate, ImpossibleValue, WrongUnit
from .units import decimal, number, unit

# clocks of devices and of servers differ
CLOCK_SLACK = timedelta(minutes=15)

# what is shown with a dangerous reading; the page adds the country's own numbers
NOTICES = {
    Level.NOW: "This reading can mean danger. If it is right, call the emergency number now. "
    "Measure again if you can do so at once, but do not wait for it.",
    Level.TODAY: "This reading needs a doctor today. If you also have chest pain, short breath, trouble speaking or "
    "feel faint, call the emergency number now.",
}


class Verdict(StrEnum):
    """FITS is stored; UNUSUAL is asked about once more, then stored."""

    FITS = "FITS"
    UNUSUAL = "UNUSUAL"


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading that can be right.

    value     in the measure's own unit; exact up to fifteen digits
    verdict   whether to ask once more
    danger    how soon somebody needs help; None for nearly all readings
    notice    the sentence for it; empty without danger
    """

    value: Decimal
    verdict: Verdict
    danger: Level | None = None
    notice: str = ""


def judge_reading(
    key: str,
    value: str | float | Decimal | Fraction,
    written_unit: str,
    *,
    age_years: float | None = None,
    best: float | None = None,
) -> Judged:
    """Say what to make of one reading.

    key, value, written_unit   measure, number and unit as entered
    age_years                  of the person; without it adults' ranges and no age-bound danger below 16 apply
    best                       the person's own best, in the measure's unit (peak flow)
    returns                    Judged
    raises                     UnknownMeasure, UnknownUnit, WrongUnit, NotANumber, ImpossibleValue
    source                     data/measures.toml names one for each threshold
    errs                       asks once more rather than storing a slip; shows a notice rather than none

    >>> judge_reading("glucose", "2.9", "mmol/L").danger
    <Level.NOW: 'NOW'>
    >>> judge_reading("heart_rate", 72, "bpm").verdict
    <Verdict.FITS: 'FITS'>
    """
    one = measure(key)
    given = unit(written_unit)
    if one.scale and given.kind != one.unit.kind:
        raise WrongUnit
    exact = cross(one, number(value), given, one.unit)
    if not one.hard[0] <= exact <= one.hard[1]:
        raise ImpossibleValue
    age = None if age_years is None else number(age_years)
    low, high = _soft(one, age)
    verdict = Verdict.FITS if low <= exact <= high else Verdict.UNUSUAL
    danger = _danger(one, exact, age, None if best is None else number(best))
    return Judged(decimal(exact), verdict, danger, NOTICES[danger] if danger else "")


def is_jump(
    key: str,
    value: str | float | Decimal | Fraction,
    written_unit: str,
    *,
    last: str | float | Decimal | Fraction,
    last_unit: str,
    days: float,
    age_years: float | None = None,
) -> bool:
    """Whether a number is so far from the last one that it is asked about once more.

    key, value, written_unit   measure, number and unit as entered
    last, last_unit            the number before it, and its unit
    days                       between the two
    age_years                  of the person; without it an adult's
    returns                    False for a measure without a `jump` in the data
    raises                     UnknownMeasure, UnknownUnit, WrongUnit, NotANumber
    source                     data/measures.toml
    errs                       asks once more rather than storing a slip

    >>> is_jump("weight", "190", "lb", last="157.4", last_unit="lb", days=2)
    True
    >>> is_jump("weight", "72", "kg", last="157.4", last_unit="lb", days=2)
    False
    """
    one = measure(key)
    if one.jump is None or days > one.jump.days or (age_years is not None and age_years < one.jump.from_age):
        return False
    now, before = (
        cross(one, number(n), unit(code), one.unit) for n, code in ((value, written_unit), (last, last_unit))
    )
    return abs(now - before) > one.jump.share * abs(before)


def check_times(started_at: datetime, ended_at: datetime | None, *, now: datetime) -> None:
    """A reading lies in the past and ends after it began; raises FutureDate, EndBeforeStart."""
    if max(started_at, ended_at or started_at) > now + CLOCK_SLACK:
        raise FutureDate
    if ended_at is not None and ended_at < started_at:
        raise EndBeforeStart


def _soft(one: Measure, age: Fraction | None) -> tuple[Fraction, Fraction]:
    if age is not None:
        for group in one.ages:
            if group.from_age <= age < group.to_age:
                return group.soft
    return one.soft


def _danger(one: Measure, value: Fraction, age: Fraction | None, best: Fraction | None) -> Level | None:
    levels = {line.level for line in one.danger if _meant(line, age) and _beyond(line, value, best)}
    return Level.NOW if Level.NOW in levels else next(iter(levels), None)


def _meant(line: Threshold, age: Fraction | None) -> bool:
    if age is None:
        # who does not say is taken for an adult: lines that end in childhood are not for them
        return line.to_age is None
    return line.from_age <= age and (line.to_age is None or age < line.to_age)


def _beyond(line: Threshold, value: Fraction, best: Fraction | None) -> bool:
    if line.above is not None:
        return value >= line.above
    if line.below is not None:
        return value < line.below
    return line.below_share_of_best is not None and best is not None and value < line.below_share_of_best * best
