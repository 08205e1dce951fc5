"""Files that somebody brought along, opened."""

from __future__ import annotations

from typing import Any

from dayroom.apps.tracking.models import FoundFact, ImportBatch, Reading, SourceOrder, Tracker
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.vocabulary.files import BatchShown, FoundShown, SourceShown
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures import errors
from dayroom.engines.measures.reading import SENTENCES, Broken, Columns, Fault, Summary
from dayroom.kernel.errors import DayroomError, NotFound, translate
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault, vault_of

LISTED = 50
FOUND_MOST = 500


def batch_row(record: Record, public_id: str, *, lock: bool = False) -> ImportBatch:
    """One batch of this record. Raises NotFound."""
    rows = ImportBatch.objects.filter(owner_id=record.owner_id)
    row = (rows.select_for_update() if lock else rows).filter(public_id=public_id).first() if is_public_id(
        public_id
    ) else None
    if row is None:
        raise NotFound()
    return row


def batches_of(record: Record) -> list[BatchShown]:
    """Newest first."""
    rows = list(ImportBatch.objects.filter(owner_id=record.owner_id).order_by("-id")[:LISTED])
    vault = vault_of(record.owner_id) if rows else None
    return [batch_shown(row, vault) for row in rows if vault is not None]


def batch_of(record: Record, public_id: str) -> BatchShown:
    return batch_shown(batch_row(record, public_id), vault_of(record.owner_id), whole=True)


def batch_shown(row: ImportBatch, vault: Vault, *, whole: bool = False) -> BatchShown:
    """A batch, opened; `whole` also asks how many of its readings do not count."""
    kept = vault.open(row)
    aside = Reading.objects.filter(batch=row, set_aside=True).count() if whole else 0
    return BatchShown(
        public_id=row.public_id, kind=row.kind, state=row.state, name=kept.get("name", ""), made_at=row.made_at,
        ended_at=row.ended_at, bytes_total=row.bytes_total, bytes_read=row.bytes_read,
        records=kept.get("records", 0), kept=row.kept, left_out=row.left_out, fault=sentence_of(kept.get("fault", "")),
        known_already=kept.get("already", 0), set_aside=aside,
        broken=tuple((_said(fault), times) for fault, times in kept.get("broken", {}).items()),
        first_broken=tuple((number, _said(fault)) for number, fault in kept.get("first_broken", ())),
        unknown=tuple(sorted(kept.get("unknown", {}).items(), key=lambda one: -one[1])),
    )


def sentence_of(fault: str) -> str:
    """What a reader of files says under the name of its error."""
    known = getattr(errors, fault, None) if fault else None
    if isinstance(known, type) and issubclass(known, DayroomError):
        return str(known())
    return str(translate("This file could not be read to its end. What came before was kept.")) if fault else ""


def _said(fault: str) -> str:
    return str(translate(SENTENCES[Fault(fault)]))


def summary_of(kept: dict[str, Any]) -> Summary:
    """What was left out before, to count on from there."""
    return Summary(
        broken={Fault(fault): times for fault, times in kept.get("broken", {}).items()},
        first_broken=[Broken(number, Fault(fault)) for number, fault in kept.get("first_broken", ())],
        unknown=dict(kept.get("unknown", {})),
    )


def mapping_of(kept: dict[str, Any]) -> Columns | None:
    said = kept.get("mapping")
    if not said:
        return None
    return Columns(**{**said, "measures": tuple((name, key) for name, key in said.get("measures", ()))})


def columns_of(record: Record, public_id: str) -> list[str]:
    """The names in the first row of a table."""
    row = batch_row(record, public_id)
    return list(vault_of(record.owner_id).open(row).get("columns", ()))


def found_in(record: Record, public_id: str) -> list[FoundShown]:
    """Conditions and treatments that a file tells of, in its order."""
    batch = batch_row(record, public_id)
    vault = vault_of(record.owner_id)
    rows = FoundFact.objects.filter(batch=batch).order_by("id")[:FOUND_MOST]
    return [FoundShown(public_id=row.public_id, state=row.state, **vault.open(row)) for row in rows]


def sources_of(record: Record) -> list[tuple[Tracker, dict[str, Any], list[SourceShown]]]:
    """Trackers that more than one source brought readings to: (row, opened, sources as they count, the first first)."""
    vault = vault_of(record.owner_id)
    rows = SourceOrder.objects.filter(tracker__in=seen_rows(record, Tracker.objects.all())).select_related("tracker")
    found = []
    for row in rows.order_by("tracker__position", "id"):
        kept = vault.open(row)
        counts: dict[str, int] = kept.get("counts", {})
        if len(counts) > 1:
            usual = sorted(counts, key=lambda source: (-counts[source], source))
            order = [*(one for one in kept.get("order", ()) if one in counts)]
            order += [one for one in usual if one not in order]
            shown = [SourceShown(one, counts[one]) for one in order]
            found.append((row.tracker, vault.open(row.tracker), shown))
    return found
