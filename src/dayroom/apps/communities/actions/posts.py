"""Say something in a community, change it, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.indexing import index_post
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.models import (
    AnonymousAuthorship,
    Attachment,
    Byline,
    Community,
    Draft,
    Hashtag,
    Post,
    PostHashtag,
    Quote,
    Topic,
    TopicFollow,
)
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND, PostState, TopicKind, Visibility
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.actions import count_post
from dayroom.apps.screening.actions import override, screen_text
from dayroom.apps.screening.vocabulary import Screened
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable
from dayroom.platform import markup
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member, Persona


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a text that was sent."""

    post: Post
    topic: Topic
    decision: guard.Decision
    repeated: bool = False  # the same form came twice: this is the post of the first time


def submit_topic(
    *,
    author: Member,
    community: Community,
    written: Written,
    now: datetime,
    kind: str = TopicKind.TOPIC,
    persona: Persona | None = None,
    overridden: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
    meets_at: datetime | None = None,
    meets_where: str = "",
) -> Sent:
    """Open a topic with its first post. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=False, kind=kind
    )
    writing.check_written(written, needs_title=True)
    again = _sent_before(author, submit_key)
    if again:
        return again
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                community=community, title=written.title, kind=kind, seeking=written.seeking,
                content_warning=written.content_warning, language=community.language, made_at=now, last_post_at=now,
                author=None if written.anonymous else author, persona=persona, meets_at=meets_at,
                meets_where=meets_where, state=PostState.HELD,
            )
            sent = _add_post(
                author=author, topic=topic, community=community, written=written, persona=persona,
                overridden=overridden, submit_key=submit_key, attachment_ids=attachment_ids, now=now,
            )
    except IntegrityError:
        return _raced(author, submit_key)
    return sent


def submit_post(
    *,
    author: Member,
    topic: Topic,
    written: Written,
    now: datetime,
    persona: Persona | None = None,
    overridden: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
) -> Sent:
    """Reply in a topic. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    community = topic.community
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=topic.locked
    )
    writing.check_written(written, needs_title=False)
    again = _sent_before(author, submit_key)
    if again:
        return again
    try:
        with transaction.atomic():
            # one writer per topic at a time: positions are given without gaps or doubles
            locked = Topic.objects.select_for_update().get(pk=topic.pk)
            locked.community = community
            return _add_post(
                author=author, topic=locked, community=community, written=written, persona=persona,
                overridden=overridden, submit_key=submit_key, attachment_ids=attachment_ids, now=now,
            )
    except IntegrityError:
        return _raced(author, submit_key)


def _sent_before(author: Member, submit_key: str | None) -> Sent | None:
    if not submit_key:
        return None
    post = Post.objects.filter(submit_key=f"{author.pk}:{submit_key}"[:40]).select_related("topic").first()
    if post is None:
        return None
    nothing = guard.Decision(
        action=guard.Action.ALLOW, tier=guard.Tier.T0, show_help=False, must_mask=(), reasons=(), sentence="",
        may_override=False, limit_to_members=False,
    )
    return Sent(post=post, topic=post.topic, decision=nothing, repeated=True)


def _raced(author: Member, submit_key: str | None) -> Sent:
    again = _sent_before(author, submit_key)
    if again is None:
        raise Unavailable()
    return again


def _add_post(
    *,
    author: Member,
    topic: Topic,
    community: Community,
    written: Written,
    persona: Persona | None,
    overridden: bool,
    submit_key: str | None,
    attachment_ids: tuple[str, ...],
    now: datetime,
) -> Sent:
    byline = _byline(topic, author) if written.anonymous else None
    html, quoted_ids, mentioned_ids = render_body(written.body, topic_id=topic.pk)
    topic.positions_given += 1
    post = Post.objects.create(
        topic=topic, position=topic.positions_given, author=None if byline else author, persona=persona,
        byline_number=byline.number if byline else None, body=written.body, body_html=html,
        content_warning=written.content_warning, state=PostState.HELD, made_at=now,
        submit_key=f"{author.pk}:{submit_key}"[:40] if submit_key else None,
    )
    if byline:
        AnonymousAuthorship.objects.create(post=post, byline=byline)
    screened = _screen(post, topic, community, written, author=author, persona=persona, overridden=overridden, now=now)
    post.state = writing.first_state(
        screened.decision, overridden=overridden, crisis_rules=community.crisis_rules
    )
    post.save(update_fields=["state"])
    words = _keep_references(post, quoted_ids, written)
    _attach(post, author, attachment_ids)
    _count(topic, community, post, byline, now)
    _follow_up(post, topic, community, author, screened, mentioned_ids, quoted_ids, now)
    index_post(post, topic, community, words)
    return Sent(post=post, topic=topic, decision=screened.decision)


def _byline(topic: Topic, author: Member) -> Byline:
    """The member's byline in this topic: the one they have, else the next number."""
    found = Byline.objects.filter(topic=topic, member=author).first()
    if found:
        return found
    last = Byline.objects.filter(topic=topic).order_by("-number").values_list("number", flat=True).first()
    return Byline.objects.create(topic=topic, member=author, number=(last or 0) + 1)


def guard_context(author: Member, persona: Persona | None, community: Community) -> guard.Context:
    return guard.Context(
        author=guard.Author.PROFESSIONAL if persona else guard.Author.MEMBER,
        subject=guard.Subject.UNKNOWN,
        place=guard.Place.PUBLIC if community.visibility == Visibility.PUBLIC else guard.Place.MEMBERS,
        language=community.language,
        country=author.country or "US",
    )


