"""Dates as people remember them: a year, a month or a day. No clock: today comes in."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary import Certainty
from dayroom.apps.tracking.vocabulary.records import ConditionShown
from dayroom.kernel.errors import Invalid

Told = TypeVar("Told")
SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
OLDEST_YEAR = 1900  # nobody who writes here remembers more; earlier is a slip of the finger
OVER = frozenset({Certainty.RULED_OUT, Certainty.PAST})


class DateOdd(Invalid):
    """Please write a year, a month or a day that exists, for example 2024, 2024-05 or 2024-05-17."""


class DateAhead(Invalid):
    """This date has not come yet. Please check it."""


class EndFirst(Invalid):
    """The end is before the start. Please check both dates."""


def remembered(year: str, month: str = "", day: str = "") -> str:
    """What was typed into three boxes, as one word; empty boxes from the right are fine.

    >>> remembered("2024", "5")
    '2024-05'

    Raises DateOdd.
    """
    year, month, day = year.strip(), month.strip(), day.strip()
    if not (year or month or day):
        return ""
    parts = [year.zfill(4) if year else "", *(part.zfill(2) for part in (month, day) if part)]
    if not year or (day and not month):
        raise DateOdd()
    word = "-".join(parts)
    first_day(word)
    return word


def first_day(word: str) -> date:
    """The earliest day that is meant. Raises DateOdd."""
    found = SHAPE.fullmatch(word) if word.isascii() else None
    if found is None or int(found[1]) < OLDEST_YEAR:
        raise DateOdd()
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as fault:
        raise DateOdd() from fault


def last_day(word: str) -> date:
    """The latest day that is meant. Raises DateOdd."""
    first = first_day(word)
    if len(word) == len("2024"):
        return date(first.year, 12, 31)
    if len(word) == len("2024-05"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def check_past(word: str, today: date) -> None:
    """Something that is told has happened; this year and this month are fine. Raises DateOdd, DateAhead."""
    if word and first_day(word) > today:
        raise DateAhead()


def check_order(start: str, end: str) -> None:
    """An end may fall into the same year or month as its start. Raises DateOdd, EndFirst."""
    if start and end and last_day(end) < first_day(start):
        raise EndFirst(_("The end is before the start. Please check both dates."))


def newest_first(found: Iterable[Told], told_on: Callable[[Told], str]) -> list[Told]:
    """By the date that is told; what has none comes last, in the order in which it came."""
    rows = list(found)
    dated = sorted((one for one in rows if told_on(one)), key=told_on, reverse=True)
    return dated + [one for one in rows if not told_on(one)]


def stands(condition: ConditionShown) -> bool:
    """Neither over nor ruled out."""
    return not condition.ended_on and condition.certainty not in OVER
