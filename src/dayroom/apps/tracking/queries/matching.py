"""People like me: found by the rarest words that two cards share. No scan: a bounded number of cards per page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dayroom.apps.people.queries import has_consent, hidden_from
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import MemberState, Purpose
from dayroom.apps.tracking.models import MatchCard, MatchToken, TokenCount
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.records import conditions_of, treatments_of
from dayroom.apps.tracking.rules.counting import UNSAID, age_band
from dayroom.apps.tracking.rules.matching import CardFacts, leads, shared
from dayroom.apps.tracking.vocabulary.records import Record

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

RAREST = 6  # words of a card by which others are looked for
PER_TOKEN = 150  # cards looked at for each of them on one page
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who agreed to be found. `share` 0-1 of what the reader weighs; `tokens` is what both cards have."""

    handle: str
    share: float
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """One page; `before` is where the next one begins, 0 when everybody was looked at."""

    found: tuple[Match, ...]
    before: int = 0


def card_of(member_id: int) -> MatchCard | None:
    return MatchCard.objects.filter(owner_id=member_id).first()


def card_facts(member_id: int, said: Mapping[str, Any], *, today: date) -> CardFacts:
    """What a card says of its owner: of what was chosen, as much as stands in the record."""
    record = Record(member_id, "me", "", mine=True, reader_id=member_id)
    about = profile_of(member_id)
    age = age_band(about.birth_year, today) if said.get("age") else ""
    return CardFacts(
        conditions=tuple((one.text, one.stage if said.get("stages") else "") for one in conditions_of(record)
                         if one.public_id in said.get("conditions", ())),
        treatments=tuple(one.name for one in treatments_of(record) if one.public_id in said.get("treatments", ())),
        age=age if age != UNSAID else "", sex=about.sex if said.get("sex") and about.sex != UNSAID else "",
    )


def matches_for(reader: Member, *, before: int = 0) -> Matches:
    """People who share something with the reader's card, most first, newest cards looked at first.

    before    card ids below which to go on; 0 begins
    errs      shows nobody rather than somebody whose yes is in doubt
    """
    card = card_of(reader.pk)
    if card is None or reader.is_child or not has_consent(reader.pk, Purpose.MATCHING):
        return Matches(())
    mine = list(MatchToken.objects.filter(card=card).order_by("pk").values_list("token", flat=True))
    ids, bound = _candidates(mine, card.pk, before)
    theirs: dict[int, set[str]] = {}
    for card_id, token in MatchToken.objects.filter(card_id__in=ids, token__in=mine).values_list("card_id", "token"):
        theirs.setdefault(card_id, set()).add(token)
    scored = [(shared(mine, frozenset(tokens), card.weights), card_id) for card_id, tokens in theirs.items()]
    ranked = sorted(((one, card_id) for one, card_id in scored if one.tokens),
                    key=lambda pair: (-pair[0].share, -pair[1]))
    people = _people([card_id for _one, card_id in ranked], reader, young=card.young)
    found = [Match(people[card_id], one.share, one.tokens) for one, card_id in ranked if card_id in people]
    return Matches(tuple(found[:SHOWN]), bound)


def _candidates(mine: list[str], own_id: int, before: int) -> tuple[list[int], int]:
    """Cards that share one of the rarest words, and down to which id everybody was looked at.

    Where a word has more cards than are looked at, cards older than the last of them wait for the next page: so nobody
    is left out, and no page costs more than another.
    """
    counts = dict(TokenCount.objects.filter(token__in=mine).values_list("token", "cards"))
    rarest = sorted((token for token in mine if leads(token)), key=lambda token: (counts.get(token, 0), token))[:RAREST]
    found: set[int] = set()
    bound = 0
    for token in rarest:
        rows = MatchToken.objects.filter(token=token)
        rows = rows.filter(card_id__lt=before) if before else rows
        ids = list(rows.order_by("-card_id").values_list("card_id", flat=True)[:PER_TOKEN])
        bound = max(bound, ids[-1]) if len(ids) == PER_TOKEN else bound
        found.update(ids)
    return [one for one in found if one >= bound and one != own_id], bound


def _people(card_ids: list[int], reader: Member, *, young: bool) -> dict[int, str]:
    """Card id → handle of those who may be shown: agreed, there, of the same age rules, nobody blocked either way."""
    cards = MatchCard.objects.filter(
        pk__in=card_ids, young=young, owner__state__in=[MemberState.ACTIVE, MemberState.LIMITED]
    ).exclude(owner_id__in=hidden_from(reader.pk)).exclude(owner_id=reader.pk).select_related("owner")
    # a child's account is for the child and the guardian, also where a card was made before the birthday was mended
    rows = [card for card in cards if card.owner.is_teen == young == reader.is_teen and not card.owner.is_child]
    agreed = who_agreed([card.owner_id for card in rows], Purpose.MATCHING)
    return {card.pk: card.owner.handle for card in rows if card.owner_id in agreed}
