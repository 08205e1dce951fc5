"""Files that an analyst brings: kept until they are read, then gone. A person says what the columns are; a file that
fits what was said last time is read at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.actions.intake import begin, fail, go_on, stop, take_in, undo, waiting_rounds
from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.rules.files import (
    NotAFile,
    SchemaChanged,
    as_settings,
    check_how,
    check_size,
    columns_digest,
    fits,
    how_of,
    sniff,
)
from dayroom.apps.listening.rules.reading import open_rows
from dayroom.apps.listening.rules.reading_parquet import columns_of
from dayroom.apps.listening.rules.recoding import Recoded
from dayroom.apps.listening.rules.sources import GOING_ON, FileIsRead, check_can_map, check_is_brought
from dayroom.apps.listening.vocabulary import INTAKE_KIND, Fault, IntakeState
from dayroom.apps.listening.vocabulary.sources import WAIT_DAYS, FileForm, How, Sniffed
from dayroom.platform.files import delete_files, keep_file, path_of
from dayroom.platform.jobs import enqueue
from dayroom.platform.markup import clean_line

TRIES_MOST = 5  # of a file whose worker died each time at the same place
READ_STATES = frozenset({IntakeState.WAITING, IntakeState.READING})


def bring_file(
    *, source: Source, name: str, size: int, pieces: Iterable[bytes], by_id: int, now: datetime
) -> Intake:
    """Keep a file. It is read at once where its columns are those of last time; else it waits for somebody to say what
    they are. Audited. Raises NotAFile, FileEmpty, FileTooLarge, FileIsRead."""
    check_is_brought(source.kind)
    check_size(size, most=settings.LISTENING_FILE_MOST_BYTES)
    _check_free(source)
    kept = Recoded(pieces)
    sniffed = sniff(kept.head)
    file_name = keep_file(kept, ".listening")
    file: dict[str, object] = {
        "file_name": file_name, "shown_name": clean_line(name)[:120], "bytes_total": path_of(file_name).stat().st_size,
    }  # fmt: skip
    try:
        sniffed = _with_columns(sniffed, file_name)
        with transaction.atomic():
            _put_away_waiting(source, now)
            how = how_of(source.settings)
            if how is not None and fits(how, sniffed):
                same = replace(how, encoding=sniffed.encoding, delimiter=sniffed.delimiter)
                return _begin(source, same, by_id, now, **file)
            if how is not None:
                Source.objects.filter(pk=source.pk).update(fault=Fault.SCHEMA)
            return _wait(source, sniffed, by_id, now, **file)
    except BaseException:
        delete_files([file_name])
        raise


def _wait(source: Source, sniffed: Sniffed, by_id: int, now: datetime, **file: object) -> Intake:
    intake = Intake(
        source=source, state=IntakeState.MAPPING, position={"sniffed": _sniffed_json(sniffed)}, started_at=now,
        changed_at=now, started_by_id=by_id, **file,
    )  # fmt: skip
    intake.save()
    record(actor_id=by_id, action="listening.file_brought", now=now, subject=(INTAKE_KIND, intake.pk))
    return intake


def map_file(*, intake: Intake, how: How, by_id: int, now: datetime) -> Intake:
    """Say what the columns are, and read the file; the next one like it needs no such word. Audited by its round.
    Raises NotMapped, NotNow, FileIsRead."""
    check_how(how)
    with transaction.atomic():
        waiting = Intake.objects.select_for_update().select_related("source").get(pk=intake.pk)
        check_can_map(waiting.state)
        _check_free(waiting.source)
        source = waiting.source
        source.settings = {**source.settings, "how": as_settings(how)}
        source.schema_digest, source.fault = columns_digest(how.columns), Fault.NONE
        source.save(update_fields=["settings", "schema_digest", "fault"])
        begun = _begin(source, how, by_id, now, file_name=waiting.file_name, shown_name=waiting.shown_name,
                       bytes_total=waiting.bytes_total)  # fmt: skip
        waiting.delete()
    return begun


def _begin(source: Source, how: How, by_id: int, now: datetime, **file: object) -> Intake:
    intake = begin(source, by_id=by_id, now=now, **file)  # type: ignore[arg-type]  # names of the file's own fields
    # a round keeps to what was said when it began, whatever is said about the next file
    intake.position = {**intake.position, "how": as_settings(how)}
    intake.save(update_fields=["position"])
    enqueue("listening.read_file", intake_id=intake.pk)
    return intake


def read_file(intake_id: int, now: datetime) -> str:
    """Read a file to its end, or go on with one whose worker died. Returns the state of its round."""
    intake = Intake.objects.select_related("source").filter(pk=intake_id, state__in=READ_STATES).first()
    how = how_of(intake.position) if intake is not None else None
    if intake is None or how is None:
        return ""
    # what lay in the future when the file came still does when it is read a second time
    since = (intake.started_at - timedelta(days=intake.source.keep_days)).date()
    try:
        with open_rows(path_of(intake.file_name), how, now=intake.started_at, since=since,
                       place=intake.position.get("file")) as rows:  # fmt: skip
            intake = take_in(intake, rows, now)
    except SchemaChanged:
        fail(intake, Fault.SCHEMA, now)
    except (NotAFile, FileNotFoundError):
        fail(intake, Fault.FORM, now)
    except (DatabaseError, OSError, MemoryError):
        # a matter of the machine: the clock brings the file back to a worker
        raise
    except Exception:
        # what broke on this file would break on it again
        fail(intake, Fault.FORM, now)
        _put_away(intake)
        raise
    _put_away(intake)
    return intake.state


def read_on(now: datetime) -> dict[str, int]:
    """Rounds whose worker was killed: files are read on, the others are settled. What nobody has mapped goes."""
    forgotten = Intake.objects.filter(state=IntakeState.MAPPING, started_at__lt=now - timedelta(days=WAIT_DAYS))
    for old in forgotten:
        _end_waiting(old, now)
    files = [one for one in waiting_rounds(now) if one.state == IntakeState.READING and one.file_name]
    for intake in files:
        _try_again(intake, now)
    return {**go_on(now), "files": len(files)}


def _try_again(intake: Intake, now: datetime) -> None:
    """Let a file be read on; one that has killed its worker at the same place again and again is given up, or it would
    kill workers for ever."""
    at, times = intake.position.get("stood", [-1, 0])
    times = times + 1 if at == intake.batches else 1
    if times > TRIES_MOST:
        fail(intake, Fault.FORM, now)
        _put_away(intake)
        return
    with transaction.atomic():
        Intake.objects.filter(pk=intake.pk, batches=intake.batches, state=IntakeState.READING).update(
            position={**intake.position, "stood": [intake.batches, times]})
        enqueue("listening.read_file", intake_id=intake.pk)


def stop_intake(*, intake: Intake, by_id: int, now: datetime) -> None:
    """End a round; its file goes, and nothing of it is kept. Raises NotStoppable."""
    _put_away(stop(intake, by_id=by_id, now=now))


def undo_intake(*, intake: Intake, by_id: int, now: datetime) -> None:
    """Take back what a round brought. Raises NotUndoable."""
    _put_away(undo(intake, by_id=by_id, now=now))


def _check_free(source: Source) -> None:
    """Raises FileIsRead."""
    if Intake.objects.filter(source=source, state__in=GOING_ON).exclude(file_name="").exists():
        raise FileIsRead()


def _put_away_waiting(source: Source, now: datetime) -> None:
    """A file that still waits for its columns makes room for the new one."""
    for old in Intake.objects.filter(source=source, state=IntakeState.MAPPING):
        _end_waiting(old, now)


def _end_waiting(old: Intake, now: datetime) -> None:
    Intake.objects.filter(pk=old.pk, state=IntakeState.MAPPING).update(state=IntakeState.STOPPED, ended_at=now)
    _put_away(old)


def _put_away(intake: Intake) -> None:
    """The file itself is not kept beyond its round."""
    row = Intake.objects.get(pk=intake.pk)
    if row.state not in GOING_ON and row.file_name:
        delete_files([row.file_name])
        Intake.objects.filter(pk=row.pk).update(file_name="")


def _with_columns(sniffed: Sniffed, file_name: str) -> Sniffed:
    if sniffed.form != FileForm.PARQUET:
        return sniffed
    with path_of(file_name).open("rb") as file:
        return replace(sniffed, columns=columns_of(file))


def _sniffed_json(sniffed: Sniffed) -> dict[str, object]:
    return {"form": str(sniffed.form), "encoding": sniffed.encoding, "delimiter": sniffed.delimiter,
            "has_head": sniffed.has_head, "columns": list(sniffed.columns)}  # fmt: skip
