"""Say something in a community."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.announcing import announce
from dayroom.apps.communities.actions.beside import Setting
from dayroom.apps.communities.actions.cards import NO_CARDS, CardWish, attach_cards
from dayroom.apps.communities.actions.checking import PostRead, for_readers, keep_post_read, read_post
from dayroom.apps.communities.actions.counting import count_new, spend_day
from dayroom.apps.communities.actions.drafts import forget_draft
from dayroom.apps.communities.actions.indexing import index_post, keep_references
from dayroom.apps.communities.actions.question_states import note_live
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.actions.sending import Sent, Way, key_of, raced, sent_before
from dayroom.apps.communities.models import (
    AnonymousAuthorship,
    Attachment,
    Byline,
    Community,
    Membership,
    Post,
    Topic,
    TopicFollow,
)
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.rules import writing
from dayroom.apps.communities.rules.cards import check_cards
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND, PostState, Standing, TopicKind
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.people.actions import count_post
from dayroom.engines import guard
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member, Persona
    from dayroom.apps.people.rules import Limits

AUTHOR_ASKED = "author.asked"  # the reason of a case that the writer asked for


@dataclass(frozen=True, slots=True)
class Ready:
    """A text that was read and drawn, and waits for its transaction.

    shown  the body with what nobody may read taken out
    drawn  (html, ids of quoted posts, ids of mentioned members); None where it quotes: a quote is drawn in the
           transaction, because the quoted words may be taken down while the guard reads
    """

    written: Written
    way: Way
    seen: PostRead
    shown: str
    drawn: tuple[str, list[int], list[int]] | None


def submit_topic(
    *,
    author: Member,
    community: Community,
    written: Written,
    now: datetime,
    kind: str = TopicKind.TOPIC,
    persona: Persona | None = None,
    overridden: bool = False,
    asks_moderator: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
    limits: Limits | None = None,
    cards: CardWish = NO_CARDS,
    meets_at: datetime | None = None,
    meets_where: str = "",
) -> Sent:
    """Open a topic with its first post. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    way = Way(persona, overridden, asks_moderator, submit_key, attachment_ids, limits, cards)
    again = sent_before(author, submit_key)
    if again:
        return again
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=False, kind=kind
    )
    writing.check_written(written, needs_title=True)
    writing.check_face(written, speaks_as_professional=persona is not None)
    check_cards(cards.offers, anonymous=written.anonymous, speaks_as_professional=persona is not None)
    ready = ready_for(Setting(community, meets_where=meets_where), written, way, author=author, now=now)
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                community=community, title=written.title, kind=kind, seeking=written.seeking,
                content_warning=written.content_warning, language=community.language, made_at=now, last_post_at=now,
                author=None if written.anonymous else author, persona=persona, meets_at=meets_at,
                meets_where=meets_where, state=PostState.HELD,
            )
            return add_post(
                ready, author=author, standing=standing, topic=topic, community=community, now=now
            )
    except IntegrityError:
        return raced(author, submit_key)


def submit_post(
    *,
    author: Member,
    topic: Topic,
    written: Written,
    now: datetime,
    persona: Persona | None = None,
    overridden: bool = False,
    asks_moderator: bool = False,
    submit_key: str | None = None,
    attachment_ids: tuple[str, ...] = (),
    limits: Limits | None = None,
    cards: CardWish = NO_CARDS,
) -> Sent:
    """Reply in a topic. Raises GuardSpoke, Refused, Invalid; then nothing is kept but the draft."""
    way = Way(persona, overridden, asks_moderator, submit_key, attachment_ids, limits, cards)
    again = sent_before(author, submit_key)
    if again:
        return again
    community = topic.community
    standing = standing_in(author, community.pk)
    writing.check_member_can_post(
        standing, community_closed=community.closed_at is not None, topic_locked=topic.locked
    )
    writing.check_topic_takes_replies(topic.state)
    writing.check_written(written, needs_title=False)
    writing.check_face(written, speaks_as_professional=persona is not None)
    check_cards(cards.offers, anonymous=written.anonymous, speaks_as_professional=persona is not None)
    ready = ready_for(Setting(community, topic=topic), written, way, author=author, now=now)
    try:
        with transaction.atomic():
            # one writer per topic at a time: positions are given without gaps or doubles
            locked = Topic.objects.select_for_update().get(pk=topic.pk)
            locked.community = community
            return add_post(
                ready, author=author, standing=standing, topic=locked, community=community, now=now
            )
    except IntegrityError:
        return raced(author, submit_key)


