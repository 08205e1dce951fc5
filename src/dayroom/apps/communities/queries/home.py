"""The home page of a member: what moved in the places and with the people they follow, newest first, and nothing
chosen for them by anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from dayroom.apps.communities.models import Membership, Post, Topic
from dayroom.apps.communities.queries.lines import COLUMNS, NOT_LIVE, TopicLine, lines, visible_topics, with_unread
from dayroom.apps.communities.rules.membership import NEWCOMER_DAYS, UNANSWERED_HOURS, UNANSWERED_LOOK_BACK_DAYS
from dayroom.apps.communities.vocabulary import (
    MembershipRole,
    MembershipState,
    PostState,
    TopicKind,
    Visibility,
)
from dayroom.apps.people.queries import hidden_and_followed, hidden_from
from dayroom.platform import keyset

ITEMS_PER_PAGE = 25
FIRST_ITEMS = 10  # on the first page: a phone shows them without a long way to its end
BOX_LINES = 3
BOARD_DAYS = 14  # an announcement stands on the home page for so long; on the community's own page for longer
BOARD_MOST = 100
PLACES_FOLLOWED_MOST = 120  # two selects each; SQLite joins at most 500. The liveliest are taken
POSTS_LOOKED_AT = 400  # newest posts of the people one follows; some stand where the reader may not go
LOOK_BACK_DAYS = 30  # of the unanswered box


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the member's communities."""

    community_id: int
    slug: str
    name: str
    role: str
    follows: bool
    since: datetime
    moved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the home page: a topic that moved, or (with ``by``) what somebody one follows wrote in it."""

    at: datetime
    line: TopicLine
    by: str = ""
    post_public_id: str = ""

    @property
    def key(self) -> tuple[datetime, int]:
        return (self.at, self.line.id)


@dataclass(frozen=True, slots=True)
class Home:
    mine: list[Mine]
    items: list[Item]
    older: str
    announcements: list[TopicLine]
    meetups: list[TopicLine]
    unanswered: list[TopicLine]
    newcomers: list[TopicLine]

    @property
    def helps(self) -> bool:
        return any(place.role != MembershipRole.MEMBER for place in self.mine)

    @property
    def first_unread(self) -> TopicLine | None:
        """The topic at which reading can go on: the newest with something new in it."""
        return next((item.line for item in self.items if item.line.unread), None)


def communities_of(member_id: int) -> list[Mine]:
    """The member's communities by name; one query."""
    rows = Membership.objects.filter(member_id=member_id, state=MembershipState.ACTIVE).order_by("community__name")
    return [
        Mine(*row)
        for row in rows.values_list(
            "community_id", "community__slug", "community__name", "role", "follows", "since", "community__last_post_at"
        )
    ]


def home_of(member_id: int, *, after: str, now: datetime) -> Home:
    """One page. Six queries at most for a member, and one more for those who help newcomers; none per row."""
    mine = communities_of(member_id)
    hidden, followed = hidden_and_followed(member_id)
    place = keyset.read_place(after, datetime, int) if after else None
    found = _merged(
        _topics(member_id, mine, hidden, place), _of_people(followed - hidden, mine, hidden, place)
    )
    most = ITEMS_PER_PAGE if after else FIRST_ITEMS
    items, older = found[:most], ""
    if len(found) > most:
        older = keyset.place_of(items[-1].at, items[-1].line.id)
    board = [] if after or not mine else _board(member_id, [row.community_id for row in mine], hidden, now)
    announcements = [line for line in board if line.kind == TopicKind.ANNOUNCEMENT][:BOX_LINES]
    above = {line.id for line in announcements}
    items = [item for item in items if item.line.id not in above]
    since = {row.community_id: row.since for row in mine}
    marked = with_unread([item.line for item in items], member_id=member_id, since=since) if items else []
    items = [Item(item.at, line, item.by, item.post_public_id) for item, line in zip(items, marked, strict=True)]
    return Home(
        mine=mine, items=items, older=older, announcements=announcements,
        meetups=sorted((line for line in board if line.kind == TopicKind.MEETUP), key=_meets)[:BOX_LINES],
        unanswered=[line for line in board if line.kind == TopicKind.TOPIC][:BOX_LINES],
        newcomers=[] if after else newcomers_for(mine, hidden, now)[:BOX_LINES],
    )


def _meets(line: TopicLine) -> datetime:
    return line.meets_at or line.made_at