def _screen(
    post: Post, topic: Topic, community: Community, written: Written, *, author: Member, persona: Persona | None,
    overridden: bool, now: datetime,
) -> Screened:
    """The title is screened with the body of an opening post, as one text."""
    text = screened_text(written.title if post.position == 1 else "", written.body)
    screened = screen_text(
        subject=(POST_KIND, post.pk), revision=post.revision, text=text,
        context=guard_context(author, persona, community), now=now,
    )
    if not screened.checked and persona is not None:
        # never fail open: a professional's text is not published unchecked; a patient's own is kept and held
        raise Unavailable()
    writing.check_guard(screened.decision, screened.findings, overridden=overridden)
    if overridden and screened.findings:
        override(screening_id=screened.screening_id, now=now)
    return screened


def screened_text(title: str, body: str) -> str:
    """The text whose offsets the findings are in."""
    return f"{title}\n\n{body}" if title else body


def _keep_references(post: Post, quoted_ids: list[int], written: Written) -> list[str]:
    Quote.objects.bulk_create(Quote(post=post, quoted_id=quoted) for quoted in quoted_ids)
    words = markup.hashtags(written.body)
    if words:
        Hashtag.objects.bulk_create((Hashtag(word=word) for word in words), ignore_conflicts=True)
        keys = Hashtag.objects.filter(word__in=words).values_list("pk", flat=True)
        PostHashtag.objects.bulk_create(PostHashtag(post=post, hashtag_id=key) for key in keys)
    return words


def _attach(post: Post, author: Member, attachment_ids: tuple[str, ...]) -> None:
    if attachment_ids:
        Attachment.objects.filter(public_id__in=attachment_ids, uploader=author, post=None).update(
            post=post, uploader=None if post.byline_number else author
        )


def _count(topic: Topic, community: Community, post: Post, byline: Byline | None, now: datetime) -> None:
    live = post.state == PostState.LIVE
    topic.last_post_at = now if live else topic.last_post_at
    topic.replies_count += 1 if live and post.position > 1 else 0
    if post.position == 1:
        topic.state, topic.byline_number = post.state, post.byline_number
    topic.save(update_fields=["positions_given", "last_post_at", "replies_count", "state", "byline_number"])
    if live:
        Community.objects.filter(pk=community.pk).update(
            posts_count=F("posts_count") + 1, last_post_at=now,
            topics_count=F("topics_count") + (1 if post.position == 1 else 0),
        )


def _follow_up(
    post: Post, topic: Topic, community: Community, author: Member, screened: Screened, mentioned_ids: list[int],
    quoted_ids: list[int], now: datetime,
) -> None:
    if post.byline_number is None and post.state == PostState.LIVE:
        # a public count that rises with an anonymous post would give its author away
        count_post(author.pk, now)
    TopicFollow.objects.get_or_create(member=author, topic=topic, defaults={"since": now})
    if writing.needs_case(screened.decision, PostState(post.state)):
        open_case(
            subject=(POST_KIND, post.pk), scope_id=community.pk, author_id=None if post.byline_number else author.pk,
            anonymous=post.byline_number is not None, priority=_priority(screened.decision),
            source=Source.MACHINE, reasons=list(screened.decision.reasons), now=now,
        )
    record(
        actor_id=None if post.byline_number else author.pk, action="post.submitted", now=now,
        subject=(POST_KIND, post.pk),
        facts={"topic": topic.pk, "community": community.pk, "state": str(post.state), "position": post.position},
    )
    Draft.objects.filter(
        member=author, place=f"community:{community.slug}" if post.position == 1 else f"topic:{topic.public_id}"
    ).delete()
    if post.state == PostState.LIVE:
        announce(post, topic, community, author_id=author.pk, mentioned_ids=mentioned_ids, quoted_ids=quoted_ids, now=now)


def _priority(decision: guard.Decision) -> int:
    if decision.tier >= guard.Tier.T3:
        return Priority.CRISIS
    return Priority.URGENT if decision.tier >= guard.Tier.T2 else Priority.NORMAL


def announce(
    post: Post, topic: Topic, community: Community, *, author_id: int, mentioned_ids: list[int],
    quoted_ids: list[int], now: datetime,
) -> None:
    """Tell those who were named; followers are told by a job. An anonymous author is never named as the actor."""
    actor_id = None if post.byline_number else author_id
    quoted_authors = Post.objects.filter(pk__in=quoted_ids, author__isnull=False).values_list("author_id", flat=True)
    named = {kind: set(ids) - {author_id} for kind, ids in
             ((NoticeKind.MENTION, mentioned_ids), (NoticeKind.QUOTE, quoted_authors))}
    for kind, ids in named.items():
        if ids:
            # only those who may read the place are told that something stands there
            readers = _may_be_told(ids, community)
            tell(member_ids=readers, kind=kind, now=now, subject=(POST_KIND, post.pk), scope_id=community.pk,
                 actor_id=actor_id)
    enqueue("communities.tell_followers", post_id=post.pk)


def _may_be_told(member_ids: set[int], community: Community) -> set[int]:
    if community.visibility == Visibility.PUBLIC:
        return member_ids
    return set(community.memberships.filter(member_id__in=member_ids, state="ACTIVE").values_list("member_id", flat=True))