def ready_for(setting: Setting, written: Written, way: Way, *, author: Member, now: datetime) -> Ready:
    """Read and draw a text, before its transaction: writers do not wait for each other's guard. Raises GuardSpoke,
    Unavailable, Refused, Invalid."""
    seen = read_post(
        setting, written, author=author, persona=way.persona, overridden=way.overridden, asked=way.asks_moderator,
        now=now, attachment_ids=way.attachment_ids,
    )
    shown = for_readers(written.body, written.title if setting.opens else "", seen.decision, seen.context)
    return Ready(written, way, seen, shown, None if markup.quoted(shown) else render_body(shown, topic_id=None))


def add_post(
    ready: Ready, *, author: Member, standing: Standing, topic: Topic, community: Community, now: datetime
) -> Sent:
    """The post, its references, counters, case, notices and index entry, in the caller's transaction."""
    written, way = ready.written, ready.way
    spend_day(author, way.limits, opens=topic.positions_given == 0, body=written.body, now=now)
    byline = _byline(topic, author) if written.anonymous else None
    topic.positions_given += 1
    html, quoted_ids, mentioned_ids = ready.drawn or render_body(ready.shown, topic_id=topic.pk)
    decision = ready.seen.decision
    state = writing.first_state(
        decision, overridden=way.overridden, crisis_rules=community.crisis_rules, asked=way.asks_moderator
    )
    post = Post.objects.create(
        topic=topic, position=topic.positions_given, author=None if byline else author, persona=way.persona,
        byline_number=byline.number if byline else None, body=written.body, body_html=html,
        content_warning=written.content_warning, made_at=now, submit_key=key_of(author, way.submit_key),
        state=PostState.KEPT if way.kept and state == PostState.LIVE else state,
        members_only=decision.limit_to_members,
    )
    if byline:
        AnonymousAuthorship.objects.create(post=post, byline=byline)
    keep_post_read(post, ready.seen, written, author=author, overridden=way.overridden, now=now)
    words = keep_references(post, quoted_ids, written.body)
    _attach(post, author, way.attachment_ids)
    attach_cards(post=post, member=author, wish=way.cards, now=now)
    count_new(post, topic, community, now=now)
    if standing.is_moderator and byline is None:
        # a moderator who writes is there; an anonymous post must not move this
        Membership.objects.filter(community=community, member=author).update(last_active_at=now)
    _follow_up(post, topic, community, author, decision, asked=way.asks_moderator, now=now)
    if post.state == PostState.LIVE:
        note_live(post, topic, now=now)
        announce(post, topic, community, author_id=author.pk, mentioned_ids=mentioned_ids, quoted_ids=quoted_ids,
                 now=now)
    index_post(post, topic, community, words)
    return Sent(post=post, topic=topic, decision=decision)


def _byline(topic: Topic, author: Member) -> Byline:
    """The member's byline in this topic: the one they have, else the next number."""
    found = Byline.objects.filter(topic=topic, member=author).first()
    if found:
        return found
    last = Byline.objects.filter(topic=topic).order_by("-number").values_list("number", flat=True).first()
    return Byline.objects.create(topic=topic, member=author, number=(last or 0) + 1)


def _attach(post: Post, author: Member, attachment_ids: tuple[str, ...]) -> None:
    if attachment_ids:
        Attachment.objects.filter(public_id__in=attachment_ids, uploader=author, post=None).update(
            post=post, draft=None, uploader=None if post.byline_number else author
        )


def _follow_up(
    post: Post, topic: Topic, community: Community, author: Member, decision: guard.Decision, *, asked: bool,
    now: datetime,
) -> None:
    openly = post.byline_number is None
    if openly and post.state == PostState.LIVE:
        # a public count that rises with an anonymous post would give its author away
        count_post(author.pk, now)
    TopicFollow.objects.get_or_create(member=author, topic=topic, defaults={"since": now})
    if writing.needs_case(decision, PostState(post.state)):
        open_case(
            subject=(POST_KIND, post.pk), scope_id=community.pk, author_id=author.pk if openly else None,
            anonymous=not openly, priority=Priority.of_tier(decision.tier), source=Source.MACHINE,
            reasons=[*decision.reasons, *([AUTHOR_ASKED] if asked else [])], now=now,
            tier=int(decision.tier),
        )
    record(
        actor_id=author.pk if openly else None, action="post.submitted", now=now, subject=(POST_KIND, post.pk),
        facts={"topic": topic.pk, "community": community.pk, "state": str(post.state), "position": post.position},
    )
    place = f"community:{community.slug}" if post.position == 1 else f"topic:{topic.public_id}"
    forget_draft(member=author, place=place)
