"""Chain what was recorded. Chaining happens afterwards, by one sealer: inside a deed it would make writers queue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.audit.models import ChainHead, Event
from dayroom.apps.audit.rules import chained, sealed_form
from dayroom.apps.audit.vocabulary import GENESIS, SEAL_AT_ONCE


def seal(now: datetime, *, most: int = SEAL_AT_ONCE) -> int:
    """Give the oldest unsealed events their place and digest; returns how many.

    The head row is held until the end: a second sealer waits for it (PostgreSQL), or for the one writer's lock
    (SQLite), and then finds what the first has left.
    """
    with transaction.atomic():
        ChainHead.objects.get_or_create(pk=1, defaults={"seq": 0, "digest": GENESIS.hex(), "sealed_at": now})
        head = ChainHead.objects.select_for_update().get(pk=1)
        rows = list(Event.objects.filter(seq=None).order_by("id")[:most])
        digest = bytes.fromhex(head.digest)
        for row in rows:
            head.seq += 1
            digest = chained(digest, sealed_form(row, head.seq))
            Event.objects.put_seal(row.pk, seq=head.seq, digest=digest.hex())
        if rows:
            head.digest, head.sealed_at = digest.hex(), now
            head.save(update_fields=["seq", "digest", "sealed_at"])
    return len(rows)


def seal_all(now: datetime) -> int:
    """Seal until nothing waits, a bounded slice at a time so that others can write in between."""
    sealed = 0
    while slice_ := seal(now):
        sealed += slice_
    return sealed
