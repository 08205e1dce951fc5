"""Finding a community among hundreds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F, Q, QuerySet

from dayroom.apps.communities.models import Community, Membership
from dayroom.apps.communities.queries.standing import standing_of
from dayroom.apps.communities.vocabulary import Audience, MembershipState, Visibility
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

CARDS_PER_PAGE = 24
WORDS_MOST = 6
CONDITIONS_OFFERED = 80
LONG_TEXTS = ("rules", "rules_html", "welcome", "welcome_html")  # a card shows none of them


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the directory."""

    words: str = ""
    condition: str = ""
    language: str = ""
    visibility: str = ""
    mine: bool = False
    letter: str = ""
    after: str = ""  # the slug of the last card of the page before

    @property
    def any(self) -> bool:
        return bool(self.words or self.condition or self.language or self.visibility or self.mine or self.letter)


@dataclass(frozen=True, slots=True)
class Card:
    """One community in the directory; ``part`` is the reader's membership state, or empty."""

    community: Community
    part: str
    role: str


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the directory; ``last`` is the slug to go on after, or empty."""

    cards: list[Card]
    last: str
    conditions: list[str]
    languages: list[str]


def memberships_of(reader: Member | None) -> dict[int, tuple[str, str]]:
    """Community id → (state, role) of everything the reader has to do with."""
    if reader is None:
        return {}
    rows = Membership.objects.filter(member_id=reader.pk).values_list("community_id", "state", "role")
    return {community_id: (state, role) for community_id, state, role in rows}


def names_of_own(member_id: int) -> dict[int, str]:
    """Id → name of the communities this member belongs to."""
    rows = Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE)
    return dict(rows.values_list("community_id", "community__name"))


def members_among(community_ids: Collection[int], member_ids: Collection[int]) -> set[tuple[int, int]]:
    """(community, member) of those among them who belong."""
    rows = Membership.objects.filter(
        community_id__in=community_ids, member_id__in=member_ids, state=MembershipState.ACTIVE
    )
    return set(rows.values_list("community_id", "member_id"))


def members_in(community_id: int) -> int:
    """How many members it has, as the count is kept; 0 where there is none."""
    return Community.objects.filter(pk=community_id).values_list("members_count", flat=True).first() or 0


def slug_of(community_id: int) -> str:
    """The word of it in addresses. Raises NotFound."""
    slug = Community.objects.filter(pk=community_id).values_list("slug", flat=True).first()
    if slug is None:
        raise NotFound()
    return slug


def communities_known_to(reader: Member | None, parts: dict[int, tuple[str, str]]) -> QuerySet[Community]:
    """Everything that is not private, and the private ones the reader is in; stewards know of all."""
    rows = Community.objects.all()
    if reader is not None and standing_of(reader, None, None).is_steward:
        return rows
    inside = [pk for pk, (state, _role) in parts.items() if state == MembershipState.ACTIVE]
    rows = rows.filter(~Q(visibility=Visibility.PRIVATE) | Q(pk__in=inside))
    return rows if settings.YOUNG_COMMUNITIES else rows.exclude(audience=Audience.YOUNG)


def young_places() -> list[tuple[int, str]]:
    """(id, name) of the open communities for children."""
    rows = Community.objects.filter(audience=Audience.YOUNG, closed_at=None).order_by("name")
    return list(rows.values_list("pk", "name"))


def directory_for(reader: Member | None, sought: Sought) -> Directory:
    """One page of communities by name. Two queries for a visitor, three for a member, however many there are."""
    parts = memberships_of(reader)
    known = communities_known_to(reader, parts)
    rows = _sought(known, sought, parts)
    if sought.after:
        at = Community.objects.filter(slug=sought.after).values("name")[:1]
        rows = rows.filter(Q(name__gt=at) | Q(name=at, slug__gt=sought.after))
    found = list(rows.defer(*LONG_TEXTS).order_by("name", "slug")[: CARDS_PER_PAGE + 1])
    last = found[CARDS_PER_PAGE - 1].slug if len(found) > CARDS_PER_PAGE else ""
    conditions, languages = _offered(known, sought.condition)
    return Directory(
        cards=[Card(row, *parts.get(row.pk, ("", ""))) for row in found[:CARDS_PER_PAGE]], last=last,
        conditions=conditions, languages=languages,
    )


def _sought(rows: QuerySet[Community], sought: Sought, parts: dict[int, tuple[str, str]]) -> QuerySet[Community]:
    for word in sought.words.split()[:WORDS_MOST]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(description__icontains=word) | Q(conditions__icontains=_as_stored(word))
            | Q(conditions__icontains=word)
        )
    if sought.condition:
        rows = rows.filter(has_condition(sought.condition))
    if sought.language:
        rows = rows.filter(language=sought.language)
    if sought.visibility in Visibility.values:
        rows = rows.filter(visibility=sought.visibility)
    if sought.letter:
        rows = rows.filter(name__istartswith=sought.letter[:1])
    if sought.mine:
        rows = rows.filter(pk__in=[pk for pk, (state, _r) in parts.items() if state == MembershipState.ACTIVE])
    else:
        rows = rows.filter(closed_at=None)
    return rows


def _as_stored(word: str) -> str:
    """SQLite keeps JSON as it was written, with letters beyond ASCII escaped."""
    return json.dumps(word)[1:-1]


def has_condition(word: str) -> Q:
    """The community carries this very condition; works on the text of the list on both databases."""
    return Q(conditions__icontains=json.dumps(word)) | Q(conditions__icontains=json.dumps(word, ensure_ascii=False))


def _offered(rows: QuerySet[Community], chosen: str) -> tuple[list[str], list[str]]:
    """Conditions and languages to choose from: two thin columns, no rows. Of hundreds of conditions the most common
    are offered; the search box finds the others."""
    conditions: Counter[str] = Counter()
    languages: set[str] = set()
    for words, language in rows.filter(closed_at=None).values_list("conditions", "language"):
        conditions.update(words)
        languages.add(language)
    offered = {word for word, _count in conditions.most_common(CONDITIONS_OFFERED)} | ({chosen} if chosen else set())
    return sorted(offered, key=str.casefold), sorted(languages)


def suggested(reader: Member | None, *, language: str, limit: int) -> list[Community]:
    """Lively places for somebody who has none yet, in their language first. Chosen by life in them, not by ranking
    people: it is a start, and the directory shows all."""
    rows = Community.objects.filter(
        visibility__in=(Visibility.PUBLIC, Visibility.HYBRID), audience=Audience.EVERYONE, closed_at=None
    )
    if reader is not None:
        rows = rows.exclude(memberships__member_id=reader.pk)
    found = list(
        rows.defer(*LONG_TEXTS).order_by(F("last_post_at").desc(nulls_last=True), "-id")[: limit * 4]
    )
    return sorted(found, key=lambda row: row.language != language)[:limit]


def communities_by_slugs(slugs: Iterable[str]) -> dict[str, Community]:
    return {row.slug: row for row in Community.objects.filter(slug__in=list(slugs))}


def communities_about(reader: Member | None) -> list[Community]:
    """Open communities that say what they are about, as far as the reader may know of them; by name. Two queries."""
    rows = communities_known_to(reader, memberships_of(reader)).filter(closed_at=None).exclude(conditions=[])
    return list(rows.only("slug", "name", "description", "conditions").order_by("name"))


def conditions_followed(member_id: int) -> list[tuple[str, list[str]]]:
    """(name, conditions) of the communities a member follows; one query."""
    rows = Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE, follows=True)
    return [
        (name, [str(word) for word in conditions])
        for name, conditions in rows.order_by("community__name").values_list("community__name", "community__conditions")
        if conditions
    ]
