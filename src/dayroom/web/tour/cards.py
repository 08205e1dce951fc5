"""A real chart of Ann's in a real post: attached, seen by Carl and by nobody outside, taken back, gone.

It plays on the stage of `sandbox`, which also sweeps it. Which post is the visitor's own stands in a signed cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.actions import Written
from dayroom.apps.communities.actions.cards import CardWish, take_card_back
from dayroom.apps.communities.actions.following import unfollow_topic
from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.queries.cards import card_offers
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.queries.topics import topic_page
from dayroom.kernel.errors import NotFound
from dayroom.web.tour import sandbox
from dayroom.web.tour.places import Said, said

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post
    from dayroom.apps.people.models import Member

SAYS = "Three months of mornings. The dip is the week I had the flu."
CHART = "CHART"


@dataclass(frozen=True, slots=True)
class Sights:
    """What three pairs of eyes see of the post right now, read from the tables each time."""

    words: Said
    by_ann: str  # the card as safe HTML; empty where there is none
    by_carl: str
    by_visitor: str


def begin(*, ann: Member, carl: Member, now: datetime) -> str:
    """Ann posts, with the first chart that her record offers. Returns the post's public id. Raises NotFound where she
    keeps no chart."""
    sandbox.sweep(ann=ann, carl=carl, now=now)
    offer = next((one.key for one in card_offers(ann.pk) if one.kind == CHART), None)
    if offer is None:
        raise NotFound()
    topic = sandbox.stage(carl, now)
    sent = submit_post(author=ann, topic=topic, written=Written(body=SAYS), now=now, cards=CardWish((offer,), "PLACE"))
    unfollow_topic(member=ann, topic=topic)
    return sent.post.public_id


def take_back(public_id: str, *, ann: Member, now: datetime) -> None:
    """The card goes, the words stay. Taken back already: nothing changes."""
    post = own_post(ann, public_id)[0]
    for key, _html in _cards(post, ann):
        take_card_back(member=ann, post=post, key=key, now=now)


def sights(public_id: str, *, ann: Member, carl: Member) -> Sights:
    """Raises NotFound when the demo was made anew since."""
    post = own_post(ann, public_id)[0]
    page = topic_page(None, post.topic.public_id, after=post.position - 1)
    words = next((said(row) for row in page.posts if row.public_id == public_id), None)
    if words is None:
        raise NotFound()
    ann_sees, carl_sees, visitor_sees = (
        "".join(html for _key, html in _cards(post, reader)) for reader in (ann, carl, None)
    )
    return Sights(words, ann_sees, carl_sees, visitor_sees)


def _cards(post: Post, reader: Member | None) -> list[tuple[str, str]]:
    page = topic_page(reader, post.topic.public_id, after=post.position - 1)
    return page.cards.get(post.pk, [])
