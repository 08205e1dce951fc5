"""Tables (CSV) with a mapping: which column holds the day, the number, the unit and what was measured."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from ..catalog import measures
from ..errors import BrokenMapping
from .checking import moment, number_in, times_fault
from .vocabulary import Fault, Reading, Summary

# rows that are looked at to see what a column holds
_LOOKED_AT = 20
_TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(?:h|uhr|([ap])\.?\s?m\.?)?", re.IGNORECASE | re.ASCII
)
_NOON = 12
# characters in one cell; a longer one is no number and no date
_LONGEST_CELL = 10_000
# how dates are written; the person chooses, since 03/04 is two days
DATE_FORMS = {
    "ISO": "",
    "DMY": "%d/%m/%Y",
    "MDY": "%m/%d/%Y",
    "DMY_DOTS": "%d.%m.%Y",
    "DMY_TIME": "%d/%m/%Y %H:%M",
    "MDY_TIME": "%m/%d/%Y %H:%M",
    "DMY_DOTS_TIME": "%d.%m.%Y %H:%M",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what.

    date, value       names of columns
    time              the column of the time of day where it stands apart from the date; a row without one is a day
    measure           a key of the catalog for all rows, or the column that names it, with `measures` to translate
    unit              a unit for all rows, or the column that names it
    date_form         a key of DATE_FORMS; decimal_comma where numbers are written 5,6
    """

    date: str
    value: str
    measure: str = ""
    measure_column: str = ""
    measures: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    unit_column: str = ""
    date_form: str = "ISO"
    decimal_comma: bool = False
    time: str = ""


def columns(lines: Iterable[str]) -> list[str]:
    """The names in the first row, for the person to choose from."""
    return next(iter(csv.reader(lines)), [])


def time_columns(lines: Iterable[str]) -> list[str]:
    """Names of the columns that hold nothing but times of day in the first rows.

    >>> time_columns(["Day,Time,Sugar", "2026-11-04,8:15 PM,7.2", "2026-11-05,,7.4"])
    ['Time']
    """
    rows = csv.reader(lines)
    try:
        names, first = next(rows, []), list(itertools.islice(rows, _LOOKED_AT))
    except csv.Error:
        return []
    cells = {name: [row[at].strip() for row in first if at < len(row)] for at, name in enumerate(names)}
    # 7.20 is a number more often than a time
    return [
        name for name, found in cells.items()
        if any(found) and all(not cell or (":" in cell and time_of_day(cell)) for cell in found)
    ]  # fmt: skip


def time_of_day(text: str) -> time | None:
    """A time of day as people and devices write it; None where it is none.

    >>> time_of_day("8:15 PM"), time_of_day("08:15"), time_of_day("20.15 Uhr"), time_of_day("24:15")
    (datetime.time(20, 15), datetime.time(8, 15), datetime.time(20, 15), None)
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def read_table(
    lines: Iterable[str], mapping: Columns, *, now: datetime, summary: Summary | None = None
) -> Iterator[Reading]:
    """Readings of a table, in its order.

    lines     the lines of a file, the first one with the names of columns
    mapping   what the person chose; raises BrokenMapping where it does not fit
    now       what lies behind it is in the future; its zone holds where a row names none
    returns   readings; `summary` lists rows that were left out
    errs      leaves a row out rather than guess what is meant
    """
    known = summary if summary is not None else Summary()
    _check(mapping)
    csv.field_size_limit(_LONGEST_CELL * 100)
    rows = csv.DictReader(lines)
    needed = {mapping.date, mapping.value, mapping.measure_column, mapping.unit_column, mapping.time} - {""}
    if not needed <= {*(rows.fieldnames or ())}:
        raise BrokenMapping
    return _rows(rows, mapping, now, known)


def _rows(rows: csv.DictReader[str], mapping: Columns, now: datetime, known: Summary) -> Iterator[Reading]:
    names = dict(mapping.measures)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            known.records += 1
            known.note(known.records, Fault.DAMAGED)
            continue
        known.records += 1
        made = _row(row, mapping, names, now)
        if isinstance(made, Fault):
            known.note(known.records, made)
        elif made is None:
            known.pass_over((row.get(mapping.measure_column) or "")[:100])
        else:
            known.read += 1
            yield made


def _row(
    row: Mapping[str, str | None], mapping: Columns, names: Mapping[str, str], now: datetime
) -> Reading | Fault | None:
    cells = {key: (value or "").strip()[:_LONGEST_CELL] for key, value in row.items() if isinstance(value, str | None)}
    key = mapping.measure or names.get(cells.get(mapping.measure_column, ""), "")
    if not key:
        return None
    when = _when(cells.get(mapping.date, ""), mapping, now)
    if when is None:
        return Fault.NO_DATE
    if clock := cells.get(mapping.time, "") if mapping.time else "":
        at = time_of_day(clock)
        # a date with another time of its own: nobody can tell which of the two holds
        if at is None or when.time() not in (time(), at):
            return Fault.NO_TIME
        when = datetime.combine(when, at, when.tzinfo)
    if fault := times_fault(when, None, now):
        return fault
    text = cells.get(mapping.value, "")
    unit = mapping.unit or cells.get(mapping.unit_column, "")
    read = number_in(text.replace(",", ".") if mapping.decimal_comma else text, key, unit)
    return read if isinstance(read, Fault) else Reading(key, *read, when, None, "CSV")


def _when(text: str, mapping: Columns, now: datetime) -> datetime | None:
    form = DATE_FORMS[mapping.date_form]
    if not form:
        return moment(text, default=now)
    try:
        return datetime.strptime(text, form).replace(tzinfo=now.tzinfo)
    except ValueError:
        return None


def _check(mapping: Columns) -> None:
    keys = [mapping.measure, *(key for _name, key in mapping.measures)]
    one_way = bool(mapping.measure) != bool(mapping.measure_column)
    if not (one_way and mapping.date and mapping.value and (mapping.unit or mapping.unit_column)):
        raise BrokenMapping
    if any(key and key not in measures() for key in keys) or mapping.date_form not in DATE_FORMS:
        raise BrokenMapping
