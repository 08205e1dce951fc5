"""Counters move with the state of a post, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.people.actions import count_post, uncount_post


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
