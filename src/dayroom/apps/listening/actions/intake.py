"""A round of reading: begun, taken in by batches, settled into days; killed at any moment it goes on where it stood.

A part is written under a name that follows from round and batch, and only when it is whole the row of the round moves
on. So a batch that was written but not noted is written again under the same name, and nothing counts twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.actions.crew import Written, batches, write_all
from dayroom.apps.listening.actions.keys import key_of_posts, key_of_writers
from dayroom.apps.listening.actions.settling import settle_parts, unsettle
from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.rules.coarse import Terms
from dayroom.apps.listening.rules.lake import PARTS, part_name
from dayroom.apps.listening.vocabulary import INTAKE_KIND, Fault, IntakeState, Trouble
from dayroom.apps.listening.vocabulary.posts import RawPost, Refusal
from dayroom.kernel.errors import Conflict
from dayroom.platform.jobs import enqueue
from dayroom.platform.lake import lake_root, only_here

STALE_SECONDS = 10 * 60  # a round whose row has not moved for so long was left by its worker
_OPEN = (IntakeState.WAITING, IntakeState.MAPPING, IntakeState.READING)
_ENDED = (IntakeState.DONE, IntakeState.STOPPED, IntakeState.FAILED)


class NotStoppable(Conflict):
    """This round has ended already, or is being sorted in. You can take it back as a whole when it is done."""


class NotUndoable(Conflict):
    """This round is still being read. Please stop it first."""


def begin(
    source: Source, *, by_id: int | None, now: datetime, file_name: str = "", shown_name: str = "", bytes_total: int = 0
) -> Intake:
    """Open a round: a file somebody brought, or one visit to a source."""
    with transaction.atomic():
        intake = Intake.objects.create(
            source=source, state=IntakeState.READING, file_name=file_name, shown_name=shown_name,
            bytes_total=bytes_total, started_at=now, changed_at=timezone.now(), started_by_id=by_id,
        )  # fmt: skip
        if by_id is not None:
            record(actor_id=by_id, action="listening.intake_begun", now=now, subject=(INTAKE_KIND, intake.pk))
    return intake


def take_in(intake: Intake, rows: Iterable[RawPost | Refusal], now: datetime) -> Intake:
    """Write rows into the lake, settle them into days and have them counted.

    rows      begin behind the ``intake.read`` rows that were taken before; a reader with ``place`` and ``bytes_done``
              (``rules.reading``) is asked for both after each batch, and ``place`` stands in ``position["file"]``
    returns   the round: DONE, or as somebody else has left it meanwhile (stopped)
    raises    what ``rows`` raises: the round stays READING, and can be gone on with or failed
    """
    if not _claim(intake, IntakeState.READING, _OPEN):
        return intake
    terms = _terms(intake, now)
    work = batches(rows, read=intake.read, number=intake.batches)
    for written in write_all(work, terms, lambda number: _part(intake, number)):
        if not _keep(intake, written):
            return intake
    return settle(intake, now)


def settle(intake: Intake, now: datetime) -> Intake:
    """Sort what was read into days; safe to do again, by one worker at a time. Then counting is queued."""
    with only_here(lake_root() / PARTS / intake.public_id / "settling") as ours:
        # who comes while another one settles would take out what that one has just sorted in
        if ours and _claim(intake, IntakeState.SETTLING, (IntakeState.READING, IntakeState.SETTLING)):
            _settle(intake, now)
    return intake


def _settle(intake: Intake, now: datetime) -> None:
    parts = [path for number in range(intake.batches) if (path := _part(intake, number)).is_file()]
    settled = settle_parts(parts, source=intake.source.public_id, intake=intake.public_id)
    with transaction.atomic():
        troubles = {**intake.troubles, **({str(Trouble.TWICE): settled.twice} if settled.twice else {})}
        _move(
            intake, state=IntakeState.DONE, ended_at=now, kept=settled.kept, copies=settled.copies,
            troubles=troubles, first_day=settled.first_day, last_day=settled.last_day,
            position={**intake.position, "days": settled.stretches, "counted": not settled.kept},
        )  # fmt: skip
        if settled.kept:
            enqueue("listening.count")
    _drop_parts(intake)


def waiting_rounds(now: datetime) -> list[Intake]:
    """Rounds whose worker was killed, oldest first. What is to be settled can be settled; a file is read on by whoever
    knows its columns; a visit without a file ends with what it brought, for the next visit begins where it began."""
    stale = now - timedelta(seconds=STALE_SECONDS)
    states = (IntakeState.READING, IntakeState.SETTLING)
    return list(Intake.objects.filter(state__in=states, changed_at__lt=stale).select_related("source").order_by("pk"))


def go_on(now: datetime) -> dict[str, int]:
    """Settle the rounds that need no reader any more. Returns how many, and how many files wait for theirs."""
    done = {"settled": 0, "files": 0}
    for intake in waiting_rounds(now):
        if intake.state == IntakeState.READING and intake.file_name:
            done["files"] += 1
            continue
        settle(intake, now)
        done["settled"] += 1
    return done


def stop(intake: Intake, *, by_id: int, now: datetime) -> Intake:
    """End a round that is being read; nothing of it is kept. Raises NotStoppable."""
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.state not in _OPEN:
            raise NotStoppable()
        _move(locked, state=IntakeState.STOPPED, ended_at=now, kept=0)
        record(actor_id=by_id, action="listening.intake_stopped", now=now, subject=(INTAKE_KIND, locked.pk))
    _drop_parts(locked)
    return locked


def undo(intake: Intake, *, by_id: int, now: datetime) -> Intake:
    """Take a round back: its posts leave the lake, and the days it touched are counted anew. Raises NotUndoable."""
    intake.refresh_from_db()
    if intake.state not in _ENDED:
        raise NotUndoable()
    # first the posts, then the word that they are gone: who dies between the two can do it again
    _drop_parts(intake)
    unsettle(source=intake.source.public_id, intake=intake.public_id)
    with transaction.atomic():
        _move(intake, state=IntakeState.STOPPED, kept=0, copies=0, position={**intake.position, "counted": False})
        record(actor_id=by_id, action="listening.intake_undone", now=now, subject=(INTAKE_KIND, intake.pk))
        enqueue("listening.count")
    return intake


def fail(intake: Intake, fault: Fault, now: datetime) -> Intake:
    """The round ends here; what was read of it is not kept."""
    _move(intake, state=IntakeState.FAILED, fault=fault, ended_at=now, kept=0)
    _drop_parts(intake)
    return intake


def _claim(intake: Intake, state: IntakeState, states: Iterable[IntakeState]) -> bool:
    """Ours to go on with, unless somebody has stopped it."""
    claimed = Intake.objects.filter(pk=intake.pk, state__in=states)
    if not claimed.update(state=state, changed_at=timezone.now()):
        intake.refresh_from_db()
        return False
    intake.state = state
    return True


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


def _keep(intake: Intake, written: Written) -> bool:
    """Note a part that is whole; False where somebody has stopped the round, or another worker reads it as well."""
    with transaction.atomic():
        locked = Intake.objects.select_for_update().get(pk=intake.pk)
        if locked.state != IntakeState.READING or locked.batches != written.number:
            intake.refresh_from_db()
            return False
        _move(
            intake, read=intake.read + written.read, kept=intake.kept + written.kept, batches=written.number + 1,
            screened=intake.screened + written.screened, troubles=_added(intake.troubles, written.troubles),
            bytes_done=written.bytes_done or intake.bytes_done,
            position={**intake.position, "file": written.place} if written.place else intake.position,
        )  # fmt: skip
    return True


def _added(old: Mapping[str, int], new: Mapping[str, int]) -> dict[str, int]:
    return {str(name): old.get(name, 0) + new.get(name, 0) for name in {**old, **new}}


def _part(intake: Intake, number: int) -> Path:
    return lake_root() / PARTS / part_name(intake.public_id, number)


def _drop_parts(intake: Intake) -> None:
    shutil.rmtree(lake_root() / PARTS / intake.public_id, ignore_errors=True)


def _move(intake: Intake, **values: object) -> None:
    for name, value in values.items():
        setattr(intake, name, value)
    # by the clock, not by ``now``: reading may take an hour, and who has not moved for ten minutes is dead
    intake.changed_at = timezone.now()
    intake.save(update_fields=[*values, "changed_at"])
