"""A topic page in as few questions as it takes: fetched and authorised in one, the same number whatever it holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import (
    CharField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone
from django.utils.translation import get_language

from dayroom.apps.communities.models import (
    Attachment,
    Bookmark,
    Byline,
    Draft,
    Membership,
    Post,
    Reaction,
    ReadMark,
    Topic,
    TopicFollow,
)
from dayroom.apps.communities.queries.cards import cards_in
from dayroom.apps.communities.queries.rows import (
    MEDIA_FIELDS,
    POST_FIELDS,
    TOPIC_FIELDS,
    MediaRow,
    PostRow,
    ReaderRow,
    TopicPage,
    TopicRow,
)
from dayroom.apps.communities.queries.standing import VISITOR, standing_in, standing_of
from dayroom.apps.communities.rules import reading
from dayroom.apps.communities.vocabulary import (
    BOOKMARKED,
    POST_KIND,
    POSTS_PER_PAGE,
    MembershipRole,
    MembershipState,
    PostState,
    Standing,
    Visibility,
)
from dayroom.apps.people.queries import hidden_from
from dayroom.apps.screening.queries import under
from dayroom.kernel.errors import NotFound
from dayroom.platform.compiled import Ask, Compiled
from dayroom.platform.keyset import BadPlace

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

POSITION_MOST = 10**9


def topic_page(
    reader: Member | None, public_id: str, *, after: int | None = None, before: int | None = None,
    limit: int = POSTS_PER_PAGE,
) -> TopicPage:
    """One page of a topic for this reader. NotFound for what is absent and for what is not theirs: the same answer."""
    _check_place(after, before)
    topic, about, standing = _topic_row(reader, public_id)
    page = TopicPage(topic=topic, standing=standing, reader=about, open=True)
    inside = reading.may_read_posts(standing, visibility=topic.visibility, audience=topic.audience)
    if not reading.may_read_title(
        standing, visibility=topic.visibility, audience=topic.audience, state=topic.state, is_author=page.wrote_topic
    ) or (topic.members_only and not reading.is_inside(standing)):
        raise NotFound()
    if not inside and not (topic.visibility == Visibility.HYBRID and topic.pinned):
        page.open = False
        return page
    page.posts, page.has_earlier, page.has_later = _posts(page, after, before, limit)
    ids = [post.id for post in page.posts]
    for row in _MEDIA.rows(posts=ids):
        page.media.setdefault(row[0], []).append(MediaRow(*row))
    drawn = [post.id for post in page.posts if post.has_cards and post.state == PostState.LIVE]
    page.cards = cards_in(drawn, reader.pk if reader else None, now=timezone.now())
    page.roles = dict(_ROLES.rows(community=topic.community_id))
    page.truth = under(POST_KIND, ids, language=get_language() or "en", today=timezone.now().date())
    if reader is not None:
        page.mine = _mine(reader.pk, ids)
        page.hidden = hidden_from(reader.pk)
        if page.hidden:
            page.hidden_quotes = _quotes_by(topic.id, page.hidden)
    return page


def _check_place(after: int | None, before: int | None) -> None:
    for position in (after, before):
        if position is not None and not 0 <= position < POSITION_MOST:
            raise BadPlace()


def _topic_row(reader: Member | None, public_id: str) -> tuple[TopicRow, ReaderRow, Standing]:
    if reader is None:
        found = _TOPIC.first(public_id=public_id)
        if found is None:
            raise NotFound()
        return TopicRow(*found), ReaderRow(), VISITOR
    found = _TOPIC_FOR_MEMBER.first(public_id=public_id, me=reader.pk, place=f"topic:{public_id}")
    if found is None:
        raise NotFound()
    cut = len(TOPIC_FIELDS)
    about = ReaderRow(*found[cut:])
    return TopicRow(*found[:cut]), about, standing_of(reader, about.membership_state, about.membership_role)


def _with_reader(ask: Ask) -> QuerySet[Topic, tuple[object, ...]]:
    """The topic's columns and, behind them, what the reader is to it: one question instead of six."""
    me = ask.number("me")
    membership = Membership.objects.filter(member_id=me, community_id=OuterRef("community_id"))
    return Topic.objects.filter(public_id=ask.text("public_id")).annotate(
        membership_state=Subquery(membership.values("state")[:1]),
        membership_role=Subquery(membership.values("role")[:1]),
        own_byline=Subquery(Byline.objects.filter(topic_id=OuterRef("pk"), member_id=me).values("number")[:1]),
        read_position=Subquery(ReadMark.objects.filter(topic_id=OuterRef("pk"), member_id=me).values("position")[:1]),
        is_followed=Exists(TopicFollow.objects.filter(topic_id=OuterRef("pk"), member_id=me)),
        draft_id=Subquery(Draft.objects.filter(member_id=me, place=ask.text("place")).values("pk")[:1]),
    ).values_list(
        *TOPIC_FIELDS, "membership_state", "membership_role", "own_byline", "read_position", "is_followed", "draft_id"
    )


def _posts(page: TopicPage, after: int | None, before: int | None, limit: int) -> tuple[list[PostRow], bool, bool]:
    """(posts in reading order, is there something before them, is there something after them)."""
    who = {
        "topic": page.topic.id, "me": page.standing.member_id or -1, "byline": page.reader.byline or -1,
        "outside": int(not reading.is_inside(page.standing)), "all": int(page.standing.may_moderate),
    }
    if before is not None:
        found = _POSTS_BEFORE.rows(place=before, **who)
        if len(found) > limit:
            return [PostRow(*row) for row in reversed(found[:limit])], True, True
        return [PostRow(*row) for row in reversed(found)], False, True
    found = _POSTS_AFTER.rows(place=after or 0, **who)
    return [PostRow(*row) for row in found[:limit]], bool(after), len(found) > limit


