"""Say something in a community."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.announcing import announce
from dayroom.apps.communities.actions.checking import for_readers, guard_context, screen_post, screened_text
from dayroom.apps.communities.actions.drafts import forget_draft
from dayroom.apps.communities.actions.indexing import index_post, keep_references
from dayroom.apps.communities.actions.question_states import note_live
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.models import (
    AnonymousAuthorship,
    Attachment,
    Byline,
    Community,
    Membership,
    Post,
    Topic,
    TopicFollow,
)
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND, PostState, Standing, TopicKind
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.people.actions import count_post
from dayroom.apps.screening.vocabulary import Screened
from dayroom.engines import guard
from dayroom.kernel.errors import TooMany, Unavailable
from dayroom.platform import limits as rate
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member, Persona
    from dayroom.apps.people.rules import Limits

__all__ = ["Sent", "Way", "add_post", "announce", "guard_context", "screened_text", "submit_post", "submit_topic"]

DAY_SECONDS = 24 * 3600
AUTHOR_ASKED = "author.asked"  # the reason of a case that the writer asked for


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
    kept: bool = False  # a private question: not shown before it is answered


def submit_topic(
    *,
    author: Member,
    community: Community,
    written: Written,
    now: datetime,
    kind: str = TopicKind.TOPIC,
    persona: Persona | None = None,
    overridden: bool = False,
    asks_moderator: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
    limits: Limits | None = None,
    meets_at: datetime | None = None,
    meets_where: str = "",
) -> Sent:
    """Open a topic with its first post. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    way = Way(persona, overridden, asks_moderator, submit_key, attachment_ids, limits)
    again = sent_before(author, submit_key)
    if again:
        return again
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=False, kind=kind
    )
    writing.check_written(written, needs_title=True)
    writing.check_face(written, speaks_as_professional=persona is not None)
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                community=community, title=written.title, kind=kind, seeking=written.seeking,
                content_warning=written.content_warning, language=community.language, made_at=now, last_post_at=now,
                author=None if written.anonymous else author, persona=persona, meets_at=meets_at,
                meets_where=meets_where, state=PostState.HELD,
            )
            return add_post(
                author=author, standing=standing, topic=topic, community=community, written=written, way=way, now=now
            )
    except IntegrityError:
        return raced(author, submit_key)


def submit_post(
    *,
    author: Member,
    topic: Topic,
    written: Written,
    now: datetime,
    persona: Persona | None = None,
    overridden: bool = False,
    asks_moderator: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
    limits: Limits | None = None,
) -> Sent:
    """Reply in a topic. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    way = Way(persona, overridden, asks_moderator, submit_key, attachment_ids, limits)
    again = sent_before(author, submit_key)
    if again:
        return again
    community = topic.community
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=topic.locked
    )
    writing.check_topic_takes_replies(topic.state)
    writing.check_written(written, needs_title=False)
    writing.check_face(written, speaks_as_professional=persona is not None)
    try:
        with transaction.atomic():
            # one writer per topic at a time: positions are given without gaps or doubles
            locked = Topic.objects.select_for_update().get(pk=topic.pk)
            locked.community = community
            return add_post(
                author=author, standing=standing, topic=locked, community=community, written=written, way=way, now=now
            )
    except IntegrityError:
        return raced(author, submit_key)


def _key(author: Member, submit_key: str) -> str:
    """Keyed digest: the row of an anonymous post must not say whose form it came from."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"{author.pk}|{submit_key}".encode(), hashlib.sha256)
    return made.hexdigest()[:40]


def sent_before(author: Member, submit_key: str | None) -> Sent | None:
    if not submit_key:
        return None
    post = Post.objects.filter(submit_key=_key(author, submit_key)).select_related("topic").first()
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


def add_post(
    *, author: Member, standing: Standing, topic: Topic, community: Community, written: Written, way: Way,
    now: datetime,
) -> Sent:
    """The post, its references, counters, case, notices and index entry, in the caller's transaction."""
    _spend(author, way.limits, opens=topic.positions_given == 0, body=written.body, now=now)
    byline = _byline(topic, author) if written.anonymous else None
    topic.positions_given += 1
    post = Post.objects.create(
        topic=topic, position=topic.positions_given, author=None if byline else author, persona=way.persona,
        byline_number=byline.number if byline else None, body=written.body, body_html="",
        content_warning=written.content_warning, state=PostState.HELD, made_at=now,
        submit_key=_key(author, way.submit_key) if way.submit_key else None,
    )
    if byline:
        AnonymousAuthorship.objects.create(post=post, byline=byline)
    screened = screen_post(
        post, community, written, author=author, persona=way.persona, overridden=way.overridden,
        asked=way.asks_moderator, now=now, attachment_ids=way.attachment_ids,
    )
    shown = for_readers(written.body, written.title if post.position == 1 else "", screened)
    post.body_html, quoted_ids, mentioned_ids = render_body(shown, topic_id=topic.pk)
    post.state = writing.first_state(
        screened.decision, overridden=way.overridden, crisis_rules=community.crisis_rules, asked=way.asks_moderator
    )
    if way.kept and post.state == PostState.LIVE:
        post.state = PostState.KEPT
    post.members_only = screened.decision.limit_to_members
    post.save(update_fields=["body_html", "state", "members_only"])
    words = keep_references(post, quoted_ids, written.body)
    _attach(post, author, way.attachment_ids)
    _count(topic, community, post, now)
    if standing.is_moderator and byline is None:
        # a moderator who writes is there; an anonymous post must not move this
        Membership.objects.filter(community=community, member=author).update(last_active_at=now)
    _follow_up(post, topic, community, author, screened, asked=way.asks_moderator, now=now)
    if post.state == PostState.LIVE:
        note_live(post, topic, now=now)
        announce(post, topic, community, author_id=author.pk, mentioned_ids=mentioned_ids, quoted_ids=quoted_ids,
                 now=now)
    index_post(post, topic, community, words)
    return Sent(post=post, topic=topic, decision=screened.decision)


