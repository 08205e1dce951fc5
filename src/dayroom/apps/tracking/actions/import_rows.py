"""Readings of a file as sealed rows, a stretch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from dayroom.apps.tracking.actions.import_stretches import Stretch
from dayroom.apps.tracking.actions.trackers import tracker_of_measure
from dayroom.apps.tracking.models import FoundFact, ImportBatch, Reading, Tracker
from dayroom.apps.tracking.queries.trackers import rows_by_measure
from dayroom.apps.tracking.vocabulary import BatchState
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.engines.measures.reading import Fact, Summary
from dayroom.engines.measures.reading import Reading as FromFile
from dayroom.kernel.ids import new_public_id
from dayroom.platform.sealing import Vault

_FIRST_OF = {second: first for first, second in PAIRS.items()}
_SOURCE_MOST = 80  # letters of the name of a device
Same = tuple[str, datetime, datetime | None, str, str, str]


class Keeper:
    """Keeps the stretches of one batch; `kept` is what the batch's row says, and is brought on with it."""

    def __init__(self, batch: ImportBatch, vault: Vault, kept: dict[str, Any]) -> None:
        self.batch, self.vault, self.kept = batch, vault, kept
        self.trackers: dict[str, Tracker] = rows_by_measure(batch.owner_id, vault)
        # without an earlier file there is nothing that could be here already
        self.others = Reading.objects.filter(owner_id=batch.owner_id, batch__isnull=False).exclude(batch=batch).exists()

    def keep(self, stretch: Stretch, *, bytes_read: int) -> bool:
        """The readings of a stretch and the place after it, together or not at all. False where the batch has moved on
        without us."""
        fresh = self._fresh(stretch.readings)
        rows = [self._row(reading) for reading in fresh]
        self.kept["already"] = self.kept.get("already", 0) + len(stretch.readings) - len(fresh)
        self._tell(stretch.summary)
        with transaction.atomic():
            if not self._moved(stretch, bytes_read, len(rows)):
                return False
            Reading.objects.bulk_create(rows)
            self._facts(stretch.facts)
        self.batch.records_seen = stretch.seen
        return True

    def end(self) -> bool:
        """The file is read: whoever goes on from here does not open it again."""
        self.kept["read_to_end"] = True
        return self._mine().update(sealed=self.vault.seal(self.kept, self.batch), bytes_read=F("bytes_total")) > 0

    def _mine(self) -> Any:
        return ImportBatch.objects.filter(
            pk=self.batch.pk, state=BatchState.READING, records_seen=self.batch.records_seen
        )

    def _moved(self, stretch: Stretch, bytes_read: int, rows: int) -> bool:
        return self._mine().update(
            records_seen=stretch.seen, bytes_read=bytes_read, kept=F("kept") + rows,
            left_out=sum(stretch.summary.broken.values()), changed_at=timezone.now(),
            sealed=self.vault.seal(self.kept, self.batch),
        ) > 0  # fmt: skip

    def _tell(self, summary: Summary) -> None:
        self.kept["records"] = summary.records
        self.kept["broken"] = {str(fault): times for fault, times in summary.broken.items()}
        self.kept["first_broken"] = [[one.number, str(one.fault)] for one in summary.first_broken]
        self.kept["unknown"] = {_plain(kind): times for kind, times in summary.unknown.items()}

    def _tracker(self, measure: str) -> Tracker:
        if measure not in self.trackers:
            self.trackers[measure] = tracker_of_measure(
                self.batch.owner_id, measure, self.vault, now=self.batch.made_at
            )
            self.kept.setdefault("made", []).append(self.trackers[measure].public_id)
        return self.trackers[measure]

    def _row(self, reading: FromFile) -> Reading:
        tracker, batch = self._tracker(reading.measure), self.batch
        touched = self.kept.setdefault("touched", [])
        if tracker.public_id not in touched:
            touched.append(tracker.public_id)
        row = Reading(
            public_id=new_public_id(), tracker_id=tracker.pk, owner_id=batch.owner_id, batch_id=batch.pk,
            taken_at=reading.started_at, ended_at=reading.ended_at, made_at=batch.made_at, changed_at=batch.made_at,
        )
        row.sealed = self.vault.seal(
            {"value": str(reading.value), "unit": reading.unit, "source": _source(reading)}, row
        )
        return row

    def _fresh(self, readings: Sequence[FromFile]) -> Sequence[FromFile]:
        """Those that no earlier file has brought: the same number at the same time from the same source."""
        if not self.others or not readings:
            return readings
        here = self._here(readings)
        return [one for one in readings if _same(one) not in here] if here else readings

    def _here(self, readings: Sequence[FromFile]) -> set[Same]:
        spans: dict[int, list[datetime]] = defaultdict(list)
        for one in readings:
            for measure in {one.measure, _FIRST_OF.get(one.measure, one.measure)} & self.trackers.keys():
                spans[self.trackers[measure].pk].append(one.started_at)
        names = {tracker.pk: measure for measure, tracker in self.trackers.items()}
        found: set[Same] = set()
        for pk, moments in spans.items():
            rows = Reading.objects.filter(tracker_id=pk, taken_at__gte=min(moments), taken_at__lte=max(moments))
            wanted = set(moments)
            for row in rows.exclude(batch=None).exclude(batch=self.batch).iterator(2000):
                if row.taken_at in wanted:
                    found |= set(_sames(names[pk], row, self.vault.open(row)))
        return found

    def _facts(self, facts: Iterable[Fact]) -> None:
        if not facts or FoundFact.objects.filter(batch=self.batch).exists():
            return
        rows = []
        for fact in dict.fromkeys(facts):
            row = FoundFact(batch=self.batch, owner_id=self.batch.owner_id)
            days = {"started_on": fact.started_on, "ended_on": fact.ended_on}
            row.sealed = self.vault.seal(
                {name: _plain(getattr(fact, name)) for name in ("kind", "text", "code", "system", "status")}
                | {name: day.isoformat() if day else "" for name, day in days.items()},
                row,
            )
            rows.append(row)
        FoundFact.objects.bulk_create(rows)


def _same(one: FromFile) -> Same:
    return one.measure, one.started_at, one.ended_at, str(one.value), one.unit, _source(one)


def _source(one: FromFile) -> str:
    return _plain(one.source)[:_SOURCE_MOST]


def _plain(text: str) -> str:
    """JSON can spell half a letter, which no file of ours can hold."""
    return text.encode("utf-8", "replace").decode()


def _sames(measure: str, row: Reading, kept: dict[str, Any]) -> Iterable[Same]:
    """What stands in a row, as a file would bring it; a pair is two readings of a file."""
    unit, source = kept.get("unit", ""), kept.get("source", "")
    if kept.get("value") is not None:
        yield measure, row.taken_at, row.ended_at, kept["value"], unit, source
    for second, value in kept.get("parts", {}).items():
        yield second, row.taken_at, row.ended_at, value, unit, source
