"""Cards in posts: put in with the post, taken out for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.models import AttachedCard
from dayroom.apps.communities.queries.posts import is_author
from dayroom.apps.communities.rules.writing import NotYours
from dayroom.kernel.errors import NotFound
from dayroom.platform.ports import CARDS

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post
    from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class CardWish:
    """What a writer chose: offers as "source:key", and for whom."""

    offers: tuple[str, ...] = ()
    readers: str = ""


NO_CARDS = CardWish()


def attach_cards(*, post: Post, member: Member, wish: CardWish, now: datetime) -> None:
    """Make the chosen cards and keep their keys with the post, in its transaction. Raises NotFound for an offer that
    nobody makes, and what the source raises."""
    at, place_id = 0, post.topic.community_id
    for source, offers in _by_source(wish.offers).items():
        plug = CARDS.get(source)
        if plug is None:
            raise NotFound()
        for key in plug.put(member_id=member.pk, offers=offers, place_id=place_id, readers=wish.readers, now=now):
            AttachedCard.objects.create(post=post, source=source, key=key, position=at)
            at += 1
    if at:
        post.has_cards = True
        post.save(update_fields=["has_cards"])


def _by_source(offers: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for offer in dict.fromkeys(offers):
        source, _colon, key = offer.partition(":")
        found.setdefault(source, []).append(key)
    return found


def take_card_back(*, member: Member, post: Post, key: str, now: datetime) -> None:
    """The card leaves the post for good, and what it showed is closed. Raises NotYours, NotFound."""
    if not is_author(post, member.pk):
        raise NotYours()
    if not _drop(member.pk, [post.pk], now, key=key):
        raise NotFound()


def drop_cards(*, member_id: int, post_ids: Collection[int], now: datetime) -> None:
    """Who takes a post back takes its cards back. They do not return with it."""
    _drop(member_id, post_ids, now)


def _drop(member_id: int, post_ids: Collection[int], now: datetime, **only: str) -> int:
    rows = list(AttachedCard.objects.filter(post_id__in=post_ids, **only))
    for source, plug in CARDS:
        keys = [row.key for row in rows if row.source == source]
        if keys:
            plug.take_back(member_id=member_id, keys=keys, now=now)
    AttachedCard.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def note_cards(keys: Collection[str], reader_id: int | None, *, now: datetime) -> None:
    """Tell the sources which cards this reader was shown."""
    for _source, plug in CARDS:
        plug.note_seen(keys, reader_id, now=now)
