"""Deliveries that are due, interrupted, failed or waiting for a hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from dayroom.apps.outreach.models import Delivery
from dayroom.apps.outreach.vocabulary.campaigns import CLAIM_STALE_SECONDS, DeliveryState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


def due_ids(now: datetime, most: int) -> list[int]:
    ready = Q(next_try_at=None) | Q(next_try_at__lte=now)
    rows = Delivery.objects.filter(ready, state=DeliveryState.QUEUED, due_at__lte=now)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:most])


def interrupted_ids(now: datetime) -> list[int]:
    """Claimed long ago by somebody who has said nothing since."""
    stale = now - timedelta(seconds=CLAIM_STALE_SECONDS)
    rows = Delivery.objects.filter(state=DeliveryState.SENDING, claimed_at__lt=stale)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:100])


def delivery_named(public_id: str) -> Delivery:
    rows = Delivery.objects.select_related("message", "message__campaign")
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def needing_a_person() -> QuerySet[Delivery]:
    """Interrupted, failed, or waiting to be pasted; and what was taken back and still stands outside."""
    state = Q(state__in=(DeliveryState.UNSURE, DeliveryState.FAILED, DeliveryState.BY_HAND))
    outside = Q(take_down_asked_at__isnull=False, taken_down_at=None)
    return Delivery.objects.select_related("message").filter(state | outside, message__own=False).order_by(
        "due_at", "pk")


def push_facts(delivery_id: int) -> dict[str, object]:
    """What a browser is told: where to look, and a tag by which two of the same are shown as one. No words."""
    row = Delivery.objects.select_related("message").get(pk=delivery_id)
    return {"event": "news", "path": reverse("news-show", args=[row.message.public_id]), "tag": row.public_id}
