"""Rows of a JSONL or CSV file, also compressed with gzip; a line that cannot be read is refused, not the file."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from dayroom.apps.communities.rules.importing import Incoming, Refusal
from dayroom.kernel.errors import WrongType

COLUMNS = ("id", "text", "title", "author_label", "made_at", "topic", "language")
FIELD_MOST = 2_000_000  # characters of one CSV field; longer ones are refused as too long by the rules


class NotAFileOfRows(WrongType):
    """The file must be .jsonl or .csv, with or without .gz."""


def _opened(path: Path) -> IO[bytes]:
    if path.name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    return path.open("rb")


def rows_of(path: Path, columns: Mapping[str, str]) -> Iterator[Incoming | Refusal]:
    """``columns``: our column → the name it has in the file."""
    kind = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    if kind not in ("jsonl", "csv"):
        raise NotAFileOfRows()
    with _opened(path) as file:
        yield from _jsonl(file, columns) if kind == "jsonl" else _csv(file, columns)


def _jsonl(file: IO[bytes], columns: Mapping[str, str]) -> Iterator[Incoming | Refusal]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            yield Refusal(number, "", "row.unreadable")
            continue
        yield _row(number, found, columns) if isinstance(found, dict) else Refusal(number, "", "row.unreadable")


def _csv(file: IO[bytes], columns: Mapping[str, str]) -> Iterator[Incoming | Refusal]:
    csv.field_size_limit(FIELD_MOST)
    # bytes that are no text become lone surrogates, which the rules refuse row by row
    lines = (line.decode("utf-8", "surrogateescape") for line in file)
    reader = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
    while True:
        try:
            found = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Refusal(reader.line_num, "", "row.unreadable")
            continue
        yield _row(reader.line_num, found, columns)


def _row(number: int, found: Mapping[str, object], columns: Mapping[str, str]) -> Incoming:
    given = {name: _text(found.get(columns.get(name, name))) for name in COLUMNS}
    return Incoming(line=number, **{**given, "id": given["id"] or f"line-{number}"})


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, (dict, list)) else str(value)