def _merged(*streams: list[Item]) -> list[Item]:
    """Newest first; a topic stands once, and what is followed as a topic wins over one post in it."""
    topics = {item.line.id for item in streams[0]}
    posts = [item for item in streams[1] if item.line.id not in topics]
    return sorted([*streams[0], *posts], key=lambda item: item.key, reverse=True)[: ITEMS_PER_PAGE + 1]


def _topics(
    member_id: int, mine: list[Mine], hidden: frozenset[int], place: tuple[Any, ...] | None
) -> list[Item]:
    newest, values = _newest_ids(member_id, mine, hidden, place)
    ids = RawSQL(newest, values)  # noqa: S611 - made of our own words and marks; every value goes beside it
    rows = Topic.objects.filter(pk__in=ids).order_by("-last_post_at", "-id")
    return [Item(line.last_post_at, line) for line in lines(rows[: ITEMS_PER_PAGE + 1])]


# The newest of one place, from its index: a page full and no more. One question over all places ("community in …")
# makes SQLite walk every topic of the site when the member's places are small, and sort them all when they are large.
_OF_PLACE = (
    "SELECT * FROM (SELECT t.id, t.last_post_at FROM communities_topic t"
    " WHERE t.community_id = %s AND t.state = 'LIVE' AND t.pinned IN (%s){narrowed}"
    " ORDER BY t.last_post_at DESC, t.id DESC LIMIT {most}) AS p"
)
# topics the member follows, where they may read them: in their own places, or in public ones
_FOLLOWED = (
    "SELECT t.id, t.last_post_at FROM communities_topicfollow f JOIN communities_topic t ON t.id = f.topic_id"
    " JOIN communities_community c ON c.id = t.community_id"
    " WHERE f.member_id = %s AND t.state = 'LIVE' AND (t.community_id IN ({inside})"
    " OR (c.visibility = 'PUBLIC' AND NOT t.members_only)){narrowed}"
)


def _newest_ids(
    member_id: int, mine: list[Mine], hidden: frozenset[int], place: tuple[Any, ...] | None
) -> tuple[str, list[Any]]:
    """SQL for the ids of the newest topics of everything followed, and its values."""
    narrowed, more = "", []
    if place:
        at = connection.ops.adapt_datetimefield_value(place[0])
        narrowed, more = " AND t.last_post_at <= %s AND (t.last_post_at < %s OR t.id < %s)", [at, at, place[1]]
    if hidden:
        marks = ", ".join(["%s"] * len(hidden))
        narrowed, more = f"{narrowed} AND (t.author_id IS NULL OR t.author_id NOT IN ({marks}))", [*more, *hidden]
    inside = [row.community_id for row in mine] or [0]
    followed = _FOLLOWED.format(inside=", ".join(["%s"] * len(inside)), narrowed=narrowed)
    parts, values = [followed], [member_id, *inside, *more]
    of_place = _OF_PLACE.format(narrowed=narrowed, most=ITEMS_PER_PAGE + 1)
    lively = sorted((row for row in mine if row.follows), key=lambda row: row.moved_at or row.since, reverse=True)
    for row in lively[:PLACES_FOLLOWED_MOST]:
        for pinned in (False, True):
            parts.append(of_place)
            values += [row.community_id, pinned, *more]
    union = " UNION ALL ".join(parts)
    most = 2 * (ITEMS_PER_PAGE + 1)
    newest = f"SELECT id FROM ({union}) AS u ORDER BY last_post_at DESC, id DESC LIMIT {most}"  # noqa: S608 - as above
    return newest, values


def _of_people(
    people: frozenset[int], mine: list[Mine], hidden: frozenset[int], place: tuple[Any, ...] | None
) -> list[Item]:
    """Posts of people one follows (accepted), under their handle: neither behind a byline nor as a professional."""
    if not people:
        return []
    newest = Post.objects.filter(author_id__in=people)
    if place:
        at, last_id = place
        newest = newest.filter(Q(made_at__lt=at) | Q(made_at=at, topic_id__lt=last_id))
    # narrow first, join afterwards: who follows sixty busy people follows ten thousand posts
    keys = newest.order_by("-made_at", "-id").values("pk")[:POSTS_LOOKED_AT]
    rows = Post.objects.filter(pk__in=keys, state=PostState.LIVE, byline_number=None, persona=None).filter(
        Q(topic__community_id__in=[row.community_id for row in mine])
        | Q(topic__community__visibility=Visibility.PUBLIC, members_only=False, topic__members_only=False)
    ).exclude(topic__state__in=NOT_LIVE)
    if hidden:
        rows = rows.exclude(topic__author_id__in=hidden, topic__persona=None)
    columns = ("made_at", "author__handle", "public_id", *(f"topic__{name}" for name in COLUMNS))
    found: dict[int, Item] = {}
    for at, handle, public_id, *line in rows.order_by("-made_at", "-id").values_list(*columns)[: ITEMS_PER_PAGE * 2]:
        # several posts in one topic are one line: the newest
        found.setdefault(line[0], Item(at, TopicLine(*line), handle, public_id))
    return list(found.values())


