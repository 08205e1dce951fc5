"""A community as its reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from dayroom.apps.communities.models import Community, Membership, Post, PostHashtag, RulesVersion, Topic
from dayroom.apps.communities.queries.lines import COLUMNS, TopicLine, lines, visible_topics, with_unread
from dayroom.apps.communities.queries.standing import VISITOR, standing_of
from dayroom.apps.communities.rules import reading
from dayroom.apps.communities.vocabulary import (
    TOPICS_PER_PAGE,
    Audience,
    MembershipRole,
    MembershipState,
    Seeking,
    Standing,
    TopicKind,
)
from dayroom.apps.people.queries import hidden_from
from dayroom.kernel.errors import NotFound
from dayroom.platform import keyset, search

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

ANNOUNCED_DAYS = 30  # how long an announcement stands on the board; house convention, 2026-11
PEOPLE_PER_PAGE = 50
HASHTAGS_SHOWN = 12
TAGGED_MOST = 200  # newest posts with a hashtag that are looked at


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who looks after a place or helps in it."""

    member_id: int
    handle: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """A community and what the reader is to it."""

    community: Community
    standing: Standing
    state: str | None  # of the reader's membership
    follows: bool
    since: datetime | None
    last_active_at: datetime | None
    keepers: tuple[Keeper, ...]

    @property
    def is_inside(self) -> bool:
        return reading.may_read_posts(
            self.standing, visibility=self.community.visibility, audience=self.community.audience
        )

    @property
    def has_asked(self) -> bool:
        return self.state == MembershipState.ASKED

    @property
    def moderators(self) -> list[Keeper]:
        return [keeper for keeper in self.keepers if keeper.role == MembershipRole.MODERATOR]

    @property
    def peer_supporters(self) -> list[Keeper]:
        return [keeper for keeper in self.keepers if keeper.role == MembershipRole.PEER_SUPPORTER]


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the topics is asked for."""

    unanswered: bool = False
    seeking: str = ""
    hashtag: str = ""
    kind: str = ""

    @property
    def any(self) -> bool:
        return bool(self.unanswered or self.seeking or self.hashtag or self.kind)


def place_for(reader: Member | None, slug: str) -> Place:
    """The community, who looks after it, and the reader's part in it, in two queries; raises NotFound."""
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise NotFound()
    me = reader.pk if reader else None
    keepers: list[Keeper] = []
    own: Membership | None = None
    rows = Membership.objects.filter(community_id=community.pk).filter(
        Q(state=MembershipState.ACTIVE, role__in=(MembershipRole.MODERATOR, MembershipRole.PEER_SUPPORTER))
        | Q(member_id=me)
    )
    for row in rows.select_related("member").order_by("since", "id"):
        if row.member_id == me:
            own = row
        if row.state == MembershipState.ACTIVE and row.role != MembershipRole.MEMBER:
            keepers.append(Keeper(row.member_id, row.member.handle, row.role))
    standing = standing_of(reader, own.state, own.role) if reader and own else (
        standing_of(reader, None, None) if reader else VISITOR
    )
    if not _may_know_of(standing, community):
        raise NotFound()
    return Place(
        community=community, standing=standing, state=own.state if own else None,
        follows=bool(own and own.follows), since=own.since if own else None,
        last_active_at=own.last_active_at if own else None, keepers=tuple(keepers),
    )


def _may_know_of(standing: Standing, community: Community) -> bool:
    if community.audience == Audience.YOUNG and not settings.YOUNG_COMMUNITIES and not standing.is_steward:
        return False
    return reading.may_know_of(standing, visibility=community.visibility, audience=community.audience)


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """The topics of a place: what stands on the board above, and one page of the others."""

    pinned: list[TopicLine]
    announcements: list[TopicLine]
    meetups: list[TopicLine]
    topics: list[TopicLine]
    older: str
    hashtags: list[str]  # of the topics on this page, to narrow the list by


