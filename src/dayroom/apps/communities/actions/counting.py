"""Counters move with the state of a post, in the same transaction; and what one member may write in a day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.people.actions import count_post, uncount_post
from dayroom.kernel.errors import TooMany
from dayroom.platform import limits as rate
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.apps.people.rules import Limits

DAY_SECONDS = 24 * 3600


def spend_day(author: Member, limits: Limits | None, *, opens: bool, body: str, now: datetime) -> None:
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


def count_new(post: Post, topic: Topic, community: Community, *, now: datetime) -> None:
    """A post has been written, visible or not yet; the caller holds the topic."""
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


def count_live(post: Post, topic: Topic, *, now: datetime) -> None:
    """A post has become visible."""
    opening = post.position == 1
    Topic.objects.filter(pk=topic.pk).update(
        replies_count=F("replies_count") + (0 if opening else 1), last_post_at=Greatest("last_post_at", post.made_at)
    )
    Community.objects.filter(pk=topic.community_id).update(
        posts_count=F("posts_count") + 1, topics_count=F("topics_count") + (1 if opening else 0),
        last_post_at=Greatest("last_post_at", post.made_at),
    )
    Community.objects.filter(pk=topic.community_id, last_post_at=None).update(last_post_at=post.made_at)
    if post.author_id is not None and post.byline_number is None:
        count_post(post.author_id, now)


def uncount_live(post: Post, topic: Topic, *, now: datetime) -> None:
    """A visible post is not visible any more. The topic's last activity is that of the last post that stands."""
    opening = post.position == 1
    # by position, for which there is an index: positions grow with time
    standing = Post.objects.filter(topic=topic, state=PostState.LIVE).exclude(pk=post.pk).order_by("-position")
    last = standing.values_list("made_at", flat=True).first()
    Topic.objects.filter(pk=topic.pk).update(last_post_at=last or topic.made_at)
    if not opening:
        Topic.objects.filter(pk=topic.pk, replies_count__gt=0).update(replies_count=F("replies_count") - 1)
    Topic.objects.filter(pk=topic.pk, answer=post).update(answer=None)
    rows = Community.objects.filter(pk=topic.community_id)
    rows.filter(posts_count__gt=0).update(posts_count=F("posts_count") - 1)
    if opening:
        rows.filter(topics_count__gt=0).update(topics_count=F("topics_count") - 1)
    if post.author_id is not None and post.byline_number is None:
        uncount_post(post.author_id, now)
