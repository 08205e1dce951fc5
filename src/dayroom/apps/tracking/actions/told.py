"""Conditions, treatments and events: kept, changed, deleted, and each of these undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import ChosenReader
from dayroom.apps.tracking.models.records import TOLD, Told
from dayroom.apps.tracking.queries.access import seen_rows, ways_in
from dayroom.apps.tracking.rules.access import check_may
from dayroom.apps.tracking.rules.told import CannotUndo, check_room, check_told
from dayroom.apps.tracking.vocabulary import Audience, Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.told import BACK_WITHIN
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id, new_public_id
from dayroom.platform.sealing import vault_of

# others in this app who derive something from an item are called after it changed, went or came back: (owner, kind, id)
AFTER: list[Callable[[int, str, str], None]] = []


def keep_told(
    *, record: Record, kind: str, values: Mapping[str, Any], now: datetime, today: Any, public_id: str = ""
) -> str:
    """Write a new item, or change the one with this id; returns its public id. A carer's change is noted for the owner.

    Raises NotAgreed, NotFound, NoName, DateOdd, DateAhead, EndFirst, TooManyItems.
    """
    check_may(record, Scope.ENTER)
    check_agreed(record.owner_id)
    check_told(kind, values, today)
    model, vault = TOLD[kind], vault_of(record.owner_id)
    with transaction.atomic():
        row = _locked(record, kind, public_id) if public_id else _new(model, record, now)
        earlier = bytes(row.sealed) if public_id else b""
        row.sealed, row.earlier, row.changed_at = vault.seal(dict(values), row), earlier, now
        row.save()
        _after(record, row, kind, now)
    return row.public_id


def remove_told(*, record: Record, kind: str, public_id: str, now: datetime) -> None:
    """Take an item out of the record; for a day it can be brought back. Raises NotFound."""
    check_may(record, Scope.ENTER)
    with transaction.atomic():
        row = _locked(record, kind, public_id)
        row.removed_at, row.removed_by_id = now, record.reader_id
        row.save(update_fields=["removed_at", "removed_by"])
        _after(record, row, kind, now)


def undo_told(*, record: Record, kind: str, public_id: str, now: datetime) -> None:
    """Bring a deleted item back, or the wording before the last change. What the owner deleted, the owner brings back.
    Raises NotFound, CannotUndo."""
    check_may(record, Scope.ENTER)
    check_agreed(record.owner_id)
    with transaction.atomic():
        row = _locked(record, kind, public_id, removed_too=True)
        if row.removed_at is not None:
            if not (record.mine or record.whole or row.removed_by_id == record.reader_id):
                raise NotFound()
            if row.removed_at <= now - BACK_WITHIN:
                raise CannotUndo()
            row.removed_at = row.removed_by = None
        elif row.earlier and row.changed_at > now - BACK_WITHIN:
            row.sealed, row.earlier = bytes(row.earlier), bytes(row.sealed)
        else:
            raise CannotUndo()
        row.save(update_fields=["removed_at", "removed_by", "sealed", "earlier"])
        _after(record, row, kind, now)


def sweep_told(*, now: datetime) -> int:
    """Delete for good what nobody brought back within a day, and wordings that stood before; returns how many rows."""
    over, gone = now - BACK_WITHIN, 0
    for model in TOLD.values():
        gone += _sweep_removed(model, over)
        model.every.filter(~Q(earlier=b""), changed_at__lte=over).update(earlier=b"")
    return gone


def _sweep_removed(model: type[Told], over: datetime) -> int:
    rows = model.every.filter(removed_at__lte=over)
    gone = list(rows.values_list("public_id", flat=True))
    ChosenReader.objects.filter(kind=model._meta.model_name, item__in=gone).delete()
    return rows.delete()[0]


def _new(model: type[Told], record: Record, now: datetime) -> Told:
    """What a carer enters, carers see; everything else begins with nobody but the owner."""
    check_room(model.objects.filter(owner_id=record.owner_id).count())
    return model(
        public_id=new_public_id(), owner_id=record.owner_id, entered_by_id=record.reader_id, made_at=now,
        audience=Audience.ME if record.mine else Audience.CARERS,
    )


def _locked(record: Record, kind: str, public_id: str, *, removed_too: bool = False) -> Told:
    model = TOLD[kind]
    rows = (model.every if removed_too else model.objects).select_for_update()
    row = seen_rows(record, rows).filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def _after(record: Record, row: Told, kind: str, now: datetime) -> None:
    note_access(record, kind, ways_in(record, [row], kind), now=now, scope=Scope.ENTER)
    for step in AFTER:
        step(record.owner_id, kind, row.public_id)
