"""A round of reading: begun, taken in by batches, settled into days; killed at any moment it goes on where it stood.

A part is written under a name that follows from round and batch, and only when it is whole the row of the round moves
on. So a batch that was written but not noted is written again under the same name, and nothing counts twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.actions.keys import key_of_posts, key_of_writers
from dayroom.apps.listening.actions.settling import settle_parts
from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.rules.coarse import Coarse, Terms, coarsen
from dayroom.apps.listening.rules.lake import PARTS, part_name, schema
from dayroom.apps.listening.vocabulary import INTAKE_KIND, Fault, IntakeState
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.platform.jobs import enqueue
from dayroom.platform.lake import lake_root, write_table

BATCH_POSTS = 4_000


def begin(
    source: Source, *, by_id: int | None, now: datetime, file_name: str = "", shown_name: str = "", bytes_total: int = 0
) -> Intake:
    """Open a round: a file somebody brought, or one visit to a source."""
    with transaction.atomic():
        intake = Intake.objects.create(
            source=source, state=IntakeState.READING, file_name=file_name, shown_name=shown_name,
            bytes_total=bytes_total, started_at=now, changed_at=now, started_by_id=by_id,
        )  # fmt: skip
        if by_id is not None:
            record(actor_id=by_id, action="listening.intake_begun", now=now, subject=(INTAKE_KIND, intake.pk))
    return intake


def take_in(intake: Intake, rows: Iterable[RawPost | Refusal], now: datetime) -> Intake:
    """Write rows into the lake and settle them. ``rows`` begin where ``intake.read`` stands. What is wrong with a row
    is counted, and the round goes on."""
    terms = _terms(intake, now)
    numbered = enumerate(rows, start=intake.read)
    while batch := list(islice(numbered, BATCH_POSTS)):
        if not _keep_batch(intake, batch, terms, now):
            return intake
    _move(intake, now, state=IntakeState.SETTLING)
    return settle(intake, now)


def settle(intake: Intake, now: datetime) -> Intake:
    """Sort what was read into days; safe to do again. Then counting is queued."""
    settled = settle_parts(source=intake.source.public_id, intake=intake.public_id)
    with transaction.atomic():
        troubles = dict(intake.troubles)
        if settled.twice:
            troubles["TWICE"] = settled.twice
        _move(
            intake, now, state=IntakeState.DONE, ended_at=now, kept=settled.kept, copies=settled.copies,
            troubles=troubles, first_day=settled.first_day, last_day=settled.last_day,
            position={**intake.position, "days": settled.stretches, "counted": False},
        )  # fmt: skip
        enqueue("listening.count")
    shutil.rmtree(lake_root() / PARTS / intake.public_id, ignore_errors=True)
    return intake


def fail(intake: Intake, fault: Fault, now: datetime) -> Intake:
    """The round ends here; what was read of it is not kept."""
    shutil.rmtree(lake_root() / PARTS / intake.public_id, ignore_errors=True)
    _move(intake, now, state=IntakeState.FAILED, fault=fault, ended_at=now, kept=0)
    return intake


def _terms(intake: Intake, now: datetime) -> Terms:
    era, author_key = key_of_writers(now)
    source = intake.source
    return Terms(
        source=source.public_id,
        intake=intake.public_id,
        language=source.language,
        now=now,
        oldest=(now - timedelta(days=source.keep_days)).date(),
        key=key_of_posts(now),
        author_key=author_key,
        key_era=era,
    )


def _keep_batch(intake: Intake, batch: list[tuple[int, RawPost | Refusal]], terms: Terms, now: datetime) -> bool:
    """Write one part, then move the round on; False where somebody has stopped it meanwhile."""
    made = coarsen(_posts(batch), terms)
    for _, row in batch:
        if isinstance(row, Refusal):
            made.note(row.trouble)
    _write(intake, made)
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.state != IntakeState.READING or locked.batches != intake.batches:
            return False
        _move(
            intake, now, read=intake.read + len(batch), kept=intake.kept + len(made.columns["key"]),
            batches=intake.batches + 1, screened=intake.screened + made.screened,
            troubles=_added(intake.troubles, made.troubles),
        )  # fmt: skip
    return True


def _posts(batch: list[tuple[int, RawPost | Refusal]]) -> Iterator[tuple[int, RawPost]]:
    return ((number, row) for number, row in batch if isinstance(row, RawPost))


def _write(intake: Intake, made: Coarse) -> None:
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    if made.columns["key"]:
        table = pa.table(made.columns, schema=schema())
        write_table(lake_root() / PARTS / part_name(intake.public_id, intake.batches), table)


def _added(old: dict[str, int], new: dict[str, int]) -> dict[str, int]:
    return {name: old.get(name, 0) + new.get(name, 0) for name in {**old, **new}}


def _move(intake: Intake, now: datetime, **values: object) -> None:
    for name, value in values.items():
        setattr(intake, name, value)
    intake.changed_at = now
    intake.save(update_fields=[*values, "changed_at"])
