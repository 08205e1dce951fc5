"""Small lists of the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Q

from dayroom.apps.outreach.models import Subscription, Webhook
from dayroom.apps.outreach.rules.messages import STAFF
from dayroom.apps.outreach.vocabulary.subscriptions import Way

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def webhooks() -> list[Webhook]:
    return list(Webhook.objects.filter(stopped_at=None).order_by("label", "pk"))


def own_notice_wish(member: Member | None) -> Subscription | None:
    if member is None:
        return None
    return Subscription.objects.filter(member=member, way=Way.NOTICE).first()


def second_persons(but: Collection[int]) -> list[int]:
    """Everybody who may decide about a message and has not written in it."""
    holders = Q(pk__in=[])
    for role in STAFF:
        holders |= Q(roles_cached__contains=role)
    rows = get_user_model().objects.filter(holders, has_factor_cached=True).exclude(pk__in=list(but))
    return list(rows.values_list("pk", flat=True)[:500])
