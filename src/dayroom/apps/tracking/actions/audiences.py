"""Change who sees one item."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.told import AFTER
from dayroom.apps.tracking.models import ChosenReader
from dayroom.apps.tracking.models.records import Told
from dayroom.apps.tracking.queries.access import places_of, ways_in
from dayroom.apps.tracking.queries.items import chooses_oneself, open_item
from dayroom.apps.tracking.rules.access import check_may
from dayroom.apps.tracking.rules.audiences import check_audience
from dayroom.apps.tracking.vocabulary import Audience, Scope
from dayroom.apps.tracking.vocabulary.records import Record


def change_audience(
    *, record: Record, kind: str, public_id: str, audience: str, place_id: int | None, reader_ids: Collection[int],
    now: datetime,
) -> None:
    """Keep the choice; who was chosen before and is not now is let go. A carer's change is noted for the owner.

    Raises NotFound, and what `check_audience` raises.
    """
    check_may(record, Scope.SHARE)
    row = open_item(record, kind, public_id)
    readers = set(reader_ids) - {record.owner_id} if audience == Audience.CHOSEN else set()
    check_audience(
        audience, place_id=place_id, places=places_of(record.owner_id), readers=len(readers),
        child=member_by_id(record.owner_id).is_child, oneself=chooses_oneself(record, kind, public_id, readers),
    )
    with transaction.atomic():
        row.audience, row.changed_at = audience, now
        row.place_id = place_id if audience == Audience.PLACE else None
        row.save(update_fields=["audience", "place_id", "changed_at"])
        if isinstance(row, Told):
            # what it said before was for those who saw it then: "undo" must not show it to others
            type(row).objects.filter(pk=row.pk).update(earlier=b"")
        held = ChosenReader.objects.filter(owner_id=record.owner_id, kind=kind, item=public_id)
        held.exclude(reader_id__in=readers).delete()
        already = set(held.values_list("reader_id", flat=True))
        ChosenReader.objects.bulk_create(
            ChosenReader(owner_id=record.owner_id, reader_id=reader, kind=kind, item=public_id, chosen_at=now)
            for reader in sorted(readers - already)
        )
        note_access(record, kind, ways_in(record, [row], kind), now=now, scope=Scope.SHARE)
        for step in AFTER:
            step(record.owner_id, kind, public_id)
