"""Files as stretches: some readings, and where the file stands after them. Reading goes on after any stretch.

Every stretch is whole: all readings of the records up to `seen` are in it or in one before it. So a transaction that
keeps a stretch together with `seen` neither doubles nor loses anything, whenever the process dies.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from dayroom.apps.tracking.vocabulary import BatchKind
from dayroom.apps.tracking.vocabulary.files import CHUNK_READINGS
from dayroom.engines.measures.errors import BrokenFile, FileBomb
from dayroom.engines.measures.reading import (
    Columns,
    Fact,
    Reading,
    Summary,
    read_apple_pieces,
    read_bundle,
    read_points,
    read_table,
)

# characters of one line of a table; what is longer is cut, and is no row then
_LONGEST_LINE = 1_000_000
VALUES_MOST = 5_000_000  # commas in a file that is read whole; brackets are half as many. Ours, 2026-11-21


@dataclass(slots=True)
class Stretch:
    """Some readings; `seen` is where to go on after them, `summary` what was left out from the file's beginning on."""

    readings: list[Reading]
    seen: int
    summary: Summary
    facts: list[Fact] = field(default_factory=list)


def stretches(
    kind: str, file: BinaryIO, *, now: datetime, skip: int = 0, known: Summary | None = None,
    mapping: Columns | None = None,
) -> Iterator[Stretch]:  # fmt: skip
    """The stretches of a file after the first `skip` records.

    known    what was left out of those, so that counts go on
    raises   what the engine's readers raise
    """
    before = known if known is not None else Summary()
    if kind == BatchKind.APPLE:
        return _apple(file, now, skip, before)
    if kind == BatchKind.TABLE:
        return _table(file, now, skip, mapping or Columns("", ""))
    return _fhir(file, now, skip) if kind == BatchKind.FHIR else _points(file, now, skip, before)


def _apple(file: BinaryIO, now: datetime, skip: int, known: Summary) -> Iterator[Stretch]:
    """The engine hands out one piece of the file after the other, and counts the records of a piece as one."""
    known.records = 0
    held: list[Reading] = []
    for found in read_apple_pieces(file, now=now, skip=skip, summary=known):
        held += found
        if len(held) >= CHUNK_READINGS:
            yield Stretch(held, known.records, copied(known))
            held = []
    yield Stretch(held, max(skip, known.records), known)


def _table(file: BinaryIO, now: datetime, skip: int, mapping: Columns) -> Iterator[Stretch]:
    """A row is at most one reading. Rows that were kept before are read again for the counts, and not handed on."""
    summary = Summary()
    held: list[Reading] = []
    for reading in read_table(table_lines(file), mapping, now=now, summary=summary):
        if summary.records <= skip:
            continue
        held.append(reading)
        if len(held) >= CHUNK_READINGS:
            yield Stretch(held, summary.records, copied(summary))
            held = []
    yield Stretch(held, summary.records, summary)


def _points(file: BinaryIO, now: datetime, skip: int, known: Summary) -> Iterator[Stretch]:
    """One point may be two readings, so that a stretch ends between points."""
    held: list[Reading] = []
    number = 0
    for number, point in enumerate(_point_list(file), 1):
        if number <= skip:
            continue
        known.records = number - 1
        held += read_points([point], now=now, summary=known)
        if len(held) >= CHUNK_READINGS:
            yield Stretch(held, number, copied(known))
            held = []
    yield Stretch(held, number, known)


def _point_list(file: BinaryIO) -> list[Any]:
    """A list of points, one point alone, or one point a line."""
    raw = file.read()
    try:
        read = _json(raw)
    except BrokenFile:
        # one line that is damaged is one damaged point; no line that is whole is no file of points
        found = [_json_or_none(line) for line in raw.splitlines() if line.strip()]
        if not any(isinstance(point, dict) for point in found):
            raise
        return found
    return read if isinstance(read, list) else [read]


def _fhir(file: BinaryIO, now: datetime, skip: int) -> Iterator[Stretch]:
    """A bundle is read whole, since its parts point at one another; `seen` counts its readings here."""
    found = read_bundle(_json(file.read()), now=now)
    for _response in found.responses:
        found.summary.pass_over("QuestionnaireResponse")
    for start in range(skip, len(found.readings), CHUNK_READINGS):
        part = found.readings[start : start + CHUNK_READINGS]
        yield Stretch(part, start + len(part), found.summary, found.facts)
    if not found.readings[skip:]:
        yield Stretch([], skip, found.summary, found.facts)


def table_lines(file: BinaryIO) -> Iterator[str]:
    """Lines of a table; a byte that is no UTF-8 becomes a sign that fits no number and no date."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    while line := text.readline(_LONGEST_LINE):
        yield line.replace("\0", "\N{REPLACEMENT CHARACTER}")
    text.detach()


def copied(summary: Summary) -> Summary:
    """The summary as it is now."""
    return Summary(
        summary.records, summary.read, dict(summary.broken), list(summary.first_broken), dict(summary.unknown)
    )


def _json(raw: bytes) -> Any:
    # very many values of one letter each would take some hundred times their bytes
    if raw.count(b",") > VALUES_MOST or raw.count(b"[") + raw.count(b"{") > VALUES_MOST // 2:
        raise FileBomb
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise BrokenFile from fault


def _json_or_none(raw: bytes) -> Any:
    try:
        return _json(raw)
    except BrokenFile:
        return None


def _no_number(_word: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError
