"""A card for people like me: made with a yes, changed at will, gone at once with a no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from dayroom.apps.people.actions import give_consent, withdraw_consent
from dayroom.apps.people.queries import has_consent, member_by_id
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.models import MatchCard, MatchToken, TokenCount
from dayroom.apps.tracking.queries.matching import card_facts, card_of
from dayroom.apps.tracking.rules.matching import CardFacts, ChildNotShown, check_shown, tokens_of


def show_card(
    *, member_id: int, facts: CardFacts, shown: Mapping[str, Any], weights: Mapping[str, int], language: str,
    now: datetime,
) -> MatchCard:
    """Make or change the card. Pressing the button under the words of the consent is the yes. Raises NothingShown,
    ChildNotShown."""
    check_shown(facts)
    if member_by_id(member_id).is_child:
        raise ChildNotShown()
    with transaction.atomic():
        if not has_consent(member_id, Purpose.MATCHING):
            text = consent_text(Purpose.MATCHING, language)
            give_consent(member_id=member_id, purpose=Purpose.MATCHING, text_version=text.version,
                         language=text.language, now=now)
        return put_card(member_id=member_id, facts=facts, shown=shown, weights=weights, now=now,
                        young=member_by_id(member_id).is_teen)


def put_card(
    *, member_id: int, facts: CardFacts, shown: Mapping[str, Any], weights: Mapping[str, int], now: datetime,
    young: bool,
) -> MatchCard:
    """The card and its words; counts of words are kept in the same transaction."""
    with transaction.atomic():
        card, _made = MatchCard.objects.select_for_update().update_or_create(
            owner_id=member_id,
            defaults={"young": young, "shown": dict(shown), "weights": dict(weights), "changed_at": now},
        )
        before = set(MatchToken.objects.filter(card=card).values_list("token", flat=True))
        after = set(tokens_of(facts, young=young))
        MatchToken.objects.filter(card=card, token__in=before - after).delete()
        MatchToken.objects.bulk_create(MatchToken(card=card, token=token) for token in sorted(after - before))
        _count(before - after, -1)
        _count(after - before, 1)
    return card


def card_follows(owner_id: int, kind: str, public_id: str) -> None:
    """A condition or a treatment was renamed, deleted or brought back: a card that shows it says what is so now."""
    card = card_of(owner_id) if kind in ("condition", "treatment") else None
    if card is not None and public_id in card.shown.get(f"{kind}s", ()):
        refresh_card(card)


def refresh_card(card: MatchCard) -> None:
    """The words of a card anew, from what its owner chose to show. One without a word by which people are looked for
    stands, and is found by nobody."""
    put_card(
        member_id=card.owner_id, facts=card_facts(card.owner_id, card.shown, today=localdate()), shown=card.shown,
        weights=card.weights, now=card.changed_at, young=card.young,
    )


def weigh(*, member_id: int, weights: Mapping[str, int], now: datetime) -> None:
    """How much each part counts for this member; nobody else sees it."""
    MatchCard.objects.filter(owner_id=member_id).update(weights=dict(weights), changed_at=now)


def drop_card(member_id: int) -> bool:
    """Gone from every list at once; returns whether there was one."""
    with transaction.atomic():
        card = MatchCard.objects.select_for_update().filter(owner_id=member_id).first()
        if card is None:
            return False
        _count(MatchToken.objects.filter(card=card).values_list("token", flat=True), -1)
        card.delete()
    return True


def leave(*, member_id: int, now: datetime) -> None:
    """Take the yes back; the card goes with it."""
    withdraw_consent(member_id=member_id, purpose=Purpose.MATCHING, now=now)
    drop_card(member_id)


def _count(tokens: Iterable[str], change: int) -> None:
    names = sorted(set(tokens))
    if change > 0:
        TokenCount.objects.bulk_create([TokenCount(token=name) for name in names], ignore_conflicts=True)
    TokenCount.objects.filter(token__in=names).update(cards=F("cards") + change)
    if change < 0:
        TokenCount.objects.filter(token__in=names, cards=0).delete()
