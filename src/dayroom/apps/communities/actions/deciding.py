"""What a decision of moderation does to a post. Who decided and why is recorded there; here the post, its topic, the
counters, the index and the quotations follow. Each may be called again, and then changes nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dayroom.apps.communities.actions.announcing import announce
from dayroom.apps.communities.actions.checking import body_for_readers
from dayroom.apps.communities.actions.counting import count_live, uncount_live
from dayroom.apps.communities.actions.indexing import index_post, index_topic
from dayroom.apps.communities.actions.question_states import note_live, settle
from dayroom.apps.communities.actions.rendering import render_body, render_quotes_of
from dayroom.apps.communities.models import Post, PostHashtag, Question, Topic
from dayroom.apps.communities.queries.posts import author_id_of
from dayroom.apps.communities.vocabulary import PostState, TopicKind


def release_post(post_id: int, *, now: datetime) -> None:
    """Make a held, hidden or removed post visible. What was never seen before is announced now. A post that its author
    has taken back stays taken back."""
    with transaction.atomic():
        post, topic = _locked(post_id)
        if post is None or topic is None or post.state in (PostState.LIVE, PostState.KEPT, PostState.WITHDRAWN):
            return
        first_time = post.state == PostState.HELD
        _turn(post, topic, PostState.KEPT if _is_for_the_queue(post, topic) else PostState.LIVE, now)
        note_live(post, topic, now=now)
        if post.state == PostState.KEPT:
            return
        author_id = author_id_of(post)
        if first_time and author_id is not None:
            body = body_for_readers(post, author=post.author)
            _html, quoted_ids, mentioned_ids = render_body(body, topic_id=topic.pk)
            announce(post, topic, topic.community, author_id=author_id, mentioned_ids=mentioned_ids,
                     quoted_ids=quoted_ids, now=now)


def _is_for_the_queue(post: Post, topic: Topic) -> bool:
    """A private question that nobody has answered yet is not shown by being looked at."""
    waits = Question.objects.filter(topic=topic, private=True, first_answered_at=None)
    return post.position == 1 and topic.kind == TopicKind.QUESTION and waits.exists()


def hide_post(post_id: int, *, now: datetime) -> None:
    """Only its author and the moderators see it, until it is released."""
    _put_away(post_id, PostState.HIDDEN, now)


def remove_post(post_id: int, *, now: datetime) -> None:
    """It is gone for readers; its author and the moderators can still look at it, for an appeal."""
    _put_away(post_id, PostState.REMOVED, now)


def _put_away(post_id: int, state: PostState, now: datetime) -> None:
    with transaction.atomic():
        post, topic = _locked(post_id)
        if post is not None and topic is not None and post.state not in (state, PostState.WITHDRAWN):
            _turn(post, topic, state, now)
            settle(topic)


def _locked(post_id: int) -> tuple[Post | None, Topic | None]:
    """The topic first, then the post: the order in which writers take them."""
    topic_id = Post.objects.filter(pk=post_id).values_list("topic_id", flat=True).first()
    if topic_id is None:
        return None, None
    topic = Topic.objects.select_for_update().get(pk=topic_id)
    post = Post.objects.select_for_update().get(pk=post_id)
    post.topic = topic
    return post, topic


def _turn(post: Post, topic: Topic, state: PostState, now: datetime) -> None:
    was_live = post.state == PostState.LIVE
    post.state = state
    post.save(update_fields=["state"])
    if post.position == 1:
        topic.state = state
        topic.save(update_fields=["state"])
    if state == PostState.LIVE:
        count_live(post, topic, now=now)
    elif was_live:
        uncount_live(post, topic, now=now)
    if post.position == 1:
        index_topic(topic.pk)
    else:
        words = PostHashtag.objects.filter(post=post).values_list("hashtag__word", flat=True)
        index_post(post, topic, topic.community, list(words))
    render_quotes_of([post.pk])
