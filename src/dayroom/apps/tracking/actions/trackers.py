"""Begin to follow something, name it, put it in order, put it away."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import ChosenReader, Reading, Tracker
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.queries.trackers import (
    note_row,
    rows_by_measure,
    seen_by_measure,
    seen_tracker,
    seen_trackers,
)
from dayroom.apps.tracking.rules.readings import check_name, check_room
from dayroom.apps.tracking.vocabulary import Audience, Scope, TrackerKind, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import NAME_MOST
from dayroom.engines.measures import measure
from dayroom.platform.files import delete_files
from dayroom.platform.markup import clean_line
from dayroom.platform.sealing import Vault, vault_of

KIND = "tracker"


def follow_measure(*, record: Record, key: str, now: datetime) -> Tracker:
    """Follow a measure of the engine. One that is followed already, or was put away, is that one. Raises NotAgreed,
    UnknownMeasure, TooManyTrackers."""
    check_agreed(record.owner_id)
    row = tracker_for(record, measure(key).key, vault_of(record.owner_id), now=now)
    if row.archived_at is not None:
        Tracker.objects.filter(pk=row.pk).update(archived_at=None, changed_at=now)
        row.archived_at = None
    _noted(record, row, now)
    return row


def first_audience(record: Record) -> Audience:
    """Only me; what a carer begins is seen by carers, or they could not go on with it."""
    return Audience.ME if record.mine else Audience.CARERS


def tracker_for(record: Record, key: str, vault: Vault, *, now: datetime) -> Tracker:
    """The tracker of a measure that the reader may see, made where there is none. Raises TooManyTrackers."""
    with transaction.atomic():
        held = seen_by_measure(record, vault).get(key)
        return held or _made(
            record.owner_id, TrackerKind.MEASURE, {"measure": key}, vault, now=now, audience=first_audience(record)
        )


def tracker_of_measure(
    owner_id: int, key: str, vault: Vault, *, now: datetime, audience: str = Audience.ME
) -> Tracker:
    """The owner's tracker of a measure, made where there is none: for imports. Raises TooManyTrackers."""
    with transaction.atomic():
        held = rows_by_measure(owner_id, vault).get(key)
        return held or _made(owner_id, TrackerKind.MEASURE, {"measure": key}, vault, now=now, audience=audience)


def follow_symptom(*, record: Record, name: str, now: datetime) -> Tracker:
    """Follow something of one's own, 0 to 10. Raises NotAgreed, NoName, TooManyTrackers."""
    check_agreed(record.owner_id)
    said = check_name(clean_line(name))
    with transaction.atomic():
        kept, vault = {"name": said, "measure": ""}, vault_of(record.owner_id)
        row = _made(record.owner_id, TrackerKind.SYMPTOM, kept, vault, now=now, audience=first_audience(record))
        _noted(record, row, now)
    return row


def note_tracker(record: Record, vault: Vault, *, now: datetime) -> Tracker:
    """Where notes without a number stand; made with the first one."""
    row = note_row(record)
    return row or _made(
        record.owner_id, TrackerKind.NOTE, {"measure": ""}, vault, now=now, audience=first_audience(record)
    )


def form_tracker(record: Record, name: str, title: str, vault: Vault, *, now: datetime) -> Tracker:
    """Where the answers to one questionnaire stand; `name` is its id here. Made with the first answers."""
    for row in seen_rows(record, Tracker.objects.filter(kind=TrackerKind.FORM)).order_by("id"):
        if vault.open(row).get("form") == name:
            return row
    kept = {"measure": "", "form": name, "name": title[:NAME_MOST]}
    return _made(record.owner_id, TrackerKind.FORM, kept, vault, now=now, audience=first_audience(record))


def rename_tracker(*, record: Record, public_id: str, name: str, now: datetime) -> Tracker:
    """Another name; of a measure, an empty one gives the usual name back. Raises NotFound, NotAgreed, NoName."""
    check_agreed(record.owner_id)
    row, vault = seen_tracker(record, public_id), vault_of(record.owner_id)
    kept = vault.open(row)
    said = clean_line(name)
    if said or not kept.get("measure"):
        check_name(said)
    with transaction.atomic():
        row.sealed = vault.seal({**kept, "name": said}, row)
        row.changed_at = now
        row.save(update_fields=["sealed", "changed_at"])
        _noted(record, row, now)
    return row


def put_away(*, record: Record, public_id: str, away: bool, now: datetime) -> Tracker:
    """Out of the list, with all its readings, and back again. Raises NotFound, NotAgreed."""
    check_agreed(record.owner_id)
    row = seen_tracker(record, public_id)
    with transaction.atomic():
        row.archived_at, row.changed_at = (now if away else None), now
        row.save(update_fields=["archived_at", "changed_at"])
        _noted(record, row, now)
    return row


def move_tracker(*, record: Record, public_id: str, up: bool, now: datetime) -> None:
    """One place up or down among those that the reader sees. Raises NotFound, NotAgreed."""
    check_agreed(record.owner_id)
    with transaction.atomic():
        rows = list(seen_trackers(record).exclude(kind=TrackerKind.FORM).select_for_update())
        here = next((at for at, row in enumerate(rows) if row.public_id == public_id), None)
        if here is None:
            seen_tracker(record, public_id)
            return
        there = max(0, here - 1) if up else min(len(rows) - 1, here + 1)
        rows.insert(there, rows.pop(here))
        for at, row in enumerate(rows):
            Tracker.objects.filter(pk=row.pk).update(position=at)
        _noted(record, rows[there], now)


def delete_tracker(*, record: Record, public_id: str, now: datetime) -> None:
    """The tracker with all its readings, pictures and answers, for good. Raises NotFound."""
    row = seen_tracker(record, public_id)
    pictures = list(Reading.objects.filter(tracker=row).exclude(photo="").values_list("photo", flat=True))
    with transaction.atomic():
        _noted(record, row, now)
        ChosenReader.objects.filter(owner_id=record.owner_id, kind=KIND, item=row.public_id).delete()
        row.delete()
        transaction.on_commit(partial(delete_files, pictures))


def _made(owner_id: int, kind: str, kept: dict[str, str], vault: Vault, *, now: datetime, audience: str) -> Tracker:
    held = Tracker.objects.filter(owner_id=owner_id)
    check_room(held.filter(archived_at=None).count())
    last = held.aggregate(last=Max("position"))["last"]
    row = Tracker(owner_id=owner_id, kind=kind, audience=audience, position=min(32_000, (last or 0) + 1), made_at=now,
                  changed_at=now)
    row.sealed = vault.seal(kept, row)
    row.save()
    return row


def _noted(record: Record, row: Tracker, now: datetime) -> None:
    note_access(record, KIND, {row.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
