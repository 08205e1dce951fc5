"""Answer a post in two words. There is no downvote, and one's own post is not answered this way."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.models import Post, Reaction, Topic
from dayroom.apps.communities.queries.posts import author_id_of, is_author
from dayroom.apps.communities.rules.writing import JoinFirst
from dayroom.apps.communities.vocabulary import POST_KIND, TOPIC_KIND, PostState, ReactionKind, Standing
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import hidden_from
from dayroom.kernel.errors import Conflict, Invalid, Refused
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

REACTIONS_PER_DAY = 500  # more than anyone reads in a day: only a machine gets there


class NoSuchReaction(Invalid):
    """Choose one of the four words."""


def react(*, member: Member, post: Post, standing: Standing, kind: str, now: datetime) -> bool:
    """Say one of the four words about a post, or take it back; returns whether it stands now. The post keeps the
    counts. Its author is told once, without the word: it may say what the reader has.
    Raises NoSuchReaction, JoinFirst, Refused, Conflict, TooMany."""
    if kind not in ReactionKind.values:
        raise NoSuchReaction()
    if not standing.is_member:
        raise JoinFirst()
    if post.state != PostState.LIVE:
        raise Conflict(_("This post is no longer here."))
    if is_author(post, member.pk):
        raise Refused(_("These words are for the posts of others."))
    spend(what="reaction", who=str(member.pk), most=REACTIONS_PER_DAY, per_seconds=24 * 3600, now=now)
    with transaction.atomic():
        # the row is held while its counts are read, so that two readers at once are both counted
        locked = Post.objects.select_for_update().get(pk=post.pk)
        row, made = Reaction.objects.get_or_create(post=post, member=member, kind=kind, defaults={"made_at": now})
        if not made:
            row.delete()
        _keep_counts(locked)
        if made:
            _tell_author(locked, member, now)
    post.reactions = locked.reactions
    return made


def _keep_counts(post: Post) -> None:
    rows = Reaction.objects.filter(post=post).values_list("kind").annotate(count=Count("id")).order_by("kind")
    post.reactions = dict(rows)
    post.save(update_fields=["reactions"])
    if post.position == 1:
        Topic.objects.filter(pk=post.topic_id).update(
            same_here_count=post.reactions.get(ReactionKind.SAME_HERE.value, 0)
        )


def _tell_author(post: Post, member: Member, now: datetime) -> None:
    """An anonymous author is told as well, about the topic: a notice about the post would tie them to it."""
    author_id = author_id_of(post)
    if author_id is None or author_id in hidden_from(member.pk):
        return
    openly = post.byline_number is None
    tell(member_ids=[author_id], kind=NoticeKind.REACTION, now=now,
         subject=(POST_KIND, post.pk) if openly else (TOPIC_KIND, post.topic_id),
         scope_id=post.topic.community_id, actor_id=member.pk)
