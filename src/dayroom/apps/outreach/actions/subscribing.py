"""Ask for news, say so a second time, leave with one click; mails that came back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import NewsDevice, Subscription
from dayroom.apps.outreach.queries.letters import CONFIRM_SALT, LEAVE_SALT, interests_offered, subscription_for
from dayroom.apps.outreach.vocabulary.subscriptions import BOUNCES_MOST, SubscriptionState, Way
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform import limits
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

SUBSCRIPTION_KIND = "subscription"
ASKS_PER_DAY, ALL_ASKS_PER_HOUR = 3, 2000  # our own choice, 2026-11-21
DEVICES_OF_ONE = 5


class NotAnAddress(Invalid):
    """This is not a full mail address. It looks like name@example.org."""


def ask_for_news(*, email: str, language: str, country: str, interests: Sequence[str], member: Member | None,
                 now: datetime) -> None:
    """Keep the wish and send the first mail by a job. Whether the address is known is not told. Raises NotAnAddress,
    TooMany."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fault:
        raise NotAnAddress() from fault
    limits.spend(what="newsletter.ask", who=email, most=ASKS_PER_DAY, per_seconds=86_400, now=now)
    limits.spend(what="newsletter.asks", who="all", most=ALL_ASKS_PER_HOUR, per_seconds=3600, now=now)
    chosen = [one for one in interests if one in set(interests_offered())]
    with transaction.atomic():
        row = Subscription.objects.select_for_update().filter(email=email).first()
        if row is None:
            row = Subscription.objects.create(email=email, language=language, country=country, interests=chosen,
                                              member=member, asked_at=now)
        elif row.state != SubscriptionState.CONFIRMED:
            row.language, row.country, row.interests, row.asked_at = language, country, chosen, now
            row.state, row.bounces = SubscriptionState.ASKED, 0
            row.save()
        enqueue("outreach.mail_confirmation", subscription_id=row.pk)


def confirm_news(*, token: str, now: datetime) -> None:
    """The second yes: from a button on the page that the mail leads to. Raises NotFound."""
    row = subscription_for(token, CONFIRM_SALT)
    if row is None:
        raise NotFound()
    with transaction.atomic():
        asked = Subscription.objects.filter(pk=row.pk, state=SubscriptionState.ASKED)
        if asked.update(state=SubscriptionState.CONFIRMED, confirmed_at=now, left_at=None):
            record(actor_id=row.member_id, action="newsletter.confirmed", now=now, subject=(SUBSCRIPTION_KIND, row.pk))


def leave_news(*, token: str, now: datetime) -> None:
    """One click, no sign-in; twice is once. The address is forgotten a moment later, the wish not to be written to is
    kept as its absence. Raises NotFound."""
    row = subscription_for(token, LEAVE_SALT)
    if row is None:
        raise NotFound()
    with transaction.atomic():
        Subscription.objects.filter(pk=row.pk).exclude(state=SubscriptionState.LEFT).update(
            state=SubscriptionState.LEFT, left_at=now, interests=[], email=None, country="")
        record(actor_id=row.member_id, action="newsletter.left", now=now, subject=(SUBSCRIPTION_KIND, row.pk))


def choose_notices(*, member: Member, wanted: bool, interests: Sequence[str], now: datetime) -> None:
    """News as notices here, or no more. Audited."""
    chosen = [one for one in interests if one in set(interests_offered())]
    with transaction.atomic():
        if wanted:
            row, _made = Subscription.objects.update_or_create(
                member=member, way=Way.NOTICE, defaults={
                    "state": SubscriptionState.CONFIRMED, "asked_at": now, "confirmed_at": now, "interests": chosen,
                    "language": member.language, "country": member.country, "left_at": None})
            record(actor_id=member.pk, action="newsletter.notices_on", now=now, subject=(SUBSCRIPTION_KIND, row.pk))
        else:
            Subscription.objects.filter(member=member, way=Way.NOTICE).delete()
            record(actor_id=member.pk, action="newsletter.notices_off", now=now, subject=("member", member.pk))


def note_bounces(*, addresses: Sequence[str], by_id: int, now: datetime) -> tuple[int, int]:
    """Mails that came back: after three we stop writing there. Audited. Returns (known, unknown)."""
    known = 0
    with transaction.atomic():
        for email in addresses:
            row = Subscription.objects.select_for_update().filter(email=email.strip().lower()).first()
            if row is None:
                continue
            known += 1
            row.bounces += 1
            if row.bounces >= BOUNCES_MOST:
                row.state = SubscriptionState.BOUNCED
            row.save(update_fields=["bounces", "state"])
        record(actor_id=by_id, action="newsletter.bounces", now=now,
               facts={"known": known, "unknown": len(addresses) - known})
    return known, len(addresses) - known


def add_news_device(*, member: Member | None, endpoint: str, p256dh: str, auth: str, language: str,
                    now: datetime) -> None:
    """Keep where this browser takes signs about news. Raises Invalid, TooMany."""
    limits.spend(what="news.device", who="all", most=ALL_ASKS_PER_HOUR, per_seconds=3600, now=now)
    fits = endpoint.startswith("https://") and len(endpoint) <= 1000 and 0 < len(p256dh) <= 200 and 0 < len(auth) <= 100
    if not fits:
        raise Invalid()
    with transaction.atomic():
        NewsDevice.objects.update_or_create(
            endpoint_digest=hashlib.sha256(endpoint.encode()).hexdigest(),
            defaults={"member": member, "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "language": language[:8],
                      "added_at": now})
        if member is not None:
            newest = NewsDevice.objects.filter(member=member).order_by("-added_at", "-pk").values_list("pk", flat=True)
            NewsDevice.objects.filter(member=member).exclude(pk__in=list(newest[:DEVICES_OF_ONE])).delete()


def forget_device(device_id: int) -> None:
    """The push service says that it is gone for good."""
    NewsDevice.objects.filter(pk=device_id).delete()
