"""Who gets an issue, which letters wait, and what a subject must not say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core import signing
from django.core.cache import cache
from django.db.models import Q

from dayroom.apps.communities.queries.directory import Sought, directory_for
from dayroom.apps.outreach.models import Delivery, Letter, LetterRun, Message, NewsDevice, Subscription
from dayroom.apps.outreach.vocabulary.campaigns import CLAIM_STALE_SECONDS
from dayroom.apps.outreach.vocabulary.subject_words import SUBJECT_WORDS
from dayroom.apps.outreach.vocabulary.subscriptions import CONFIRM_DAYS, LetterState, SubscriptionState, Wish

WORD = re.compile(r"\w+")
CONFIRM_SALT, LEAVE_SALT = "outreach.newsletter.confirm", "outreach.newsletter.leave"
INTERESTS_MOST = 60
CONDITIONS_SECONDS = 600
AGAIN_SECONDS = 10 * 60  # a mail server that said no is asked again after that; our own choice, 2026-11-21


def interests_offered() -> list[str]:
    """What one can tick: the subjects of this site's public communities."""
    found = cache.get("outreach.interests")
    if found is None:
        found = sorted({str(one).lower() for one in directory_for(None, Sought()).conditions})[:INTERESTS_MOST]
        cache.set("outreach.interests", found, CONDITIONS_SECONDS)
    return list(found)


def subject_says_too_much(title: str) -> bool:
    """Whether a title names a condition, by our list or by the conditions of our own communities."""
    low = title.casefold()
    words = set(WORD.findall(low))
    if words & SUBJECT_WORDS or {one.removesuffix("s") for one in words} & SUBJECT_WORDS:
        return True
    return any(condition in low for condition in interests_offered() if len(condition) > 2)


def wanted_by(message: Message) -> Callable[[Wish], bool]:
    """Who gets this issue: by what the person ticked and stated on the form, and by nothing else."""
    campaign = message.campaign
    topics = {one.lower() for one in [*message.topics, *(campaign.audience_interests if campaign else [])]}
    countries = set(campaign.audience_countries) if campaign else set()

    def wants(wish: Wish) -> bool:
        if countries and wish.country not in countries:
            return False
        return not topics or not wish.interests or bool(topics & {str(one).lower() for one in wish.interests})

    return wants


def next_wishes(after_id: int, most: int) -> list[Wish]:
    """Confirmed subscriptions by key, without addresses: those are read when a letter leaves."""
    rows = Subscription.objects.filter(state=SubscriptionState.CONFIRMED, pk__gt=after_id).order_by("pk")
    return [Wish(*row) for row in rows.values_list("pk", "way", "member_id", "country", "interests")[:most]]


def open_runs() -> list[int]:
    return list(LetterRun.objects.filter(done_at=None).order_by("pk").values_list("delivery_id", flat=True))


def waiting_letters(most: int, now: datetime) -> list[int]:
    """Those that wait for their first try, or long enough for another one."""
    ready = Q(tries=0) | Q(claimed_at__lt=now - timedelta(seconds=AGAIN_SECONDS))
    rows = Letter.objects.filter(ready, state=LetterState.QUEUED)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])


def stale_letters(now: datetime) -> int:
    """Letters that somebody had in hand and never finished become "interrupted": nobody gets one twice."""
    stale = now - timedelta(seconds=CLAIM_STALE_SECONDS)
    return Letter.objects.filter(state=LetterState.SENDING, claimed_at__lt=stale).update(state=LetterState.UNSURE)


def letter_counts(delivery: Delivery) -> dict[str, int]:
    counts = dict.fromkeys(LetterState.values, 0)
    for state in LetterState.values:
        counts[state] = delivery.letters.filter(state=state).count()
    return counts


def devices_after(after_id: int, most: int) -> list[NewsDevice]:
    return list(NewsDevice.objects.filter(pk__gt=after_id).order_by("pk")[:most])


def token_for(subscription: Subscription, salt: str) -> str:
    return signing.dumps(subscription.public_id, salt=salt)


def subscription_for(token: str, salt: str) -> Subscription | None:
    """None for a token that is not ours; the first click is good for a week, leaving for ever."""
    try:
        age = CONFIRM_DAYS * 86_400 if salt == CONFIRM_SALT else None
        public_id = signing.loads(token, salt=salt, max_age=age)
    except signing.BadSignature:
        return None
    return Subscription.objects.filter(public_id=str(public_id)).first()


def subscription_counts() -> dict[str, int]:
    return {state: Subscription.objects.filter(state=state).count() for state in SubscriptionState.values}


def unconfirmed(subscription_id: int) -> Subscription | None:
    """One that waits for its second yes and still has an address."""
    rows = Subscription.objects.filter(pk=subscription_id, state=SubscriptionState.ASKED, email__isnull=False)
    return rows.first()
