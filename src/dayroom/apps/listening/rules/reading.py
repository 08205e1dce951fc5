"""Rows of a file that somebody brought, as a stream that can go on where it stopped.

    with open_rows(path, how, place=intake.position.get("file"), since=…, now=…) as rows:
        for row in rows: ...            # RawPost or Refusal
        rows.place                      # after each row: plain numbers for JSON; give it back to go on behind that row
        rows.bytes_done

No queries, no clock: ``now`` and ``since`` are facts that come in. Memory holds one row, or one stretch of a Parquet
file. Raises what is wrong with the file as a whole (rules.files); what is wrong with one row is a Refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import dropwhile, islice
from pathlib import Path
from typing import Protocol

from dayroom.apps.listening.rules.reading_lines import LineRows, line_objects, value_of
from dayroom.apps.listening.rules.reading_parquet import ParquetRows, parquet_objects
from dayroom.apps.listening.rules.reading_table import TableRows, records
from dayroom.apps.listening.rules.reading_trends import TrendsRows
from dayroom.apps.listening.rules.shaping import SURROGATES, UNREAD, Shaper
from dayroom.apps.listening.rules.tape import Tape
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import FileForm, How

Place = Mapping[str, int]


class FileRows(Protocol):
    """A stream of rows that knows where it stands."""

    def __iter__(self) -> Iterator[RawPost | Refusal]: ...

    def __next__(self) -> RawPost | Refusal: ...

    @property
    def place(self) -> dict[str, int]: ...

    @property
    def bytes_done(self) -> int: ...


@contextmanager
def open_rows(
    path: Path, how: How, *, now: datetime, since: date | None = None, place: Place | None = None
) -> Iterator[FileRows]:
    """Raises SchemaChanged, NotAFile and FileNotFoundError."""
    shaper, at = Shaper(how, since=since, now=now), dict(place or {})
    with path.open("rb") as file:
        if how.form == FileForm.PARQUET:
            yield ParquetRows(file, how, shaper, at)
        elif how.form == FileForm.TRENDS:
            yield TrendsRows(file, how, shaper, at)
        elif how.form == FileForm.LINES:
            yield LineRows(file, how, shaper, at)
        else:
            yield TableRows(file, how, shaper, at)


def first_rows(path: Path, how: How, most: int) -> list[list[str]]:
    """The first rows as they stand, cell by cell in the order of the columns: for a person to look at."""
    with path.open("rb") as file:
        rows: Sequence[Mapping[str, object]]
        if how.form == FileForm.PARQUET:
            rows = parquet_objects(file, most)
        elif how.form == FileForm.LINES:
            rows = line_objects(file, how.encoding, most)
        else:
            found = (one.cells for one in records(Tape(file, how.encoding), how.delimiter))
            begun = dropwhile(lambda cells: len(cells) != len(how.columns), found)
            shown = islice(begun, 1 if how.has_head else 0, most + 1 if how.has_head else most)
            return [[_cell(cell) for cell in cells] for cells in shown]
        return [[_cell(value_of(row, name)) for name in how.columns] for row in rows]


def _cell(value: object) -> str:
    """As text that a page can show."""
    return "" if value is None else SURROGATES.sub(UNREAD, str(value).replace("\0", " "))
