"""What a sheet may hold, and which link opens one. No queries, no clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dayroom.apps.tracking.vocabulary.sheets import (
    CHARTS_MOST,
    LINK_DAYS,
    QUESTIONS_MOST,
    SHEET_LINE_MOST,
    WRONG_CODES_MOST,
    SheetChoice,
)
from dayroom.kernel.errors import Invalid, NotFound, Refused, TooLarge

if TYPE_CHECKING:
    from dayroom.apps.tracking.models import SheetLink


class SheetDateOdd(Invalid):
    """Choose a day in the past: the sheet says what has changed since then."""


class TooManyCharts(Invalid):
    """Four charts fit on a sheet. Choose those that matter most this time."""


class TooManyQuestions(Invalid):
    """Eight questions fit on a sheet. Put the one that matters most first."""


class SheetTooLong(TooLarge):
    """Please keep each line under 200 characters: it is one page."""


class LinkOver(NotFound):
    """This link opens nothing, or nothing any more. Ask the person who gave it to you."""


class CodeWrong(Refused):
    """This code does not fit. Please look at it again."""


def check_choice(choice: SheetChoice, today: date) -> None:
    if choice.since_on > today:
        raise SheetDateOdd()
    if len(choice.trackers) > CHARTS_MOST:
        raise TooManyCharts()
    if len(choice.questions) > QUESTIONS_MOST:
        raise TooManyQuestions()
    if any(len(one) > SHEET_LINE_MOST for one in (*choice.questions, choice.name, choice.talked)):
        raise SheetTooLong()


def check_days(days: int) -> None:
    if days not in LINK_DAYS:
        raise Invalid()


def check_standing(link: SheetLink, now: datetime) -> None:
    """Over, closed by its owner, or closed by too many wrong codes: all the same to who holds it."""
    if link.ended_at is not None or link.ends_at <= now or link.wrong >= WRONG_CODES_MOST:
        raise LinkOver()
