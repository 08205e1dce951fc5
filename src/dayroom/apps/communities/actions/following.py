"""Follow a topic or a community, and tell those who do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.communities.models import Byline, Membership, Post, TopicFollow
from dayroom.apps.communities.vocabulary import TOPIC_KIND, MembershipState, PostState
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Topic
    from dayroom.apps.people.models import Member


def tell_followers(*, post_id: int, now: datetime) -> int:
    """Tell the followers of the topic (a reply) or of the community (a new topic); returns how many."""
    post = Post.objects.select_related("topic").filter(pk=post_id, state=PostState.LIVE).first()
    if post is None:
        return 0
    topic = post.topic
    if post.position == 1:
        kind, subject = NoticeKind.TOPIC, (TOPIC_KIND, topic.pk)
        inside = Membership.objects.filter(community_id=topic.community_id, state=MembershipState.ACTIVE, follows=True)
        members = set(inside.values_list("member_id", flat=True))
    else:
        kind, subject = NoticeKind.REPLY, (TOPIC_KIND, topic.pk)
        members = set(TopicFollow.objects.filter(topic=topic).values_list("member_id", flat=True))
    # the writer is not told of their own post; behind a byline the writer is in no column of the post
    writer = post.author_id
    if post.byline_number is not None:
        behind = Byline.objects.filter(topic=topic, number=post.byline_number)
        writer = behind.values_list("member_id", flat=True).first()
    members.discard(writer)
    # a persona is publicly separate from its member: the notice names nobody then
    actor_id = post.author_id if post.persona_id is None else None
    return tell(member_ids=members, kind=kind, now=now, subject=subject, scope_id=topic.community_id, actor_id=actor_id)


def unfollow_topic(*, member: Member, topic: Topic) -> None:
    """Stop following a topic, whether it was followed or not."""
    TopicFollow.objects.filter(member=member, topic=topic).delete()


def follow_topic(*, member: Member, topic: Topic, now: datetime) -> bool:
    """Follow a topic, or stop following it; returns whether it is followed now. Nobody else sees this."""
    row, made = TopicFollow.objects.get_or_create(member=member, topic=topic, defaults={"since": now})
    if not made:
        row.delete()
    return made