def topics_of(place: Place, reader: Member | None, *, filters: Filters, after: str, now: datetime) -> TopicsPage:
    """One page of topics, newest movement first; the board only above the first page. At most five queries."""
    if place.standing.is_banned:
        return TopicsPage([], [], [], [], "", [])
    hidden = hidden_from(reader.pk) if reader else ()
    rows = visible_topics(hidden_authors=hidden, inside=place.is_inside, by_kind=filters.any).filter(
        community_id=place.community.pk
    )
    listed = _filtered(rows, filters, place.community.pk)
    if after:
        at, last_id = keyset.read_place(after, datetime, int)
        listed = listed.filter(Q(last_post_at__lt=at) | Q(last_post_at=at, id__lt=last_id))
    found = lines(listed.order_by("-last_post_at", "-id")[: TOPICS_PER_PAGE + 1])
    older = ""
    if len(found) > TOPICS_PER_PAGE:
        found = found[:TOPICS_PER_PAGE]
        older = keyset.place_of(found[-1].last_post_at, found[-1].id)
    board = _board(place, hidden, now) if not after and not filters.any else []
    above = {line.id for line in board}
    found = [line for line in found if line.id not in above]
    if reader and place.since and place.standing.is_member:
        marked = with_unread([*board, *found], member_id=reader.pk, since={place.community.pk: place.since})
        board, found = marked[: len(board)], marked[len(board):]
    return TopicsPage(
        pinned=[line for line in board if line.pinned],
        announcements=[line for line in board if line.kind == TopicKind.ANNOUNCEMENT and not line.pinned],
        meetups=sorted((line for line in board if line.kind == TopicKind.MEETUP and not line.pinned), key=_meets),
        topics=found, older=older, hashtags=_hashtags_of(found),
    )


def _hashtags_of(found: list[TopicLine]) -> list[str]:
    if not found:
        return []
    words = PostHashtag.objects.filter(
        post__topic_id__in=[line.id for line in found], post__position=1
    ).values_list("hashtag__word", flat=True)
    return sorted(set(words))[:HASHTAGS_SHOWN]


def _meets(line: TopicLine) -> datetime:
    return line.meets_at or line.made_at


def _filtered(rows: QuerySet[Topic], filters: Filters, community_id: int) -> QuerySet[Topic]:
    if not filters.any:
        # as a list of one: SQLite uses its index for a comparison, and not for a bare yes or no
        return rows.filter(pinned__in=(False,))
    kind = TopicKind.TOPIC if filters.unanswered else filters.kind
    # the kind is always named, if need be by all of them: it is what the index by community goes on with
    rows = rows.filter(kind=kind) if kind in TopicKind.values else rows.filter(kind__in=TopicKind.values)
    if filters.unanswered:
        rows = rows.filter(replies_count=0)
    if filters.seeking in Seeking.values:
        rows = rows.filter(seeking=filters.seeking)
    if filters.hashtag:
        # the search index knows the words of a place; going through all posts with the word would not
        posts = search.find([], all_of=[[f"c{community_id}"], [f"h{filters.hashtag}"]], limit=TAGGED_MOST)
        rows = rows.filter(pk__in=Post.objects.filter(pk__in=posts).values("topic_id"))
    return rows


def _board(place: Place, hidden: Iterable[int], now: datetime) -> list[TopicLine]:
    """Pinned topics, fresh announcements and meet-ups to come: three index look-ups in one query."""
    here = {"community_id": place.community.pk}
    live = visible_topics(hidden_authors=hidden, inside=place.is_inside).filter(**here)
    rows = visible_topics(hidden_authors=hidden, inside=place.is_inside, by_kind=True).filter(**here)
    pinned = live.filter(pinned__in=(True,))
    announced = rows.filter(
        pinned=False, kind=TopicKind.ANNOUNCEMENT, made_at__gte=now - timedelta(days=ANNOUNCED_DAYS)
    )
    meetups = rows.filter(pinned=False, kind=TopicKind.MEETUP, meets_at__gte=now)
    found = pinned.values_list(*COLUMNS).union(
        announced.values_list(*COLUMNS), meetups.values_list(*COLUMNS), all=True
    )
    return sorted((TopicLine(*row) for row in found), key=lambda line: line.last_post_at, reverse=True)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who is in a place, for those who look after it."""

    asked: list[Membership]
    members: list[Membership]
    removed: list[Membership]
    older: str


def people_of(place: Place, *, after: str) -> PeoplePage:
    """Requests first, then members newest first; raises NotAModerator through the caller's rule."""
    rows = Membership.objects.filter(community_id=place.community.pk).select_related("member")
    page = keyset.newest_first(
        rows.filter(state=MembershipState.ACTIVE), time_field="since", place=after, limit=PEOPLE_PER_PAGE
    )
    first = not after
    return PeoplePage(
        asked=list(rows.filter(state=MembershipState.ASKED).order_by("since", "id")[:100]) if first else [],
        members=list(page.rows),
        removed=list(rows.filter(state=MembershipState.BANNED).order_by("-since", "-id")[:100]) if first else [],
        older=page.older,
    )


def rules_versions(community_id: int) -> list[RulesVersion]:
    """How the rules stood, newest first."""
    return list(RulesVersion.objects.filter(community_id=community_id).order_by("-number")[:50])


def moderator_ids(community_id: int) -> list[int]:
    return list(
        Membership.objects.filter(
            community_id=community_id, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR
        ).values_list("member_id", flat=True)
    )


def topic_for_care(public_id: str) -> Topic:
    """A topic by its public id, with its community, for those who look after it; raises NotFound."""
    found = Topic.objects.select_related("community").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found
