"""Files that somebody brings along: kept sealed, read by a job in stretches, taken back as a whole.

A job that dies goes on where the last stretch was kept: the readings of a stretch and the place after it are one
transaction, and who comes second to the same place steps back.
"""

from __future__ import annotations

import hashlib
import io
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.days import zone_of
from dayroom.apps.tracking.actions.import_rows import Keeper
from dayroom.apps.tracking.actions.import_stretches import stretches
from dayroom.apps.tracking.actions.sources import count_again
from dayroom.apps.tracking.models import FoundFact, ImportBatch, Reading, Tracker
from dayroom.apps.tracking.queries.batches import batch_row, mapping_of, summary_of
from dayroom.apps.tracking.rules.imports import (
    HEAD,
    BroughtBefore,
    check_can_map,
    check_can_undo,
    check_size,
    head_columns,
    kind_of,
)
from dayroom.apps.tracking.vocabulary import BatchKind, BatchState, Scope, Way
from dayroom.apps.tracking.vocabulary.files import BATCHES_PER_DAY, STALE_SECONDS, FoundState
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures.reading import Columns, read_table
from dayroom.kernel.errors import DayroomError
from dayroom.platform.files import delete_files
from dayroom.platform.jobs import enqueue
from dayroom.platform.limits import spend
from dayroom.platform.markup import clean_line
from dayroom.platform.sealed_files import keep_sealed_pieces, open_sealed_file
from dayroom.platform.sealing import Vault, vault_of

_LOOKED_AT = 200  # batches that are compared for the same file
_AT_ONCE = 2_000  # readings deleted in one transaction
_MORE = 16 * 1024 * 1024  # bytes of a plain export that are looked at before it is taken


def bring_file(*, record: Record, name: str, size: int, pieces: Iterable[bytes], now: datetime) -> ImportBatch:
    """Keep a file and queue its reading; a table waits until somebody says what its columns are.

    raises   NotAgreed, TooMany, FileTooLarge, FileEmpty, NotAnExport, EntityTrick, FileBomb, BroughtBefore
    """
    check_agreed(record.owner_id)
    spend(what="health.bring", who=str(record.owner_id), most=BATCHES_PER_DAY, per_seconds=24 * 3600, now=now)
    vault = vault_of(record.owner_id)
    batch = ImportBatch(owner_id=record.owner_id, bytes_total=size, made_at=now, changed_at=now)
    taken = _Taken(pieces)
    batch.kind = kind_of(taken.head)
    check_size(batch.kind, size, most=settings.HEALTH_IMPORT_MOST_BYTES)
    batch.file = keep_sealed_pieces(taken, vault, place=_place(batch), suffix=".import")
    try:
        sealed = {"name": clean_line(name)[:120], "sha": taken.sha.hexdigest()}
        _check_new(record.owner_id, sealed["sha"], vault)
        _first_look(batch, vault, now)
    except DayroomError:
        delete_files([batch.file])
        raise
    table = batch.kind == BatchKind.TABLE
    batch.state = BatchState.MAPPING if table else BatchState.WAITING
    batch.sealed = vault.seal({**sealed, "columns": head_columns(taken.head)} if table else sealed, batch)
    with transaction.atomic():
        batch.save()
        _noted(record, batch, now)
        if not table:
            enqueue("tracking.read_batch", batch_id=batch.pk)
    return batch


def map_columns(*, record: Record, public_id: str, mapping: Columns, now: datetime) -> ImportBatch:
    """Say what the columns of a table are, and read it. Raises NotFound, NotNow, BrokenMapping."""
    check_agreed(record.owner_id)
    vault = vault_of(record.owner_id)
    # a mapping that does not fit is told now, not by the job
    read_table(iter(head_of_table(record, public_id, vault)), mapping, now=now)
    with transaction.atomic():
        batch = batch_row(record, public_id, lock=True)
        check_can_map(batch.kind, batch.state)
        batch.sealed = vault.seal({**vault.open(batch), "mapping": asdict(mapping)}, batch)
        batch.state, batch.changed_at = BatchState.WAITING, now
        batch.save(update_fields=["sealed", "state", "changed_at"])
        _noted(record, batch, now)
        enqueue("tracking.read_batch", batch_id=batch.pk)
    return batch


def head_of_table(record: Record, public_id: str, vault: Vault) -> list[str]:
    """The first lines of a table that waits for its mapping; the last one may be cut and is left out."""
    batch = batch_row(record, public_id)
    check_can_map(batch.kind, batch.state)
    with open_sealed_file(batch.file, vault, place=_place(batch)) as file:
        head = file.read(HEAD)
    lines = head.decode("utf-8-sig", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}").splitlines(keepends=True)
    return lines if len(head) < HEAD else lines[:-1]


def read_batch(*, batch_id: int, now: datetime) -> None:
    """Read a file to its end, or go on with one whose worker died. A batch that another worker reads is left alone."""
    claimed = ImportBatch.objects.filter(pk=batch_id).filter(
        Q(state=BatchState.WAITING)
        | Q(state=BatchState.READING, changed_at__lt=now - timedelta(seconds=STALE_SECONDS))
    )
    if not claimed.update(state=BatchState.READING, changed_at=now):
        return
    batch = ImportBatch.objects.get(pk=batch_id)
    vault = vault_of(batch.owner_id)
    fault = ""
    try:
        check_agreed(batch.owner_id)
        if not _read_on(batch, vault):
            return
    except DayroomError as error:
        # its class says which sentence; what was kept before stays
        fault = type(error).__name__
    except DatabaseError:
        # a matter of the machine: the clock brings the file back to a worker
        raise
    except Exception:
        # what broke on this file would break on it again: what was kept stays, and nobody tries for ever
        _finish(batch, vault, "Broken")
        raise
    _finish(batch, vault, fault)


