"""Forget a member: their words go from every place where they stand; the talk of others keeps its shape.

A post of somebody who has left becomes a gap at its position. A topic they opened keeps its replies under a neutral
title. The row that ties a byline to its author is deleted, so that nobody can ever be told who it was.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.counting import uncount_live
from dayroom.apps.communities.actions.erasing_questions import erase_questions
from dayroom.apps.communities.actions.files import delete_files
from dayroom.apps.communities.actions.rendering import render_quotes_of
from dayroom.apps.communities.actions.withdrawing import clear_words
from dayroom.apps.communities.models import (
    Attachment,
    Bookmark,
    Byline,
    Community,
    Draft,
    Invitation,
    Membership,
    Post,
    Reaction,
    ReadMark,
    RulesVersion,
    Topic,
    TopicFollow,
)
from dayroom.apps.communities.vocabulary import MembershipState, PostState, ReactionKind
from dayroom.platform import search


def erase_words(member_id: int, *, now: datetime) -> int:
    """Everything this app holds of a member; returns how many posts became gaps."""
    with transaction.atomic():
        posts = list(
            Post.objects.filter(Q(author_id=member_id) | Q(anonymous__byline__member_id=member_id))
            .select_related("topic")
        )
        _erase_topics(member_id, posts)
        for post in posts:
            if post.state == PostState.LIVE:
                uncount_live(post, post.topic, now=now)
        ids = [post.pk for post in posts]
        clear_words(posts)
        Post.objects.filter(pk__in=ids).update(
            state=PostState.WITHDRAWN, state_before="", withdrawn_at=now, author=None, persona=None, submit_key=None
        )
        search.drop(ids)
        render_quotes_of(ids)
        erase_questions(member_id)
        _erase_traces(member_id)
        # FTS5 and the write-ahead log keep deleted words until the caller sweeps them out, once for all apps
    return len(posts)


def _erase_topics(member_id: int, posts: list[Post]) -> None:
    opened = {post.topic_id for post in posts if post.position == 1}
    rows = Topic.objects.filter(Q(pk__in=opened) | Q(author_id=member_id))
    answered = Post.objects.filter(topic__in=rows, position__gt=1, state__in=(PostState.LIVE, PostState.HELD)).exclude(
        pk__in=[post.pk for post in posts]
    )
    kept = set(answered.values_list("topic_id", flat=True))
    empty = [pk for pk in rows.values_list("pk", flat=True) if pk not in kept]
    rows.update(
        title=_("Taken back by a former member"), title_before="", content_warning="", seeking="", meets_where="",
        meets_at=None, author=None, persona=None,
    )
    Topic.objects.filter(pk__in=empty).update(state=PostState.WITHDRAWN)


def _erase_traces(member_id: int) -> None:
    """Reactions leave the counts too; memberships leave the numbers of their communities."""
    touched = set(Reaction.objects.filter(member_id=member_id).values_list("post_id", flat=True))
    Reaction.objects.filter(member_id=member_id).delete()
    _recount_reactions(touched)
    joined = Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE)
    Community.objects.filter(pk__in=joined.values("community_id"), members_count__gt=0).update(
        members_count=F("members_count") - 1
    )
    for rows in (Membership, Bookmark, TopicFollow, ReadMark, Draft, Byline):
        rows.objects.filter(member_id=member_id).delete()
    Community.objects.filter(cover_id=member_id).update(cover=None)
    Invitation.objects.filter(made_by_id=member_id).update(made_by=None)
    RulesVersion.objects.filter(written_by_id=member_id).update(written_by=None)
    waiting = Attachment.objects.filter(uploader_id=member_id)
    files = list(waiting.values_list("file_name", flat=True))
    waiting.delete()
    transaction.on_commit(partial(delete_files, files))


def _recount_reactions(post_ids: set[int]) -> None:
    counts: dict[int, dict[str, int]] = {pk: {} for pk in post_ids}
    rows = Reaction.objects.filter(post_id__in=post_ids).values_list("post_id", "kind").annotate(count=Count("id"))
    for post_id, kind, count in rows.order_by():
        counts[post_id][kind] = count
    posts = list(Post.objects.filter(pk__in=post_ids))
    for post in posts:
        post.reactions = counts[post.pk]
        if post.position == 1:
            Topic.objects.filter(pk=post.topic_id).update(
                same_here_count=post.reactions.get(ReactionKind.SAME_HERE.value, 0)
            )
    Post.objects.bulk_update(posts, ["reactions"], batch_size=200)
