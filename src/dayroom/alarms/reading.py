"""Counts from a CSV file: what can be mended is mended and told, what cannot is refused with a sentence and a count.

No sentence repeats what stands in a cell: a file of counts may hold anybody's words.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dayroom.kernel.errors import DayroomError

# about a million and a half rows, for which a gigabyte of memory is needed
MAX_BYTES: Final = 32 * 1024 * 1024
# a count above this is an identifier or a mistake
MAX_COUNT: Final = 10**9
# a year before this is a slip of the pen, and would stretch a series over centuries
EARLIEST: Final = 1900
COLUMNS: Final = {
    "date": ("date", "day", "week", "month"),
    "count": ("count", "observed", "cases"),
    "place": ("place",),
    "topic": ("topic",),
}
MISSING: Final = frozenset({"", "na", "n/a", "nan", "null", "none", "."})
WHOLE: Final = re.compile(r"[0-9]{1,15}(?:\.0{1,6})?")
NEGATIVE: Final = re.compile(r"-[0-9]{1,15}(?:\.[0-9]{1,9})?")
DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})([T ][0-9:.+Z-]{4,30})?")
WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})")
MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
# what a spreadsheet would run
FORMULA: Final = ("=", "+", "@", "-", "\t", "\r")
FORMULA_IN_COUNT: Final = ("=", "+", "@")
SHOWN: Final = 5


class Unreadable(DayroomError):
    """This file of counts cannot be used."""

    status = 422


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: `written` is its date as it stands there, `count` None where it is not known."""

    line: int
    written: str
    day: date
    count: int | None
    place: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows in the order of the file, and what had to be said about them."""

    rows: Sequence[Row]
    has_place: bool
    has_topic: bool
    told: list[str] = field(default_factory=list)


def read_table(raw: bytes) -> Table:
    """Read the bytes of a file.

    raises    Unreadable, with every kind of problem in one sentence each
    """
    told: list[str] = []
    lines = csv.reader(io.StringIO(_decoded(raw, told), newline=""), delimiter=_delimiter(raw), strict=True)
    try:
        where = _header(next(lines, []), told)
        reader = _Reader(where)
        rows = [row for row in map(reader.row, _numbered(lines)) if row]
    except csv.Error:
        raise Unreadable("this is not a CSV file: quotation marks do not close, or a cell is far too long") from None
    reader.refuse()
    if not rows:
        raise Unreadable("there is no row with a count")
    _refuse_doubles(rows)
    told += reader.told()
    return Table(rows, "place" in where, "topic" in where, told)


def _decoded(raw: bytes, told: list[str]) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"the file is larger than {MAX_BYTES // 1024 // 1024} MB")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        told.append("the file was in UTF-16 and was read as such")
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("the file is not UTF-8 text; save it as UTF-8 and try again") from None
    if "\0" in text:
        raise Unreadable("the file is not text")
    return text


def _delimiter(raw: bytes) -> str:
    head = raw[:4096].replace(b"\0", b"").split(b"\n", 1)[0]
    return max((",", ";", "\t"), key=lambda one: head.count(one.encode()))


def _header(names: Sequence[str], told: list[str]) -> dict[str, int]:
    """Which column is which."""
    plain = [name.strip().lower().lstrip("\ufeff") for name in names]
    where = {
        wanted: plain.index(alias)
        for wanted, aliases in COLUMNS.items()
        for alias in reversed(aliases)
        if alias in plain
    }
    lacking = [wanted for wanted in ("date", "count") if wanted not in where]
    if lacking:
        raise Unreadable(f"the first line must name the columns date and count; {' and '.join(lacking)} is not there")
    twice = [wanted for wanted, at in where.items() if plain.count(plain[at]) > 1]
    if twice:
        raise Unreadable(f"the column {twice[0]} is there twice")
    left = len([name for at, name in enumerate(plain) if at not in where.values()])
    if left:
        told.append(f"{left} more column{'s were' if left > 1 else ' was'} not used; date, count, place and topic are")
    return where


def _numbered(lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            yield number, cells


class _Reader:
    """Reads row by row and remembers what was wrong, by kind and line."""

    def __init__(self, where: dict[str, int]) -> None:
        self.where = where
        self.faults: dict[str, list[int]] = {}
        self.unknown = 0
        self.with_time = 0

    def row(self, numbered: tuple[int, list[str]]) -> Row | None:
        line, cells = numbered
        if max(self.where.values()) >= len(cells):
            return self._refused("have too few cells", line)
        got = {name: cells[at].strip() for name, at in self.where.items()}
        text = [got[name] for name in ("date", "place", "topic") if name in got]
        if any(cell.startswith(FORMULA) for cell in text) or got["count"].startswith(FORMULA_IN_COUNT):
            return self._refused("hold a formula", line)
        day = self._day(got["date"])
        if day is not None and day.year < EARLIEST:
            return self._refused("have a date before 1900", line)
        if day is None:
            return self._refused("have a date that is not written as 2026-03-09, 2026-W11 or 2026-03", line)
        fault, count = _count(got["count"])
        if fault:
            return self._refused(fault, line)
        self.unknown += count is None
        return Row(line, got["date"], day, count, got.get("place", ""), got.get("topic", ""))

    def _day(self, written: str) -> date | None:
        try:
            if found := DATE.fullmatch(written):
                self.with_time += bool(found[4])
                return date(int(found[1]), int(found[2]), int(found[3]))
            if found := WEEK.fullmatch(written):
                return date.fromisocalendar(int(found[1]), int(found[2]), 1)
            if found := MONTH.fullmatch(written):
                return date(int(found[1]), int(found[2]), 1)
        except ValueError:
            pass
        return None

    def _refused(self, what: str, line: int) -> Row | None:
        self.faults.setdefault(what, []).append(line)
        return None

    def refuse(self) -> None:
        if self.faults:
            raise Unreadable("; ".join(f"{_lines(lines)} {what}" for what, lines in self.faults.items()))

    def told(self) -> list[str]:
        made = []
        if self.unknown:
            made.append(f"{self.unknown} counts are not known; they were not taken for zero")
        if self.with_time:
            made.append(f"{self.with_time} dates carry a time of day; the day was taken as it is written")
        return made


def _count(written: str) -> tuple[str, int | None]:
    """What is wrong with a count, and the count; None where it is not known."""
    if written.lower() in MISSING:
        return "", None
    if NEGATIVE.fullmatch(written):
        return "have a count below zero", None
    if not WHOLE.fullmatch(written):
        return "have a count that is not a whole number", None
    count = int(written.partition(".")[0])
    return ("have a count above a thousand million", None) if count > MAX_COUNT else ("", count)


def _refuse_doubles(rows: Sequence[Row]) -> None:
    seen = Counter((row.day, row.place, row.topic) for row in rows)
    doubled = [row.line for row in rows if seen[row.day, row.place, row.topic] > 1]
    if doubled:
        raise Unreadable(f"{_lines(doubled)} have a date that is there more than once; it would be counted twice")


def _lines(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:SHOWN])
    more = ", …" if len(numbers) > SHOWN else ""
    return f"{len(numbers)} row{'s' if len(numbers) > 1 else ''} (line {shown}{more})"
