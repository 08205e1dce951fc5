"""Cards of the posts of a page, drawn for this reader; and where a member's cards stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dayroom.apps.communities.models import AttachedCard
from dayroom.apps.communities.vocabulary import POSTS_PER_PAGE, PostState
from dayroom.platform.compiled import Compiled
from dayroom.platform.ports import CARDS, CardOffer

# one question for all posts of a page
_CARDS = Compiled(
    lambda ask: (
        AttachedCard.objects.filter(post_id__in=ask.numbers("posts", POSTS_PER_PAGE))
        .order_by("post_id", "position")
        .values_list("post_id", "source", "key")
    )
)


def cards_in(post_ids: Collection[int], reader_id: int | None, *, now: datetime) -> dict[int, list[tuple[str, str]]]:
    """Post → (key, safe HTML) of its cards, as this reader sees them; cards that are not for them are not there."""
    rows = _CARDS.rows(posts=list(post_ids)) if post_ids else []
    drawn: dict[tuple[str, str], str] = {}
    for source, plug in CARDS:
        keys = [key for _post, from_source, key in rows if from_source == source]
        if keys:
            drawn |= {(source, key): html for key, html in plug.shown(keys, reader_id, now=now).items()}
    found: dict[int, list[tuple[str, str]]] = {}
    for post_id, source, key in rows:
        if (source, key) in drawn:
            found.setdefault(post_id, []).append((key, drawn[source, key]))
    return found


def card_offers(member_id: int) -> list[CardOffer]:
    """What the member could put into a post, with the source in front of each key."""
    return [
        CardOffer(f"{source}:{offer.key}", offer.title, offer.kind)
        for source, plug in CARDS
        for offer in plug.offered(member_id)
    ]


def card_readers() -> list[tuple[str, str]]:
    """For whom a card can be; the first one is chosen unless the writer says otherwise."""
    return [(code, str(words)) for _source, plug in CARDS for code, words in plug.readers()]


def where_cards_stand(source: str, keys: Collection[str]) -> dict[str, tuple[str, str]]:
    """Key → (title of the topic, address of the post), for posts that stand."""
    rows = AttachedCard.objects.filter(source=source, key__in=list(keys), post__state=PostState.LIVE)
    told = rows.values_list("key", "post__topic__title", "post__public_id")
    return {key: (title, f"/p/{public_id}") for key, title, public_id in told}
