"""What is followed in a record, and the last of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from dayroom.apps.people.queries import member_cards
from dayroom.apps.tracking.models import LifeEvent, Reading, ReadingVersion, Tracker, Treatment
from dayroom.apps.tracking.models.items import Item
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.queries.profiles import Profile
from dayroom.apps.tracking.rules.units import in_unit
from dayroom.apps.tracking.vocabulary import TrackerKind
from dayroom.apps.tracking.vocabulary.records import ReadingShown, Record, TrackerShown
from dayroom.apps.tracking.vocabulary.trackers import NAMES, NOTES, SCALE_UNIT
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault

PAGE = 50  # readings on one page of the list


def seen_trackers(record: Record, *, archived: bool = False) -> QuerySet[Tracker]:
    """The rows that the reader may see, in the owner's order."""
    rows = seen_rows(record, Tracker.objects.filter(archived_at__isnull=not archived))
    return rows.order_by("position", "id")


def seen_tracker(record: Record, public_id: str) -> Tracker:
    """One row; NotFound also for one that is not for the reader."""
    found = seen_rows(record, Tracker.objects.filter(public_id=public_id)).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def tracker_shown(row: Tracker, vault: Vault, reader: Profile) -> TrackerShown:
    """Opened; the unit is the reader's."""
    kept = vault.open(row)
    key = kept.get("measure", "")
    unit = reader.unit(key, SCALE_UNIT if row.kind == TrackerKind.SYMPTOM else "")
    return TrackerShown(
        public_id=row.public_id, kind=row.kind, name=kept.get("name") or str(NAMES.get(key) or NOTES), measure=key,
        unit=unit, audience=row.audience, archived=row.archived_at is not None,
    )


def trackers_of(record: Record, vault: Vault, reader: Profile, *, archived: bool = False) -> list[TrackerShown]:
    """What is followed; questionnaires have a page of their own and are left out."""
    rows = seen_trackers(record, archived=archived).exclude(kind=TrackerKind.FORM)
    return [tracker_shown(row, vault, reader) for row in rows]


def rows_by_measure(owner_id: int, vault: Vault) -> dict[str, Tracker]:
    """Measure → the owner's row for it: for imports, which know no reader."""
    return _by_measure(Tracker.objects.filter(owner_id=owner_id), vault)


def seen_by_measure(record: Record, vault: Vault) -> dict[str, Tracker]:
    """The same among those that the reader may see: that something is followed in private is told to nobody, also not
    by what is missing in a list."""
    return _by_measure(seen_rows(record, Tracker.objects.all()), vault)


def _by_measure(rows: QuerySet[Tracker], vault: Vault) -> dict[str, Tracker]:
    opened = [(vault.open(row), row) for row in rows.order_by("-id")]
    return {kept["measure"]: row for kept, row in opened if kept.get("measure")}


def seen_beside(record: Record) -> dict[str, list[Item]]:
    """What stands on a chart beside the readings, by kind: rows that the reader may see."""
    return {
        "treatment": list(seen_rows(record, Treatment.objects.all())),
        "lifeevent": list(seen_rows(record, LifeEvent.objects.all())),
    }


def note_row(record: Record) -> Tracker | None:
    """Where notes without a number stand, as far as the reader may see it."""
    return seen_rows(record, Tracker.objects.filter(kind=TrackerKind.NOTE)).order_by("id").first()


def last_readings(rows: Iterable[Tracker]) -> dict[int, Reading]:
    """Tracker id → its newest reading that counts; two questions for all of them."""
    newest = Reading.objects.filter(tracker=OuterRef("pk"), set_aside=False).order_by("-taken_at", "-id").values("pk")
    found = Tracker.objects.filter(pk__in=[row.pk for row in rows]).annotate(last=Subquery(newest[:1]))
    ids = [last for last in found.values_list("last", flat=True) if last is not None]
    return {row.tracker_id: row for row in Reading.objects.filter(pk__in=ids)}


def reading_shown(row: Reading, kept: dict[str, Any], tracker: TrackerShown, names: dict[int, str]) -> ReadingShown:
    """One reading in the tracker's unit, from what its row said when it was opened."""
    given = kept.get("unit", tracker.unit)

    def turned(number: str) -> Decimal:
        return in_unit(tracker.measure, Decimal(number), given, tracker.unit)

    return ReadingShown(
        public_id=row.public_id, taken_at=row.taken_at, unit=tracker.unit, note=kept.get("note", ""),
        value=turned(kept["value"]) if kept.get("value") is not None else None, photo=bool(row.photo),
        source=kept.get("source", ""), entered_by=names.get(row.entered_by_id or 0, ""), versions=row.versions,
        parts={key: turned(number) for key, number in kept.get("parts", {}).items()},
    )


def readings_shown(
    rows: Iterable[Reading], tracker: TrackerShown, vault: Vault, *, owner_id: int
) -> list[ReadingShown]:
    """Opened. "Entered by" stands where it was not the owner."""
    held = list(rows)
    others = {row.entered_by_id for row in held if row.entered_by_id not in (None, owner_id)}
    names = {pk: handle for pk, (handle, _url) in member_cards({pk for pk in others if pk}).items()} if others else {}
    return [reading_shown(row, vault.open(row), tracker, names) for row in held]


def readings_page(tracker: Tracker, before: str = "") -> tuple[list[Reading], str]:
    """One page of readings, newest first, and where the next begins (empty at the end)."""
    rows = Reading.objects.filter(tracker=tracker, set_aside=False).order_by("-taken_at", "-id")
    if before:
        mark = rows.filter(public_id=before).first() if is_public_id(before) else None
        if mark is None:
            raise NotFound()
        rows = rows.filter(taken_at__lte=mark.taken_at).exclude(taken_at=mark.taken_at, id__gte=mark.pk)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].public_id if len(found) > PAGE else ""


def seen_reading(record: Record, public_id: str) -> tuple[Reading, Tracker]:
    """A reading follows its tracker's audience; NotFound for everything else."""
    if not is_public_id(public_id):
        raise NotFound()
    row = Reading.objects.filter(public_id=public_id, owner_id=record.owner_id).first()
    if row is None:
        raise NotFound()
    tracker = seen_rows(record, Tracker.objects.filter(pk=row.tracker_id)).first()
    if tracker is None:
        raise NotFound()
    return row, tracker


def earlier_versions(row: Reading) -> list[ReadingVersion]:
    return list(ReadingVersion.objects.filter(reading=row).order_by("-id"))


def entered_before(owner_id: int, client_key: str) -> Reading | None:
    """The reading that this entry has become already, when a phone sends it a second time."""
    return Reading.objects.filter(owner_id=owner_id, client_key=client_key).first() if client_key else None


def years_with_readings(tracker: Tracker) -> tuple[datetime, datetime] | None:
    """The first and the last moment; None without readings that count."""
    rows = Reading.objects.filter(tracker=tracker, set_aside=False).order_by("taken_at")
    first, last = rows.values_list("taken_at", flat=True).first(), rows.values_list("taken_at", flat=True).last()
    return (first, last) if first is not None and last is not None else None
