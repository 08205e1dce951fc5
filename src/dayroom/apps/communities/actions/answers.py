"""The person who asked says which post answered their question."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.models import Topic
from dayroom.apps.communities.queries.topics import is_topic_author
from dayroom.apps.communities.rules.writing import NotYours
from dayroom.apps.communities.vocabulary import TOPIC_KIND, PostState
from dayroom.kernel.errors import Conflict

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post
    from dayroom.apps.people.models import Member


class NotAnAnswer(Conflict):
    """An answer is a post that stands below the question."""


def mark_answer(*, member: Member, post: Post, now: datetime) -> bool:
    """Mark a post as the answer, or take the mark away; returns whether it is marked now. Raises NotYours."""
    topic = post.topic
    if not is_topic_author(topic, member.pk):
        raise NotYours()
    if post.position == 1 or post.state != PostState.LIVE:
        raise NotAnAnswer()
    marked = topic.answer_id != post.pk
    Topic.objects.filter(pk=topic.pk).update(answer=post if marked else None)
    record(
        actor_id=member.pk if topic.byline_number is None else None,
        action="topic.answered" if marked else "topic.answer-taken-back", now=now, subject=(TOPIC_KIND, topic.pk),
        facts={"post": post.pk},
    )
    return marked
