"""How a text is sent, what became of it, and that the same form sent twice is one post."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.apps.communities.actions.cards import NO_CARDS, CardWish
from dayroom.apps.communities.models import Post, Topic
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member, Persona
    from dayroom.apps.people.rules import Limits


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a text that was sent."""

    post: Post
    topic: Topic
    decision: guard.Decision
    repeated: bool = False  # the same form came twice: this is the post of the first time


@dataclass(frozen=True, slots=True)
class Way:
    """How a text is sent, beside its words."""

    persona: Persona | None = None
    overridden: bool = False  # posted as it is, although the guard had asked to look again
    asks_moderator: bool = False  # kept back until a moderator has looked, because the writer wants it so
    submit_key: str | None = None
    attachment_ids: tuple[str, ...] = ()
    limits: Limits | None = None  # None: not counted (the demo, an import)
    cards: CardWish = NO_CARDS
    kept: bool = False  # a private question: not shown before it is answered


def key_of(author: Member, submit_key: str | None) -> str | None:
    """Keyed digest: the row of an anonymous post must not say whose form it came from."""
    if not submit_key:
        return None
    made = hmac.new(settings.SECRET_KEY.encode(), f"{author.pk}|{submit_key}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]


def sent_before(author: Member, submit_key: str | None) -> Sent | None:
    if not submit_key:
        return None
    post = Post.objects.filter(submit_key=key_of(author, submit_key)).select_related("topic").first()
    if post is None:
        return None
    nothing = guard.Decision(
        action=guard.Action.ALLOW, tier=guard.Tier.T0, show_help=False, must_mask=(), reasons=(), sentence="",
        may_override=False, limit_to_members=False,
    )
    return Sent(post=post, topic=post.topic, decision=nothing, repeated=True)


def raced(author: Member, submit_key: str | None) -> Sent:
    again = sent_before(author, submit_key)
    if again is None:
        raise Unavailable()
    return again
