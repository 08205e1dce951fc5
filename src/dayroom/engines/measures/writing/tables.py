"""Readings as a table that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence

HEAD = ("date", "end", "measure", "value", "unit", "source", "note")
# a cell that begins so is a formula to a spreadsheet
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula; numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell("-5.2"), safe_cell("fine")
    ("'=1+1", '-5.2', 'fine')
    """
    if text.startswith(_FORMULA) and not _is_number(text):
        return f"'{text}"
    return text


def csv_lines(rows: Iterable[Sequence[str]], *, head: Sequence[str] = HEAD) -> Iterator[str]:
    """Lines of a CSV file (RFC 4180), the head first."""
    for row in itertools.chain([head], rows):
        held = io.StringIO()
        csv.writer(held).writerow([safe_cell(cell) for cell in row])
        yield held.getvalue()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "\t" not in text and "\n" not in text and "\r" not in text
