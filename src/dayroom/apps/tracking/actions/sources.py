"""Several devices, one day: which readings count, and what is counted anew when that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.days import refresh_all_days
from dayroom.apps.tracking.models import Reading, SourceOrder, Tracker
from dayroom.apps.tracking.queries.trackers import rows_by_measure, seen_tracker
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.engines.measures.reading import Reading as FromFile
from dayroom.engines.measures.reading import without_overlaps
from dayroom.platform.jobs import enqueue
from dayroom.platform.sealing import Vault, vault_of

# rows of one question, and readings that are weighed together at least; more only where no moment lies between them
_ROWS, _WINDOW = 5_000, 5_000
# the longest row of readings without a moment between them that is weighed as one
_WINDOW_MOST = 100_000
_CHANGED = 500


def count_again(tracker: Tracker, vault: Vault) -> int:
    """Join pairs, apply the order of sources and make the days anew. Returns how many readings do not count."""
    key = vault.open(tracker).get("measure", "")
    if key in PAIRS:
        _join(tracker, PAIRS[key], vault)
    aside = _weigh(tracker, vault)
    refresh_all_days(tracker, vault)
    return aside


def order_sources(*, record: Record, public_id: str, order: Sequence[str], now: datetime) -> None:
    """The owner's own order, the first counts first; all readings of the tracker are weighed anew by a job.
    Raises NotAgreed, NotFound."""
    check_agreed(record.owner_id)
    tracker, vault = seen_tracker(record, public_id), vault_of(record.owner_id)
    with transaction.atomic():
        row = SourceOrder.objects.select_for_update().filter(tracker=tracker).first()
        counts = vault.open(row).get("counts", {}) if row else {}
        known = [source for source in dict.fromkeys(order) if source in counts]
        _keep_order(tracker, row, {"order": known, "counts": counts}, vault, now)
        note_access(record, "tracker", {tracker.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
        enqueue("tracking.weigh_sources", tracker_id=tracker.pk)


def weigh_tracker(*, tracker_id: int) -> None:
    """As `count_again`, for the job; a tracker that is gone is nothing to do."""
    tracker = Tracker.objects.filter(pk=tracker_id).first()
    if tracker is not None:
        count_again(tracker, vault_of(tracker.owner_id))


def _weigh(tracker: Tracker, vault: Vault) -> int:
    row = SourceOrder.objects.filter(tracker=tracker).first()
    own = vault.open(row).get("order", []) if row else []
    counts = Counter(one.source for _pk, one, _aside in _imported(tracker, vault))
    usual = sorted(counts, key=lambda source: (-counts[source], source))
    _keep_order(tracker, row, {"order": own, "counts": dict(counts)}, vault, tracker.changed_at)
    order = [*(source for source in own if source in counts), *(source for source in usual if source not in own)]
    return sum(_weigh_window(window, order) for window in _windows(_imported(tracker, vault)))


def _weigh_window(window: list[tuple[int, FromFile, bool]], order: list[str]) -> int:
    kept = {id(one) for one in without_overlaps([one for _pk, one, _aside in window], order).kept}
    for wanted in (True, False):
        changed = [pk for pk, one, aside in window if aside is not wanted and (id(one) not in kept) is wanted]
        for start in range(0, len(changed), _CHANGED):
            Reading.objects.filter(pk__in=changed[start : start + _CHANGED]).update(set_aside=wanted)
    return len(window) - len(kept)


def _windows(rows: Iterator[tuple[int, FromFile, bool]]) -> Iterator[list[tuple[int, FromFile, bool]]]:
    """Stretches of time between which nothing reaches across: weighed one by one, they give what all of it would."""
    held: list[tuple[int, FromFile, bool]] = []
    until: datetime | None = None
    for row in rows:
        start, end = row[1].started_at, row[1].ended_at or row[1].started_at
        apart = until is not None and start >= until and start > held[-1][1].started_at
        if (len(held) >= _WINDOW and apart) or len(held) >= _WINDOW_MOST:
            yield held
            held, until = [], None
        held.append(row)
        until = end if until is None else max(until, end)
    if held:
        yield held


def _imported(tracker: Tracker, vault: Vault) -> Iterator[tuple[int, FromFile, bool]]:
    """(id, reading, set aside) of what files brought, by time. What was typed by hand always counts."""
    rows = Reading.objects.filter(tracker=tracker, batch__isnull=False).order_by("taken_at", "id")
    table = Reading._meta.db_table
    columns = ("pk", "public_id", "taken_at", "ended_at", "sealed", "set_aside")
    for pk, public_id, start, end, sealed, aside in rows.values_list(*columns).iterator(_ROWS):
        kept = vault.open_at(bytes(sealed), table=table, public_id=public_id)
        yield pk, FromFile("", Decimal(kept["value"]), "", start, end, kept.get("source", "")), aside


def _join(tracker: Tracker, second_key: str, vault: Vault) -> None:
    """Upper and lower pressure of one moment, source and file become one reading, as people enter it."""
    second = rows_by_measure(tracker.owner_id, vault).get(second_key)
    if second is None:
        return
    lower = Reading.objects.filter(tracker=second, batch__isnull=False).order_by("pk")
    last = 0
    while rows := list(lower.filter(pk__gt=last)[:_CHANGED]):
        last = rows[-1].pk
        _join_some(tracker, second_key, rows, vault)


def _join_some(tracker: Tracker, second_key: str, rows: list[Reading], vault: Vault) -> None:
    upper: dict[tuple[Any, ...], tuple[Reading, dict[str, Any]]] = {}
    for row in Reading.objects.filter(tracker=tracker, taken_at__in={row.taken_at for row in rows}):
        kept = vault.open(row)
        if row.batch_id is not None and not kept.get("parts"):
            upper[(row.batch_id, row.taken_at, row.ended_at, kept.get("source"), kept.get("unit"))] = (row, kept)
    joined, gone = [], []
    for row in rows:
        kept = vault.open(row)
        found = upper.pop((row.batch_id, row.taken_at, row.ended_at, kept.get("source"), kept.get("unit")), None)
        if found is not None:
            first, said = found
            first.sealed = vault.seal({**said, "parts": {second_key: kept["value"]}}, first)
            joined.append(first)
            gone.append(row.pk)
    with transaction.atomic():
        Reading.objects.bulk_update(joined, ["sealed"], batch_size=_CHANGED)
        Reading.objects.filter(pk__in=gone).delete()


def _keep_order(
    tracker: Tracker, row: SourceOrder | None, said: dict[str, Any], vault: Vault, now: datetime
) -> None:
    kept = row or SourceOrder(tracker=tracker)
    kept.sealed, kept.changed_at = vault.seal(said, kept), now
    kept.save()
