"""What a file tells of conditions and treatments goes into the record only when its owner says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.models import FoundFact
from dayroom.apps.tracking.queries.batches import batch_row
from dayroom.apps.tracking.vocabulary import BatchState, Certainty
from dayroom.apps.tracking.vocabulary.files import FoundState
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import DayroomError, NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

# what FHIR calls a condition that is over
_OVER = frozenset(("inactive", "remission", "resolved"))


def take_found(
    *, record: Record, public_id: str, chosen: Collection[str], now: datetime, today: date
) -> tuple[int, int]:
    """Put the chosen ones into the record, leave the rest open. Returns (taken, could not be taken). Only the owner.
    Raises NotFound, NotAgreed."""
    if not record.mine:
        raise NotFound()
    batch, vault = batch_row(record, public_id), vault_of(record.owner_id)
    ids = [one for one in chosen if is_public_id(one)][:500]
    rows = FoundFact.objects.filter(batch=batch, public_id__in=ids).exclude(state=FoundState.TAKEN)
    taken = left = 0
    for row in rows.order_by("id") if batch.state != BatchState.UNDONE else ():
        kind, values = as_told(vault.open(row))
        try:
            with transaction.atomic():
                keep_told(record=record, kind=kind, values=values, now=now, today=today)
                FoundFact.objects.filter(pk=row.pk).update(state=FoundState.TAKEN)
        except DayroomError:
            # one that cannot stand as it is keeps no other from being taken
            left += 1
        else:
            taken += 1
    return taken, left


def pass_found(*, record: Record, public_id: str) -> int:
    """Leave out what is still open. Raises NotFound."""
    if not record.mine:
        raise NotFound()
    rows = FoundFact.objects.filter(batch=batch_row(record, public_id), state=FoundState.OPEN)
    return rows.update(state=FoundState.PASSED)


def as_told(fact: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """(kind, values) as a person would have entered it; what the file does not say stays empty."""
    if fact["kind"] == "condition":
        over = bool(fact["ended_on"]) or fact["status"] in _OVER
        return "condition", {
            "text": fact["text"], "code": fact["code"], "system": fact["system"],
            "certainty": str(Certainty.PAST if over else Certainty.DIAGNOSED), "first_seen_on": fact["started_on"],
            "ended_on": fact["ended_on"],
        }
    return "treatment", {
        "name": fact["text"], "code": fact["code"], "system": fact["system"], "started_on": fact["started_on"],
        "stopped_on": fact["ended_on"],
    }
