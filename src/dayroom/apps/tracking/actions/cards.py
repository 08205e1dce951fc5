"""Put something of a record into a post, say for whom, take it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.screening.actions import examine
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import Access, Card, ChosenReader, TreatmentReport
from dayroom.apps.tracking.queries.cards import CARD, card_offers
from dayroom.apps.tracking.rules.cards import (
    NameNotForOthers,
    NoSuchOffer,
    WhichPlace,
    audience_for,
    check_young,
    read_offer,
)
from dayroom.apps.tracking.rules.reports import own_words
from dayroom.apps.tracking.vocabulary import Audience, Scope, Way
from dayroom.apps.tracking.vocabulary.cards import CardKind
from dayroom.apps.tracking.vocabulary.reports import Said
from dayroom.engines import guard
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import new_public_id
from dayroom.platform.ports import CardOffer
from dayroom.platform.sealing import Vault, vault_of


def put_cards(
    *, owner_id: int, offers: Collection[str], place_id: int, readers: str, now: datetime
) -> list[str]:
    """One card for each offer, in their order; returns the keys. Only what is offered right now can be put: it is the
    owner's, and stands. Raises NotAgreed, NoSuchOffer, NameNotForOthers, ChildIsPrivate, NotForAllYet."""
    check_agreed(owner_id)
    _check_age(owner_id, readers)
    offered = {one.key: one for one in card_offers(owner_id)}
    if not set(offers) <= set(offered):
        raise NoSuchOffer()
    for key in offers:
        _check_words(owner_id, "\n".join(filter(None, (offered[key].title, _own_words(owner_id, key)))))
    audience, for_all = audience_for(readers)
    vault = vault_of(owner_id)
    with transaction.atomic():
        return [
            _made(owner_id, offered[key], vault, now, audience=audience, place_id=place_id, for_all=for_all)
            for key in offers
        ]


def _check_age(owner_id: int, readers: str) -> None:
    owner = member_by_id(owner_id)
    check_young(readers, child=owner.is_child, teen=owner.is_teen)


def _made(owner_id: int, offer: CardOffer, vault: Vault, now: datetime, **whom: object) -> str:
    """The name is kept as the guard has read it; the rest of a card is drawn from what it shows."""
    kind, item = read_offer(offer.key)
    card = Card(public_id=new_public_id(), owner_id=owner_id, made_at=now, changed_at=now, **whom)
    card.sealed = vault.seal({"kind": str(kind), "of": item, "title": offer.title}, card)
    card.save()
    return card.public_id


def _own_words(owner_id: int, offer: str) -> str:
    kind, item = read_offer(offer)
    rows = TreatmentReport.objects.filter(owner_id=owner_id, public_id=item)
    row = rows.first() if kind == CardKind.REPORT else None
    return own_words(Said.of_values(vault_of(owner_id).open(row).get("kept") or {})) if row is not None else ""


def _check_words(owner_id: int, words: str) -> None:
    """A name of one's own was never read by anybody else. Numbers about oneself are one's own to show: no question
    about those."""
    writer = member_by_id(owner_id)
    context = guard.Context(
        author=guard.Author.MEMBER, subject=guard.Subject.UNKNOWN, place=guard.Place.MEMBERS,
        language=get_language() or settings.LANGUAGE_CODE, country=writer.country or settings.DEFAULT_COUNTRY,
    )
    report, decision = examine(words, context=context)
    if report is None or decision.action in (guard.Action.HOLD, guard.Action.BLOCK):
        raise NameNotForOthers()


def take_cards_back(*, owner_id: int, keys: Collection[str]) -> int:
    """The cards are gone, at once and for good; returns how many. The log of who looked stays."""
    with transaction.atomic():
        rows = Card.objects.filter(owner_id=owner_id, public_id__in=list(keys))
        gone = list(rows.values_list("public_id", flat=True))
        rows.delete()
        ChosenReader.objects.filter(owner_id=owner_id, kind=CARD, item__in=gone).delete()
    return len(gone)


def change_card(*, owner_id: int, key: str, readers: str, now: datetime) -> None:
    """Another audience for a card that stands. Raises NotFound, WhichPlace."""
    card = Card.objects.filter(owner_id=owner_id, public_id=key).first()
    if card is None:
        raise NotFound()
    _check_age(owner_id, readers)
    card.audience, card.for_all = audience_for(readers)
    if card.audience == Audience.PLACE and card.place_id is None:
        raise WhichPlace()
    card.changed_at = now
    card.save(update_fields=["audience", "for_all", "changed_at"])


def narrowed(owner_id: int, kind: str, public_id: str) -> None:
    """Somebody has chosen who sees a card on the page for that: it is for everyone no more, until it is said again."""
    if kind == CARD:
        Card.objects.filter(owner_id=owner_id, public_id=public_id).update(for_all=False)


def note_cards_seen(keys: Collection[str], reader_id: int | None, *, now: datetime) -> int:
    """A line in the log of each owner: who was shown a card (`queries.cards.drawn_cards`) on this day. Only the first
    look of a day writes; every other page view costs two questions and no write. Visitors share one line a day.
    Returns how many lines were new."""
    today: date = now.date()
    rows = list(Card.objects.filter(public_id__in=list(keys)).exclude(owner_id=reader_id or 0))
    line = Access.objects.filter(actor_id=reader_id, way=Way.CARD, kind=CARD, on=today)
    noted = set(line.filter(item__in=[row.public_id for row in rows]).values_list("item", flat=True)) if rows else set()
    fresh = [row for row in rows if row.public_id not in noted]
    if fresh:
        Access.objects.bulk_create(
            (Access(owner_id=row.owner_id, actor_id=reader_id, way=Way.CARD, scope=Scope.SEE, kind=CARD,
                    item=row.public_id, on=today, last_at=now) for row in fresh),
            ignore_conflicts=True,
        )
    return len(fresh)

