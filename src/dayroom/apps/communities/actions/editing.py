"""Change a post, with its history in view."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.beside import of_post
from dayroom.apps.communities.actions.checking import keep_post_read
from dayroom.apps.communities.actions.counting import uncount_live
from dayroom.apps.communities.actions.drafts import forget_draft
from dayroom.apps.communities.actions.indexing import index_post, index_topic, keep_references
from dayroom.apps.communities.actions.posts import AUTHOR_ASKED, Ready, ready_for
from dayroom.apps.communities.actions.rendering import render_body, render_quotes_of
from dayroom.apps.communities.actions.sending import Sent, Way
from dayroom.apps.communities.models import Post, Revision, Topic
from dayroom.apps.communities.queries.posts import is_author
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import NotYours, Written
from dayroom.apps.communities.vocabulary import ASK_SLUG, POST_KIND, PostState, Standing
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.engines.guard import Decision
from dayroom.kernel.errors import Conflict

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class Gone(Conflict):
    """This post has been taken back or removed. It cannot be changed any more."""


class ChangedMeanwhile(Conflict):
    """You have changed this post in another window. Look at both wordings before you send this one."""


def edit_post(
    *,
    member: Member,
    post: Post,
    standing: Standing,
    written: Written,
    now: datetime,
    revision: int | None = None,
    overridden: bool = False,
    asks_moderator: bool = False,
) -> Sent:
    """Give a post a new wording; the earlier one stays readable to those who can read the post.

    Records which post and revision, never by whom when it is anonymous. Raises GuardSpoke, NotYours, Gone,
    ChangedMeanwhile, Refused, Invalid; then nothing has changed.
    """
    check_may_change(member, post, standing)
    opening = post.position == 1
    writing.check_written(written, needs_title=opening)
    if revision is not None and revision != post.revision:
        raise ChangedMeanwhile()
    way = Way(persona=post.persona, overridden=overridden, asks_moderator=asks_moderator)
    ready = ready_for(of_post(post), written, way, author=member, now=now)
    with transaction.atomic():
        locked = Post.objects.select_for_update().get(pk=post.pk)
        if locked.revision != post.revision or locked.state != post.state:
            raise ChangedMeanwhile()
        topic = Topic.objects.select_for_update().select_related("community").get(pk=post.topic_id)
        sent = _reword(ready, member, locked, topic, now=now)
    post.body, post.body_html, post.state, post.revision = locked.body, locked.body_html, locked.state, locked.revision
    return sent


def check_may_change(member: Member, post: Post, standing: Standing) -> None:
    """Your own post, as long as it stands, is held or hidden, and you are still part of the community."""
    if not is_author(post, member.pk):
        raise NotYours()
    if post.state in (PostState.REMOVED, PostState.WITHDRAWN):
        raise Gone()
    if post.topic.community.slug == ASK_SLUG and not standing.is_banned:
        return  # nobody joins the place of private questions: who asked there may mend their own words
    writing.check_member_can_post(
        standing, community_closed=post.topic.community.closed_at is not None, topic_locked=False
    )


def _reword(ready: Ready, member: Member, post: Post, topic: Topic, *, now: datetime) -> Sent:
    written, way = ready.written, ready.way
    community, was_live = topic.community, post.state == PostState.LIVE
    Revision.objects.create(
        post=post, number=post.revision, body=post.body, body_html=post.body_html,
        written_at=post.edited_at or post.made_at,
    )
    post.revision += 1
    decision = ready.seen.decision
    keep_post_read(post, ready.seen, written, author=member, overridden=way.overridden, now=now)
    post.body, post.edited_at, post.content_warning = written.body, now, written.content_warning
    post.body_html, quoted_ids, _named = ready.drawn or render_body(ready.shown, topic_id=topic.pk)
    state = writing.first_state(
        decision, overridden=way.overridden, crisis_rules=community.crisis_rules, asked=way.asks_moderator
    )
    # what a person has hidden or held is not shown again by changing a comma: a person looks first
    if was_live or (post.state == PostState.KEPT and state != PostState.LIVE):
        post.state = state
    post.members_only = post.members_only or decision.limit_to_members
    post.save()
    words = keep_references(post, quoted_ids, written.body)
    whole_topic = post.position == 1 and _retitle(topic, post, written)
    if was_live and post.state != PostState.LIVE:
        uncount_live(post, topic, now=now)
    if whole_topic:
        index_topic(topic.pk)
    else:
        index_post(post, topic, community, words)
    render_quotes_of([post.pk])
    _keep_record(member, post, topic, decision, asked=way.asks_moderator, now=now)
    return Sent(post=post, topic=topic, decision=decision)


def _retitle(topic: Topic, post: Post, written: Written) -> bool:
    """The topic follows its opening post; returns whether who may read it has changed, for all of its posts."""
    before = (topic.state, topic.members_only)
    topic.title, topic.content_warning, topic.seeking = written.title, written.content_warning, written.seeking
    topic.state, topic.members_only = post.state, post.members_only
    topic.save(update_fields=["title", "content_warning", "seeking", "state", "members_only"])
    return before != (topic.state, topic.members_only)


def _keep_record(
    member: Member, post: Post, topic: Topic, decision: Decision, *, asked: bool, now: datetime
) -> None:
    openly = post.byline_number is None
    forget_draft(member=member, place=f"post:{post.public_id}")
    if writing.needs_case(decision, PostState(post.state)):
        open_case(
            subject=(POST_KIND, post.pk), scope_id=topic.community_id, author_id=member.pk if openly else None,
            anonymous=not openly, priority=Priority.of_tier(decision.tier), source=Source.MACHINE,
            reasons=[*decision.reasons, *([AUTHOR_ASKED] if asked else [])], now=now,
            tier=int(decision.tier),
        )
    record(
        actor_id=member.pk if openly else None, action="post.edited", now=now, subject=(POST_KIND, post.pk),
        facts={"revision": post.revision, "state": str(post.state)},
    )


