"""What ActivityPub may read of this site: the organization's notes, and who is told of them. No other table."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q

from dayroom.apps.outreach.models import ActorKey, FederatedNote, Follower, Parcel
from dayroom.apps.outreach.rules.fediverse import rounded
from dayroom.apps.outreach.vocabulary.campaigns import DeliveryState
from dayroom.apps.outreach.vocabulary.fediverse import PER_PAGE, ParcelKind, ParcelState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


def check_federates() -> None:
    """Raises NotFound where the operator has not turned it on: then none of it is there."""
    if not settings.FEDERATION:
        raise NotFound()


def living_key() -> ActorKey | None:
    return ActorKey.objects.filter(retired_at=None).first()


def note_named(public_id: str) -> FederatedNote:
    """Raises NotFound. One that was taken down is still named, so that servers learn of it."""
    found = FederatedNote.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def newest_notes() -> list[FederatedNote]:
    sent = FederatedNote.objects.filter(deleted_at=None, delivery__state=DeliveryState.SENT)
    return list(sent.order_by("-pk")[:PER_PAGE])


def note_count() -> int:
    return rounded(FederatedNote.objects.filter(deleted_at=None).count())


def follower_count() -> int:
    return rounded(Follower.objects.count())


def follower_of(actor: str) -> Follower | None:
    return Follower.objects.filter(actor=actor).first()


def follower_by_key(key_name: str) -> Follower | None:
    return Follower.objects.filter(key_name=key_name).first()


def inboxes() -> list[str]:
    """Each server's one inbox where it has one, else the follower's own: nobody is told twice."""
    rows = Follower.objects.values_list("shared_inbox", "inbox").iterator(chunk_size=2000)
    return list(dict.fromkeys(shared or own for shared, own in rows))


def told_count(delivery_id: int) -> dict[str, int]:
    """Servers by what became of the note there; empty where it is no note."""
    rows = Parcel.objects.filter(note__delivery_id=delivery_id, kind=ParcelKind.CREATE)
    return dict(rows.values_list("state").annotate(number=Count("pk")))


def due_parcels(now: datetime, limit: int) -> list[Parcel]:
    rows = Parcel.objects.select_related("note", "note__delivery").filter(
        state=ParcelState.QUEUED, next_try_at__lte=now)
    return list(rows.order_by("next_try_at", "pk")[:limit])


def due_answers(now: datetime, limit: int) -> list[Follower]:
    """Who asked to follow and was not told yet that they may."""
    waits = Q(next_try_at=None) | Q(next_try_at__lte=now)
    return list(Follower.objects.filter(waits, answered_at=None).order_by("pk")[:limit])
