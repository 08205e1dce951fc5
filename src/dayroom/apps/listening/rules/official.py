"""Read counts of an authority from a file: which column is the day, which the value. No queries, no clock."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.rules.series import monday
from dayroom.apps.listening.vocabulary.desk import Columns
from dayroom.kernel.errors import Invalid, TooLarge

FILE_MOST = 8 * 1024 * 1024
ROWS_MOST = 200_000
TITLE_LINES = 4  # that may stand above the names of the columns
VALUE_MOST = 1e12
STEP_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# names of columns: of weeks counted as the CDC does (MMWR), of a day with which a week begins
EPI_NAMES, BEGIN_NAMES = ("mmwr", "epi"), ("start", "begin", "inicio")


class NotATable(Invalid):
    """This file is no table. Its first line needs the names of its columns, with commas or tabs between."""


class FileTooLarge(TooLarge):
    """This file is too large: at most 8 MB and 200,000 lines."""


class NoSuchColumn(Invalid):
    """The first line of this file has no column of that name."""


class NothingInIt(Invalid):
    """No line of this file has a day and a number that we can read."""


@dataclass(frozen=True, slots=True)
class BadLine:
    number: int
    because: Promise | str


@dataclass(frozen=True, slots=True)
class Reading:
    """``days`` are the first days of the periods; values of the same day were added up."""

    days: Mapping[date, float]
    bad: tuple[BadLine, ...]
    doubled: int = 0


def read_official(content: bytes, columns: Columns, *, period: str, today: date) -> Reading:
    """Every line on its own: a bad one is told and the rest is kept. Raises the errors above."""
    if len(content) > FILE_MOST:
        raise FileTooLarge()
    lines = enumerate(_lines(content), start=1)
    names = _header(lines, columns)
    epi = bool(columns.week) and _is_epi(content, columns)
    days: dict[date, float] = {}
    bad: list[BadLine] = []
    doubled = 0
    try:
        for number, cells in lines:
            if number > ROWS_MOST:
                raise FileTooLarge()
            if not cells:
                continue
            line = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            if columns.where and line.get(columns.where) != columns.is_value:
                continue
            read = _row(line, columns, period, today, epi=epi)
            if not isinstance(read, tuple):
                bad.append(BadLine(number, read))
                continue
            doubled += read[0] in days
            days[read[0]] = days.get(read[0], 0.0) + read[1]
    except csv.Error as fault:
        raise NotATable() from fault
    if not days:
        raise NothingInIt()
    return Reading(dict(sorted(days.items())), tuple(bad), doubled)


def _header(lines: Iterator[tuple[int, list[str]]], columns: Columns) -> list[str]:
    """The line with the names of the columns: the first, or one below a title."""
    wanted = {one for one in (columns.day, columns.value, columns.week, columns.where) if one}
    widest = 0
    try:
        for _number, cells in islice(lines, TITLE_LINES + 1):
            names = [cell.strip() for cell in cells]
            if columns.day and columns.value and wanted <= set(names):
                return names
            widest = max(widest, len(names))
    except csv.Error as fault:
        raise NotATable() from fault
    raise NoSuchColumn() if widest > 1 else NotATable()


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as fault:
            raise NotATable() from fault
    above = "".join(text.split("\n", TITLE_LINES + 1)[: TITLE_LINES + 1])
    sign = max(",;\t", key=above.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _is_epi(content: bytes, columns: Columns) -> bool:
    """Whether weeks are numbered as in the United States: by the column's name, or because there is a week 53 that
    only they have. The two ways differ by a week in years that begin on a Thursday, such as 2015 and 2026."""
    if any(name in columns.week.lower() for name in EPI_NAMES):
        return True
    lines = enumerate(_lines(content), start=1)
    names = _header(lines, columns)
    year, week = names.index(columns.day), names.index(columns.week)
    try:
        told = {
            cells[year].strip()
            for _number, cells in lines
            if len(cells) > max(year, week) and cells[week].strip() == "53"
        }
    except csv.Error as fault:
        raise NotATable() from fault
    return any(day_of(one, week="53") is None and day_of(one, week="53", epi=True) is not None for one in told)


def _row(
    line: Mapping[str, str], columns: Columns, period: str, today: date, *, epi: bool
) -> tuple[date, float] | Promise | str:
    on = day_of(line.get(columns.day, ""), week=line.get(columns.week, "") if columns.week else "", epi=epi)
    if on is None:
        return _("The day is missing or cannot be read. Write it as 2026-03-01 or as 2026-W09.")
    if on > today:
        return _("The day has not come yet.")
    value = value_of(line.get(columns.value, ""))
    if value is None:
        return _("The value is missing or is no number of zero or more. Formulas are not read.")
    begins = any(name in columns.day.lower() for name in BEGIN_NAMES)
    return _start(on, period, begins=begins), value


def _start(on: date, period: str, *, begins: bool = False) -> date:
    """``begins``: the day is the first of its period; a week that begins on a Sunday is that of the Monday after."""
    if period == "week":
        return monday(on + timedelta(1) if begins and on.weekday() == 6 else on)
    if period == "month":
        return on.replace(day=1)
    return on.replace(month=1, day=1) if period == "year" else on


def day_of(text: str, *, week: str = "", epi: bool = False) -> date | None:
    """A day as files write it; None for anything else. ``epi``: weeks as in the United States (MMWR), told by their
    Monday.

    >>> day_of("2026-03-01"), day_of("2026-W09"), day_of("2026", week="9"), day_of("3 March")
    (datetime.date(2026, 3, 1), datetime.date(2026, 2, 23), datetime.date(2026, 2, 23), None)
    >>> day_of("2026", week="9", epi=True), day_of("2025", week="53", epi=True), day_of("2025", week="53")
    (datetime.date(2026, 3, 2), datetime.date(2025, 12, 29), None)
    """
    plain = text.strip()[:10].replace("/", "-")
    try:
        if week:
            return _epi_monday(int(plain), int(week)) if epi else date.fromisocalendar(int(plain), int(week), 1)
        if plain.isascii() and plain.isdigit() and len(plain) == 4:
            return date(int(plain), 1, 1)
        if len(plain) == 7 and plain[4] == "-" and plain[5:].isdigit():
            return date(int(plain[:4]), int(plain[5:]), 1)
        return date.fromisoformat(plain)
    except ValueError:
        return None


def _epi_monday(year: int, week: int) -> date:
    """Of a week from Sunday to Saturday; the first of a year is the one with 4 January. Raises ValueError."""
    fourth, after = date(year, 1, 4), date(year + 1, 1, 4)
    sunday = fourth - timedelta((fourth.weekday() + 1) % 7) + timedelta(7 * (week - 1))
    if week < 1 or sunday >= after - timedelta((after.weekday() + 1) % 7):
        raise ValueError("the year has no such week")
    return sunday + timedelta(1)


def value_of(text: str) -> float | None:
    """A number of zero or more; None for anything else, also for formulas.

    >>> value_of("1,204"), value_of("2.5"), value_of("=1+1"), value_of("-3"), value_of("X")
    (1204.0, 2.5, None, None, None)
    """
    plain = text.replace(",", "").replace("\u00a0", "").replace(" ", "").removesuffix("%")
    if not plain or not plain.isascii() or not plain.replace(".", "", 1).isdigit():
        return None
    value = float(plain)
    return value if math.isfinite(value) and value <= VALUE_MOST else None


def guessed_columns(content: bytes) -> tuple[list[str], str, str]:
    """The names in the first line, and which of them look like the day and the value."""
    try:
        names = [name.strip() for name in next(iter(_lines(content[:20_000])), [])]
    except (NotATable, csv.Error):
        return [], "", ""
    low = {name.lower(): name for name in names}
    day = next((low[name] for name in low if name in ("date", "day", "week_start", "week", "year")), "")
    value = next((low[name] for name in low if name in ("value", "count", "cases", "number", "total")), "")
    return names, day, value


def period_of(days: Iterable[date]) -> str:
    """How far apart the days mostly lie.

    >>> period_of([date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)])
    'week'
    """
    gaps = sorted((two - one) for one, two in pairwise(sorted(days)))
    middle = gaps[len(gaps) // 2] if gaps else timedelta(7)
    for period, step in (("day", 4), ("week", 16), ("month", 200)):
        if middle.days <= step:
            return period
    return "year"
