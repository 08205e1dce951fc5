"""Take a post back, put it back within a quarter of an hour, and let its words go for good after that."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.cards import drop_cards
from dayroom.apps.communities.actions.counting import count_live, uncount_live
from dayroom.apps.communities.actions.editing import Gone
from dayroom.apps.communities.actions.files import delete_files
from dayroom.apps.communities.actions.indexing import index_post, index_topic
from dayroom.apps.communities.actions.question_states import settle
from dayroom.apps.communities.actions.rendering import render_quotes_of
from dayroom.apps.communities.models import AttachedCard, Attachment, Hashtag, Post, PostHashtag, Quote, Revision, Topic
from dayroom.apps.communities.queries.posts import is_author
from dayroom.apps.communities.rules.writing import NotYours
from dayroom.apps.communities.vocabulary import POST_KIND, UNDO_SECONDS, WITHDRAWN_KEPT_DAYS, PostState
from dayroom.kernel.errors import Conflict, Refused

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class TooLate(Refused):
    """A post can be put back for 15 minutes. That time is over; you can write it anew."""


class StandsAlready(Conflict):
    """This post stands there already."""


def withdraw_post(*, member: Member, post: Post, now: datetime) -> None:
    """Take a post back: it leaves the page, the counters, the search and every quotation. An opening post without
    replies takes its topic along; with replies a gap stays in its place, and the title goes. Raises NotYours, Gone."""
    if not is_author(post, member.pk):
        raise NotYours()
    with transaction.atomic():
        locked = Post.objects.select_for_update().get(pk=post.pk)
        if locked.state in (PostState.REMOVED, PostState.WITHDRAWN):
            raise Gone()
        topic = Topic.objects.select_for_update().select_related("community").get(pk=post.topic_id)
        before = locked.state
        locked.state, locked.state_before, locked.withdrawn_at = PostState.WITHDRAWN, before, now
        locked.save(update_fields=["state", "state_before", "withdrawn_at"])
        drop_cards(member_id=member.pk, post_ids=[locked.pk], now=now)
        if before == PostState.LIVE:
            uncount_live(locked, topic, now=now)
        if locked.position == 1:
            _withdraw_topic(topic)
        _renew(locked, topic)
        settle(topic)
        _record(locked, member, "post.withdrawn", now)
    post.state, post.withdrawn_at = locked.state, locked.withdrawn_at


def _withdraw_topic(topic: Topic) -> None:
    answered = Post.objects.filter(topic=topic, position__gt=1, state__in=(PostState.LIVE, PostState.HELD)).exists()
    topic.title_before, topic.title = topic.title, _("Taken back by its author")
    topic.state = topic.state if answered else PostState.WITHDRAWN
    topic.save(update_fields=["title", "title_before", "state"])


def undo_withdraw(*, member: Member, post: Post, now: datetime) -> None:
    """Put a withdrawn post back within the quarter of an hour, as what it was: held stays held. Raises NotYours,
    StandsAlready, TooLate."""
    if not is_author(post, member.pk):
        raise NotYours()
    with transaction.atomic():
        locked = Post.objects.select_for_update().get(pk=post.pk)
        if locked.state != PostState.WITHDRAWN or locked.withdrawn_at is None:
            raise StandsAlready()
        if now - locked.withdrawn_at > timedelta(seconds=UNDO_SECONDS):
            raise TooLate()
        topic = Topic.objects.select_for_update().select_related("community").get(pk=post.topic_id)
        locked.state, locked.state_before, locked.withdrawn_at = locked.state_before or PostState.HELD, "", None
        locked.save(update_fields=["state", "state_before", "withdrawn_at"])
        if locked.position == 1:
            topic.title, topic.title_before, topic.state = topic.title_before or topic.title, "", locked.state
            topic.save(update_fields=["title", "title_before", "state"])
        if locked.state == PostState.LIVE:
            count_live(locked, topic, now=now)
        _renew(locked, topic)
        settle(topic)
        _record(locked, member, "post.put-back", now)
    post.state, post.withdrawn_at = locked.state, locked.withdrawn_at


def _renew(post: Post, topic: Topic) -> None:
    """The index and the quotations follow the state."""
    if post.position == 1:
        index_topic(topic.pk)
    else:
        words = PostHashtag.objects.filter(post=post).values_list("hashtag__word", flat=True)
        index_post(post, topic, topic.community, list(words))
    render_quotes_of([post.pk])


def _record(post: Post, member: Member, action: str, now: datetime) -> None:
    record(
        actor_id=member.pk if post.byline_number is None else None, action=action, now=now,
        subject=(POST_KIND, post.pk), facts={"state": str(post.state)},
    )


def clear_withdrawn(now: datetime, *, most: int = 200) -> int:
    """Let the words of withdrawn posts go: body, rendered twin, revisions, files. Until then they wait unseen, so that
    an open case can still be judged. Returns how many were cleared."""
    due = now - timedelta(days=WITHDRAWN_KEPT_DAYS)
    posts = list(Post.objects.filter(state=PostState.WITHDRAWN, withdrawn_at__lt=due).exclude(body="")[:most])
    clear_words(posts)
    Topic.objects.filter(
        pk__in=[post.topic_id for post in posts if post.position == 1]
    ).exclude(title_before="").update(title_before="")
    return len(posts)


def clear_words(posts: list[Post]) -> None:
    """Every place where the words of these posts stand."""
    ids = [post.pk for post in posts]
    with transaction.atomic():
        files = list(Attachment.objects.filter(post_id__in=ids).values_list("file_name", flat=True))
        Attachment.objects.filter(post_id__in=ids).delete()
        AttachedCard.objects.filter(post_id__in=ids).delete()
        Revision.objects.filter(post_id__in=ids).delete()
        _clear_hashtags(ids)
        Quote.objects.filter(post_id__in=ids).delete()
        Post.objects.filter(pk__in=ids).update(body="", body_html="", content_warning="")
        transaction.on_commit(partial(delete_files, files))


def _clear_hashtags(post_ids: list[int]) -> None:
    """A hashtag that nobody else has used is a word of theirs, and goes too."""
    rows = PostHashtag.objects.filter(post_id__in=post_ids)
    used = set(rows.values_list("hashtag_id", flat=True))
    rows.delete()
    still = set(PostHashtag.objects.filter(hashtag_id__in=used).values_list("hashtag_id", flat=True))
    Hashtag.objects.filter(pk__in=used - still).delete()