def _board(member_id: int, inside: list[int], hidden: frozenset[int], now: datetime) -> list[TopicLine]:
    """Announcements, meet-ups to come and questions that wait, of all the member's places: one query."""
    rows = visible_topics(hidden_authors=hidden, by_kind=True).filter(community_id__in=inside)
    announced = rows.filter(kind=TopicKind.ANNOUNCEMENT, made_at__gte=now - timedelta(days=BOARD_DAYS))
    meetups = rows.filter(kind=TopicKind.MEETUP, meets_at__gte=now)
    waiting = rows.filter(
        kind=TopicKind.TOPIC, replies_count=0, locked=False, pinned=False,
        made_at__lte=now - timedelta(hours=UNANSWERED_HOURS), made_at__gte=now - timedelta(days=LOOK_BACK_DAYS),
    ).exclude(author_id=member_id)
    found = announced.values_list(*COLUMNS).union(
        meetups.values_list(*COLUMNS), waiting.values_list(*COLUMNS), all=True
    )
    made = sorted((TopicLine(*row) for row in found), key=lambda line: line.made_at, reverse=True)
    return made[:BOARD_MOST]


def newcomers_for(mine: list[Mine], hidden: frozenset[int], now: datetime) -> list[TopicLine]:
    """First topics of people who are new, in the places this member helps in. Those who only read are left in peace."""
    helping = [row.community_id for row in mine if row.role != MembershipRole.MEMBER]
    if not helping:
        return []
    since = now - timedelta(days=NEWCOMER_DAYS)
    rows = visible_topics(hidden_authors=hidden, by_kind=True).filter(
        community_id__in=helping, made_at__gte=since, kind=TopicKind.TOPIC, byline_number=None, persona=None,
        author__memberships__community_id=F("community_id"), author__memberships__since__gte=since,
        author__memberships__state=MembershipState.ACTIVE, author__memberships__role=MembershipRole.MEMBER,
    )
    first: dict[str | None, TopicLine] = {}
    for line in lines(rows.order_by("made_at", "id")[:BOARD_MOST]):
        first.setdefault(line.author_handle, line)
    return list(first.values())[::-1]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Where somebody could help: questions without an answer, and people who are new."""

    mine: list[Mine]
    unanswered: list[TopicLine]
    older: str
    newcomers: list[TopicLine]


def help_wanted(member_id: int, *, after: str, now: datetime) -> HelpPage:
    """A page of unanswered topics of the member's communities, newest first; with newcomers for those who greet."""
    mine = communities_of(member_id)
    hidden = hidden_from(member_id)
    rows = visible_topics(hidden_authors=hidden, by_kind=True).filter(
        community_id__in=[row.community_id for row in mine], replies_count=0, kind=TopicKind.TOPIC, locked=False,
        pinned=False, made_at__lte=now - timedelta(hours=UNANSWERED_HOURS),
        made_at__gte=now - timedelta(days=UNANSWERED_LOOK_BACK_DAYS),
    ).exclude(author_id=member_id)
    if after:
        at, last_id = keyset.read_place(after, datetime, int)
        rows = rows.filter(Q(made_at__lt=at) | Q(made_at=at, id__lt=last_id))
    found = lines(rows.order_by("-made_at", "-id")[: ITEMS_PER_PAGE + 1])
    older = ""
    if len(found) > ITEMS_PER_PAGE:
        found = found[:ITEMS_PER_PAGE]
        older = keyset.place_of(found[-1].made_at, found[-1].id)
    return HelpPage(
        mine=mine, unanswered=found, older=older, newcomers=[] if after else newcomers_for(mine, hidden, now)
    )

