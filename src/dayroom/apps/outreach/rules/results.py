"""Read a file of results: each row on its own, so that a bad one is told and the rest is kept. No queries, no clock."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.vocabulary.campaigns import Measure
from dayroom.kernel.errors import Invalid, TooLarge

FILE_MOST = 2 * 1024 * 1024
ROWS_MOST = 5000
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so
VALUE_MOST = 10**12


class NotATable(Invalid):
    """This file is no table: it needs a first line with the names of its columns, and commas between."""


class FileTooLarge(TooLarge):
    """This file is too large: at most 2 MB."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    address: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class BadRow:
    number: int  # the line of the file
    because: Promise | str


def read_results(content: bytes, columns: Mapping[str, str]) -> tuple[list[ResultRow], list[BadRow]]:
    """Rows that can be used, and those that cannot with the reason. Raises NotATable, FileTooLarge."""
    if len(content) > FILE_MOST:
        raise FileTooLarge()
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""))
        names = [str(one).strip() for one in reader.fieldnames or ()]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise NotATable() from fault
    if columns.get("address") not in names:
        raise NotATable(_("There is no such column for the address in the first line of this file."))
    good: list[ResultRow] = []
    bad: list[BadRow] = []
    try:
        for number, line in enumerate(reader, start=2):
            if number > ROWS_MOST + 1:
                bad.append(BadRow(number, _("Only the first 5,000 lines were read.")))
                break
            read = _row(number, {str(key).strip(): value for key, value in line.items()}, columns)
            (good if isinstance(read, ResultRow) else bad).append(read)  # type: ignore[arg-type]  # told apart above
    except csv.Error as fault:
        raise NotATable() from fault
    return good, bad


def _row(number: int, line: Mapping[str, object], columns: Mapping[str, str]) -> ResultRow | BadRow:
    address = str(line.get(columns["address"]) or "").strip()
    if not address.startswith(("https://", "http://", "/")):
        return BadRow(number, _("The address of the post is missing or is none."))
    values: dict[str, int] = {}
    for measure in Measure:
        name = columns.get(measure.value.lower(), "")
        text = str(line.get(name) or "").strip() if name else ""
        if not text:
            continue
        value = number_of(text)
        if value is None:
            return BadRow(number, _("One of the values is no whole number. Formulas are not read."))
        values[measure.value] = value
    return ResultRow(address, values) if values else BadRow(number, _("There is no value in this line."))


def number_of(text: str) -> int | None:
    """A whole number as people write it; None for anything else, also for formulas.

    >>> number_of("1,204"), number_of("=1+1"), number_of("-5"), number_of("12.0")
    (1204, None, None, 12)
    """
    plain = text.replace(",", "").replace("\u00a0", "").replace(" ", "").removesuffix(".0")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 12:
        return None
    return min(int(plain), VALUE_MOST)


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet runs.

    >>> safe_cell("=SUM(A1)"), safe_cell(12)
    ("'=SUM(A1)", '12')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RISKY) else text