def undo_batch(*, record: Record, public_id: str, now: datetime) -> None:
    """Take everything back that a file brought; what was accepted or mended is the member's own by now and stays.
    Raises NotFound, NotNow."""
    with transaction.atomic():
        batch = batch_row(record, public_id, lock=True)
        check_can_undo(batch.state)
        batch.state, batch.changed_at, batch.ended_at = BatchState.UNDONE, now, None
        batch.save(update_fields=["state", "changed_at", "ended_at"])
        FoundFact.objects.filter(batch=batch).exclude(state=FoundState.TAKEN).delete()
        _noted(record, batch, now)
        enqueue("tracking.clear_batch", batch_id=batch.pk)


def clear_batch(*, batch_id: int) -> None:
    """Delete the readings of a batch that was taken back, and count again without them; may be begun anew any time.
    Those that somebody mended or put a picture beside are theirs by now and stay."""
    batch = ImportBatch.objects.filter(pk=batch_id, state=BatchState.UNDONE, ended_at=None).first()
    if batch is None:
        return
    rows = Reading.objects.filter(batch=batch, versions=1, photo="")
    while held := list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
        Reading.objects.filter(pk__in=held).delete()
    vault = vault_of(batch.owner_id)
    kept = vault.open(batch)
    made = set(kept.get("made", ()))
    for tracker in Tracker.objects.filter(owner_id=batch.owner_id, public_id__in=kept.get("touched", ())):
        if tracker.public_id in made and not tracker.readings.exists():
            tracker.delete()
        else:
            count_again(tracker, vault)
    delete_files([batch.file] if batch.file else [])
    ImportBatch.objects.filter(pk=batch.pk).update(file="", ended_at=timezone.now())


def go_on(*, now: datetime) -> dict[str, int]:
    """Queue again what a worker left lying."""
    stale = ImportBatch.objects.filter(changed_at__lt=now - timedelta(seconds=STALE_SECONDS))
    lying = list(stale.filter(state__in=(BatchState.WAITING, BatchState.READING)).values_list("pk", flat=True))
    undone = list(stale.filter(state=BatchState.UNDONE, ended_at=None).values_list("pk", flat=True))
    for pk in lying:
        enqueue("tracking.read_batch", batch_id=pk)
    for pk in undone:
        enqueue("tracking.clear_batch", batch_id=pk)
    return {"read": len(lying), "cleared": len(undone)}


class _Taken:
    """Pieces of an upload: the first bytes are looked at before they are handed on, and all are counted in a digest."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self.sha = hashlib.sha256()
        held = bytearray()
        for piece in self._pieces:
            held += piece
            if len(held) >= HEAD:
                break
        self._first = bytes(held)
        self.head = self._first[:HEAD]

    def __iter__(self) -> Iterator[bytes]:
        for piece in itertools.chain([self._first], self._pieces):
            self.sha.update(piece)
            yield piece


def _check_new(owner_id: int, sha: str, vault: Vault) -> None:
    """Raises BroughtBefore; a file that was taken back may come again."""
    rows = ImportBatch.objects.filter(owner_id=owner_id).exclude(state=BatchState.UNDONE).order_by("-id")[:_LOOKED_AT]
    if any(vault.open(row).get("sha") == sha for row in rows):
        raise BroughtBefore()


def _first_look(batch: ImportBatch, vault: Vault, now: datetime) -> None:
    """What is wrong with the file as a whole is said while the person is still here, not by a job. Only its first part
    is read, so a file that is cut further down passes."""
    if batch.kind == BatchKind.TABLE:
        return
    with open_sealed_file(batch.file, vault, place=_place(batch)) as file:
        whole = batch.kind != BatchKind.APPLE or file.peek(2)[:2] == b"PK"
        part: BinaryIO = file if whole else io.BytesIO(file.read(_MORE))
        for _stretch in stretches(batch.kind, part, now=now):
            return


def _read_on(batch: ImportBatch, vault: Vault) -> bool:
    """Keep stretch after stretch. False where another worker, or somebody who took it back, was quicker."""
    kept = vault.open(batch)
    if kept.get("read_to_end"):
        return True
    keeper = Keeper(batch, vault, kept)
    with open_sealed_file(batch.file, vault, place=_place(batch)) as file:
        for stretch in stretches(
            # what lay in the future when the file came still does when it is read a second time; times without a zone
            # are those of the owner
            batch.kind, file, now=batch.made_at.astimezone(zone_of(batch.owner_id)), skip=batch.records_seen,
            known=summary_of(kept), mapping=mapping_of(kept),
        ):
            if not keeper.keep(stretch, bytes_read=min(batch.bytes_total, file.tell()) if not file.closed else 0):
                return False
    return keeper.end()


def _finish(batch: ImportBatch, vault: Vault, fault: str) -> None:
    """Join, weigh and count what came, then say that it is done; every step may be done twice."""
    batch.refresh_from_db(fields=["sealed"])
    kept = vault.open(batch)
    for tracker in Tracker.objects.filter(owner_id=batch.owner_id, public_id__in=kept.get("touched", ())):
        ImportBatch.objects.filter(pk=batch.pk).update(changed_at=timezone.now())
        count_again(tracker, vault)
    if fault:
        kept["fault"] = fault
    now = timezone.now()
    with transaction.atomic():
        done = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.READING).update(
            state=BatchState.STOPPED if fault else BatchState.DONE, sealed=vault.seal(kept, batch), file="",
            ended_at=now, changed_at=now,
        )
    if done:
        delete_files([batch.file])


def _place(batch: ImportBatch) -> str:
    return f"import:{batch.public_id}"


def _noted(record: Record, batch: ImportBatch, now: datetime) -> None:
    note_access(record, "importbatch", {batch.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
