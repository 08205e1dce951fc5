"""The log of who looked, which the owner reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from dayroom.apps.tracking.models import Access
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record


def note_access(
    record: Record, kind: str, ways: Mapping[str, str], *, now: datetime, scope: str = Scope.SEE
) -> None:
    """Write down that the reader saw, entered or shared these items (public id → way). The owner's own looks are not
    noted. One line a day for the same person, thing and way, with how often."""
    if record.mine or not ways:
        return
    with transaction.atomic():
        for item, way in ways.items():
            _note({"owner_id": record.owner_id, "actor_id": record.reader_id, "way": str(way), "scope": scope,
                   "kind": kind, "item": item}, now)


def note_opening(
    owner_id: int, *, actor_id: int | None, way: str, kind: str, item: str, now: datetime, scope: str = Scope.SEE
) -> None:
    """The same for a link, a card or an app, where there is no record in hand; `actor_id` None for a stranger."""
    with transaction.atomic():
        _note({"owner_id": owner_id, "actor_id": actor_id, "way": way, "scope": scope, "kind": kind, "item": item}, now)


def _note(line: Mapping[str, Any], now: datetime) -> None:
    if not Access.objects.filter(**line, on=now.date()).update(times=F("times") + 1, last_at=now):
        Access.objects.create(**line, on=now.date(), last_at=now)
