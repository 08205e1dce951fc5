"""Files that are made of a record for its owner: asked for, made, deleted after some days. Noted in the owner's log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from dayroom.apps.audit.actions import record as put_on_record
from dayroom.apps.tracking.actions.access import note_opening
from dayroom.apps.tracking.models import Taking
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.files import (
    TAKING_DAYS,
    TAKINGS_PER_DAY,
    TakingChoice,
    TakingForm,
    TakingState,
)
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.files import delete_files
from dayroom.platform.jobs import enqueue
from dayroom.platform.limits import spend
from dayroom.platform.sealed_files import keep_sealed_pieces
from dayroom.platform.sealing import vault_of


class NothingChosen(Invalid):
    """Please choose at least one thing to take along."""


def ask_for_taking(*, record: Record, form: str, choice: TakingChoice, large: bool, now: datetime) -> Taking:
    """Note that somebody takes their record along; a large one is queued, a small one is made by who asked. Audited.
    Raises NotFound for anybody but the owner, NothingChosen, TooMany."""
    if not record.mine:
        raise NotFound()
    if not choice.parts or form not in TakingForm.values:
        raise NothingChosen()
    spend(what="health.take", who=str(record.owner_id), most=TAKINGS_PER_DAY, per_seconds=24 * 3600, now=now)
    vault = vault_of(record.owner_id)
    row = Taking(owner_id=record.owner_id, form=form, made_at=now)
    row.sealed = vault.seal(asdict(choice), row)
    row.state = TakingState.WAITING if large else TakingState.GONE
    with transaction.atomic():
        row.save()
        put_on_record(actor_id=record.owner_id, action="health.taken", now=now, subject=("taking", row.pk))
        note_opening(
            record.owner_id, actor_id=record.owner_id, way=Way.FILE, kind="taking", item=row.public_id, now=now,
            scope=Scope.SEE,
        )
        if large:
            enqueue("tracking.make_taking", taking_id=row.pk)
    return row


def begin_taking(*, taking_id: int) -> Taking | None:
    """The job's own: None where it is made already."""
    rows = Taking.objects.filter(pk=taking_id, state__in=(TakingState.WAITING, TakingState.MAKING))
    return rows.first() if rows.update(state=TakingState.MAKING) else None


def keep_taking(*, taking: Taking, pieces: Iterable[bytes], now: datetime) -> None:
    """Write the file, sealed, and say that it is ready; one that breaks says so."""
    vault = vault_of(taking.owner_id)
    try:
        taking.file = keep_sealed_pieces(pieces, vault, place=f"taking:{taking.public_id}", suffix=".taking")
    except Exception:
        Taking.objects.filter(pk=taking.pk).update(state=TakingState.FAILED)
        raise
    taking.state, taking.ready_at = TakingState.READY, now
    taking.expires_at = now + timedelta(days=TAKING_DAYS)
    taking.save(update_fields=["file", "state", "ready_at", "expires_at"])


def forget_takings(*, now: datetime) -> int:
    """Delete files that are past their day; returns how many."""
    gone = list(Taking.objects.filter(state=TakingState.READY, expires_at__lt=now))
    for row in gone:
        delete_files([row.file])
        Taking.objects.filter(pk=row.pk).update(file="", state=TakingState.GONE)
    return len(gone)
