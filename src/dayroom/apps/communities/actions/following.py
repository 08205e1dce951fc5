"""Follow a topic or a community, and tell those who do."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.communities.models import Byline, Membership, Post, TopicFollow
from dayroom.apps.communities.vocabulary import POST_KIND, TOPIC_KIND, MembershipState, PostState
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind


def tell_followers(*, post_id: int, now: datetime) -> int:
    """Tell the followers of the topic (a reply) or of the community (a new topic); returns how many."""
    post = Post.objects.select_related("topic").filter(pk=post_id, state=PostState.LIVE).first()
    if post is None:
        return 0
    topic = post.topic
    if post.position == 1:
        kind, subject = NoticeKind.TOPIC, (TOPIC_KIND, topic.pk)
        rows = Membership.objects.filter(community_id=topic.community_id, state=MembershipState.ACTIVE, follows=True)
    else:
        kind, subject = NoticeKind.REPLY, (TOPIC_KIND, topic.pk)
        rows = TopicFollow.objects.filter(topic=topic)
    members = set(rows.values_list("member_id", flat=True))
    # the writer is not told of their own post; behind a byline the writer is in no column of the post
    writer = post.author_id
    if post.byline_number is not None:
        writer = Byline.objects.filter(topic=topic, number=post.byline_number).values_list("member_id", flat=True).first()
    members.discard(writer)
    return tell(member_ids=members, kind=kind, now=now, subject=subject, scope_id=topic.community_id,
                actor_id=post.author_id)
