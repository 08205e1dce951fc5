"""Small lists of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.outreach.models import Subscription, Webhook
from dayroom.apps.outreach.vocabulary.subscriptions import Way

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def webhooks() -> list[Webhook]:
    return list(Webhook.objects.filter(stopped_at=None).order_by("label", "pk"))


def own_notice_wish(member: Member | None) -> Subscription | None:
    if member is None:
        return None
    return Subscription.objects.filter(member=member, way=Way.NOTICE).first()