def _spend(author: Member, limits: Limits | None, *, opens: bool, body: str, now: datetime) -> None:
    """Count against the day. Inside the transaction: a text that the guard hands back has cost nothing."""
    if limits is None:
        return
    writing.check_links(markup.link_count(body), links_allowed=limits.links_allowed)
    try:
        rate.spend(what="post", who=str(author.pk), most=limits.posts_per_day, per_seconds=DAY_SECONDS, now=now)
        if opens:
            rate.spend(what="topic", who=str(author.pk), most=limits.topics_per_day, per_seconds=DAY_SECONDS, now=now)
    except TooMany as fault:
        raise TooMany(
            _("You have written a lot today, and this was one more than fits in a day. Your words are kept as a draft: "
              "send them tomorrow. The more you are known here, the more you can write."),
            retry_after_seconds=fault.retry_after_seconds,
        ) from fault


def _byline(topic: Topic, author: Member) -> Byline:
    """The member's byline in this topic: the one they have, else the next number."""
    found = Byline.objects.filter(topic=topic, member=author).first()
    if found:
        return found
    last = Byline.objects.filter(topic=topic).order_by("-number").values_list("number", flat=True).first()
    return Byline.objects.create(topic=topic, member=author, number=(last or 0) + 1)


def _attach(post: Post, author: Member, attachment_ids: tuple[str, ...]) -> None:
    if attachment_ids:
        Attachment.objects.filter(public_id__in=attachment_ids, uploader=author, post=None).update(
            post=post, draft=None, uploader=None if post.byline_number else author
        )


def _count(topic: Topic, community: Community, post: Post, now: datetime) -> None:
    live = post.state == PostState.LIVE
    topic.last_post_at = now if live else topic.last_post_at
    topic.replies_count += 1 if live and post.position > 1 else 0
    if post.position == 1:
        topic.state, topic.byline_number, topic.members_only = post.state, post.byline_number, post.members_only
    topic.save(
        update_fields=["positions_given", "last_post_at", "replies_count", "state", "byline_number", "members_only"]
    )
    if live:
        Community.objects.filter(pk=community.pk).update(
            posts_count=F("posts_count") + 1, last_post_at=Greatest(Coalesce("last_post_at", now), now),
            topics_count=F("topics_count") + (1 if post.position == 1 else 0),
        )


def _follow_up(
    post: Post, topic: Topic, community: Community, author: Member, screened: Screened, *, asked: bool, now: datetime
) -> None:
    openly = post.byline_number is None
    if openly and post.state == PostState.LIVE:
        # a public count that rises with an anonymous post would give its author away
        count_post(author.pk, now)
    TopicFollow.objects.get_or_create(member=author, topic=topic, defaults={"since": now})
    if writing.needs_case(screened.decision, PostState(post.state)):
        open_case(
            subject=(POST_KIND, post.pk), scope_id=community.pk, author_id=author.pk if openly else None,
            anonymous=not openly, priority=priority_of(screened.decision), source=Source.MACHINE,
            reasons=[*screened.decision.reasons, *([AUTHOR_ASKED] if asked else [])], now=now,
            tier=int(screened.decision.tier),
        )
    record(
        actor_id=author.pk if openly else None, action="post.submitted", now=now, subject=(POST_KIND, post.pk),
        facts={"topic": topic.pk, "community": community.pk, "state": str(post.state), "position": post.position},
    )
    place = f"community:{community.slug}" if post.position == 1 else f"topic:{topic.public_id}"
    forget_draft(member=author, place=place)


def priority_of(decision: guard.Decision) -> int:
    if decision.tier >= guard.Tier.T3:
        return Priority.CRISIS
    return Priority.URGENT if decision.tier >= guard.Tier.T2 else Priority.NORMAL
