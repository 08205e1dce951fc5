"""Files in words: what came of one, what is read for a preview, and whose readings count."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from dayroom.apps.tracking.queries.batches import sources_of
from dayroom.apps.tracking.queries.handing import new_documents
from dayroom.apps.tracking.rules.units import written
from dayroom.apps.tracking.vocabulary import BatchState, Scope
from dayroom.apps.tracking.vocabulary.files import BatchShown, SourceShown
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import NAMES
from dayroom.engines.measures import unit
from dayroom.engines.measures.reading import SENTENCES, Columns, Summary, read_table
from dayroom.kernel.errors import translate

PREVIEWED = 5
CELL_MOST = 60
# what phones call kinds of records begins with these
_PREFIXES = ("HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier", "HKCategoryValueSleepAnalysis", "HKDataType")


@dataclass(frozen=True, slots=True)
class Preview:
    """One row of a table as it stands, and what would come of it."""

    cells: tuple[str, ...]
    becomes: str


@dataclass(frozen=True, slots=True)
class SourcesShown:
    tracker: str
    name: str
    sources: list[SourceShown]


def is_going_on(batch: BatchShown) -> bool:
    """The page looks again by itself."""
    return batch.state in (BatchState.WAITING, BatchState.READING) or (
        batch.state == BatchState.UNDONE and batch.ended_at is None
    )


def kind_words(kind: str) -> str:
    """A kind of record that we do not keep, without what every name of a phone begins with."""
    for prefix in _PREFIXES:
        kind = kind.removeprefix(prefix)
    return kind or _("without a name")


def preview(lines: Sequence[str], mapping: Columns | None, now: datetime) -> list[Preview]:
    """The first rows of a table, with what each becomes under this mapping."""
    rows = list(itertools.islice(csv.reader(lines), PREVIEWED + 1))[1:]
    shown = [tuple(cell[:CELL_MOST] for cell in row) for row in rows]
    if mapping is None:
        return [Preview(cells, "") for cells in shown]
    return [Preview(cells, said) for cells, said in zip(shown, _said(lines, mapping, now), strict=False)]


def _said(lines: Sequence[str], mapping: Columns, now: datetime) -> Iterator[str]:
    summary = Summary()
    readings = read_table(iter(lines), mapping, now=now, summary=summary)
    reading = next(readings, None)
    for number in range(1, PREVIEWED + 1):
        fault = next((one.fault for one in summary.first_broken if one.number == number), None)
        if fault is not None:
            yield str(translate(SENTENCES[fault]))
        elif reading is not None:
            shown = written(reading.measure, reading.value, reading.unit)
            # without a time it is the day's: midnight stands for none
            clock = " %H:%M" if reading.started_at.time() != time() else ""
            yield f"{reading.started_at:%Y-%m-%d{clock}}: {shown} {unit(reading.unit).label}"
            reading = next(readings, None)


def sources_shown(record: Record) -> list[SourcesShown]:
    """Trackers with more than one source, as they count now."""
    return [
        SourcesShown(row.public_id, kept.get("name") or str(NAMES.get(kept.get("measure", ""), "")), sources)
        for row, kept, sources in sources_of(record)
    ]


def home_part(record: Record, _now: datetime) -> dict[str, Any] | None:
    """Ways in and out; for who may not enter there is none."""
    if not record.may(Scope.ENTER):
        return None
    return {"new_documents": new_documents(record) if record.mine else 0, "whose": record.whose, "mine": record.mine}
