"""A community as its reader may see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q, QuerySet

from dayroom.apps.communities.models import Community, Membership, Post, RulesVersion, Topic
from dayroom.apps.communities.queries.lines import TopicLine, lines, visible_topics, with_unread
from dayroom.apps.communities.queries.lists import board_topics, hashtags_of, newest_topics
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
from dayroom.platform.compiled import Compiled

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

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
    state = role = since = seen = None
    follows = False
    for member_id, handle, row_state, row_role, *rest in _PEOPLE.rows(community=community.pk, me=me or -1):
        if member_id == me:
            state, role, (follows, since, seen) = row_state, row_role, rest
        if row_state == MembershipState.ACTIVE and row_role != MembershipRole.MEMBER:
            keepers.append(Keeper(member_id, handle, row_role))
    standing = standing_of(reader, state, role) if reader else VISITOR
    if not _may_know_of(standing, community):
        raise NotFound()
    return Place(
        community=community, standing=standing, state=state, follows=bool(follows), since=since, last_active_at=seen,
        keepers=tuple(keepers),
    )


# who looks after a place and who helps in it, and the reader's own row: a few people, by index
_PEOPLE = Compiled(
    lambda ask: Membership.objects.filter(community_id=ask.number("community")).filter(
        Q(state=MembershipState.ACTIVE, role__in=(MembershipRole.MODERATOR, MembershipRole.PEER_SUPPORTER))
        | Q(member_id=ask.number("me"))
    ).order_by("since", "id").values_list(
        "member_id", "member__handle", "state", "role", "follows", "since", "last_active_at"
    )
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
    hidden = hidden_from(reader.pk) if reader else frozenset()
    at = keyset.read_place(after, datetime, int) if after else None
    if filters.any:
        found = lines(_filtered(place, hidden, filters, at)[: TOPICS_PER_PAGE + 1])
    else:
        found = newest_topics(place.community.pk, inside=place.is_inside, hidden=hidden, after=at)
    older = ""
    if len(found) > TOPICS_PER_PAGE:
        found = found[:TOPICS_PER_PAGE]
        older = keyset.place_of(found[-1].last_post_at, found[-1].id)
    board: list[TopicLine] = []
    if not after and not filters.any:
        board = board_topics(place.community.pk, inside=place.is_inside, hidden=hidden, now=now)
    above = {line.id for line in board}
    found = [line for line in found if line.id not in above]
    if reader and place.since and place.standing.is_member:
        marked = with_unread([*board, *found], member_id=reader.pk, since={place.community.pk: place.since})
        board, found = marked[: len(board)], marked[len(board):]
    return TopicsPage(
        pinned=[line for line in board if line.pinned],
        announcements=[line for line in board if line.kind == TopicKind.ANNOUNCEMENT and not line.pinned],
        meetups=sorted((line for line in board if line.kind == TopicKind.MEETUP and not line.pinned), key=_meets),
        topics=found, older=older, hashtags=hashtags_of([line.id for line in found])[:HASHTAGS_SHOWN],
    )


def _meets(line: TopicLine) -> datetime:
    return line.meets_at or line.made_at


def _filtered(
    place: Place, hidden: Collection[int], filters: Filters, at: tuple[Any, ...] | None
) -> QuerySet[Topic]:
    rows = visible_topics(hidden_authors=hidden, inside=place.is_inside, by_kind=True).filter(
        community_id=place.community.pk
    )
    if at:
        rows = rows.filter(Q(last_post_at__lt=at[0]) | Q(last_post_at=at[0], id__lt=at[1]))
    kind = TopicKind.TOPIC if filters.unanswered else filters.kind
    # the kind is always named, if need be by all of them: it is what the index by community goes on with
    rows = rows.filter(kind=kind) if kind in TopicKind.values else rows.filter(kind__in=TopicKind.values)
    if filters.unanswered:
        rows = rows.filter(replies_count=0)
    if filters.seeking in Seeking.values:
        rows = rows.filter(seeking=filters.seeking)
    if filters.hashtag:
        # the search index knows the words of a place; going through all posts with the word would not
        posts = search.find([], all_of=[[f"c{place.community.pk}"], [f"h{filters.hashtag}"]], limit=TAGGED_MOST)
        rows = rows.filter(pk__in=Post.objects.filter(pk__in=posts).values("topic_id"))
    return rows.order_by("-last_post_at", "-id")


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