def _visible(ask: Ask) -> Q:
    """What stands there for everyone, and what is the reader's own; gaps of withdrawn posts stay in place. Those who
    look after the community see all; outsiders nothing that is kept to the members."""
    standing = Q(state__in=(PostState.LIVE, PostState.WITHDRAWN)) & (
        Q(members_only=False) | Q(_outside=0)
    )
    return standing | Q(author_id=ask.number("me")) | Q(byline_number=ask.number("byline")) | Q(_all=1)


def _post_rows(ask: Ask, **place: int) -> QuerySet[Post]:
    flags = {
        "_outside": Value(ask.number("outside"), output_field=IntegerField()),
        "_all": Value(ask.number("all"), output_field=IntegerField()),
    }
    return Post.objects.alias(**flags).filter(_visible(ask), topic_id=ask.number("topic"), **place)


def _padded(ask: Ask) -> list[int]:
    return ask.numbers("posts", POSTS_PER_PAGE)


_TOPIC = Compiled(lambda ask: Topic.objects.filter(public_id=ask.text("public_id")).values_list(*TOPIC_FIELDS))
_TOPIC_FOR_MEMBER = Compiled(_with_reader)
_POSTS_AFTER = Compiled(
    lambda ask: _post_rows(ask, position__gt=ask.number("place"))
    .order_by("position").values_list(*POST_FIELDS)[: POSTS_PER_PAGE + 1]
)
_POSTS_BEFORE = Compiled(
    lambda ask: _post_rows(ask, position__lt=ask.number("place"))
    .order_by("-position").values_list(*POST_FIELDS)[: POSTS_PER_PAGE + 1]
)
_MEDIA = Compiled(
    lambda ask: Attachment.objects.filter(post_id__in=_padded(ask)).order_by("id").values_list(*MEDIA_FIELDS)
)
# who looks after this community and who is trained to support: a few people, by index
_ROLES = Compiled(
    lambda ask: Membership.objects.filter(
        community_id=ask.number("community"), state=MembershipState.ACTIVE,
        role__in=(MembershipRole.MODERATOR, MembershipRole.PEER_SUPPORTER),
    ).values_list("member_id", "role")
)


def _mine_rows(ask: Ask) -> QuerySet[Reaction, tuple[int, str]]:
    """What the reader has done with these posts: reactions and bookmarks in one question."""
    felt = Reaction.objects.filter(member_id=ask.number("me"), post_id__in=_padded(ask)).order_by()
    kept = Bookmark.objects.filter(member_id=ask.number("me"), post_id__in=_padded(ask)).order_by()
    return felt.values_list("post_id", F("kind")).union(
        kept.values_list("post_id", Value(BOOKMARKED, output_field=CharField())), all=True
    )


_MINE = Compiled(_mine_rows)


def _mine(member_id: int, post_ids: list[int]) -> dict[int, set[str]]:
    mine: dict[int, set[str]] = {}
    for post_id, kind in _MINE.rows(me=member_id, posts=post_ids):
        mine.setdefault(post_id, set()).add(kind)
    return mine


def _quotes_by(topic_id: int, hidden: frozenset[int]) -> frozenset[str]:
    """Posts of hidden people in this topic, so that quotations of them are hidden too. Never anonymous ones, and never
    those of a professional persona: hiding somebody must not show what else they wrote."""
    return frozenset(
        Post.objects.filter(
            topic_id=topic_id, author_id__in=hidden, byline_number=None, persona=None
        ).values_list("public_id", flat=True)
    )


def topic_for(reader: Member | None, public_id: str) -> tuple[Topic, Standing]:
    """The row for doing something with it: readable to the reader, or NotFound."""
    topic = Topic.objects.select_related("community").filter(public_id=public_id).first()
    if topic is None:
        raise NotFound()
    standing = standing_in(reader, topic.community_id)
    place = topic.community
    if not reading.may_read_posts(standing, visibility=place.visibility, audience=place.audience) and not (
        place.visibility == Visibility.HYBRID and topic.pinned and not standing.is_banned
    ):
        raise NotFound()
    if topic.state != PostState.LIVE and not standing.may_moderate and not is_topic_author(topic, standing.member_id):
        raise NotFound()
    if topic.members_only and not reading.is_inside(standing):
        raise NotFound()
    return topic, standing


def is_topic_author(topic: Topic, member_id: int | None) -> bool:
    """The member opened this topic, under their handle or behind a byline. For decisions about the member's own
    request only: the answer is never shown to anyone else."""
    if member_id is None:
        return False
    if topic.byline_number is not None:
        return Byline.objects.filter(topic=topic, member_id=member_id, number=topic.byline_number).exists()
    return topic.author_id == member_id


class SameHereRow(NamedTuple):
    handle: str
    about: str
    peer_supporter: bool
    at: datetime


SAME_HERE_MOST = 200


def same_here(reader_id: int, topic: Topic) -> list[SameHereRow]:
    """Members of the community who said "same here" to the opening post, newest first; hidden people are left out."""
    accepted = Membership.objects.filter(
        community_id=topic.community_id, member_id=OuterRef("member_id"), state=MembershipState.ACTIVE
    )
    rows = (
        Reaction.objects.filter(post__topic=topic, post__position=1, kind="SAME_HERE", member__state="ACTIVE")
        .filter(Exists(accepted))
        .exclude(member_id__in=hidden_from(reader_id))
        .order_by("-made_at", "-id")
        .values_list("member__handle", "member__about", "member__profile_private", "member__peer_supporter", "made_at")
    )
    return [
        SameHereRow(handle, "" if private else about, supporter, at)
        for handle, about, private, supporter, at in rows[:SAME_HERE_MOST]
    ]
