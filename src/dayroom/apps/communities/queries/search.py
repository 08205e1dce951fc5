"""Find posts, topics and communities among everything the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from dayroom.apps.communities.models import Community, Membership, Post
from dayroom.apps.communities.queries.directory import LONG_TEXTS, communities_known_to
from dayroom.apps.communities.queries.standing import standing_of
from dayroom.apps.communities.rules import reading, searching
from dayroom.apps.communities.rules.searching import MAX_QUERY, Question, read_question
from dayroom.apps.communities.vocabulary import PostState, Standing
from dayroom.apps.people.queries import hidden_from, persona_by_handle, profile_for
from dayroom.kernel.errors import NotFound
from dayroom.platform import search

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

NEWEST_CANDIDATES = 30  # posts of one page, newest first
BEST_CANDIDATES = 200  # newest posts among which the best are chosen
BEST_SHOWN = 20  # topics
HITS_OF_TOPIC = 3
COMMUNITIES_SHOWN = 5
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody asks for, cleaned."""

    question: Question
    community: str = ""
    author: str = ""
    since: datetime | None = None
    until: datetime | None = None
    best: bool = False
    before_id: int | None = None

    @property
    def filtered(self) -> bool:
        return bool(self.community or self.author or self.since or self.until or self.question.hashtags)


class Hit(NamedTuple):
    """A post that was found."""

    id: int
    public_id: str
    position: int
    author_id: int | None
    persona_id: int | None
    byline_number: int | None
    imported_byline: str
    handle: str | None
    persona_name: str | None
    body: str
    content_warning: str
    members_only: bool
    made_at: datetime
    topic_id: int
    topic_public_id: str
    title: str
    topic_warning: str
    topic_members_only: bool
    pinned: bool
    replies: int
    answer_id: int | None
    community_id: int
    slug: str
    community_name: str
    visibility: str
    audience: str


COLUMNS = (
    "id", "public_id", "position", "author_id", "persona_id", "byline_number", "imported_byline", "author__handle",
    "persona__display_name", "body", "content_warning", "members_only", "made_at", "topic_id", "topic__public_id",
    "topic__title", "topic__content_warning", "topic__members_only", "topic__pinned", "topic__replies_count",
    "topic__answer_id", "topic__community_id", "topic__community__slug", "topic__community__name",
    "topic__community__visibility", "topic__community__audience",
)


@dataclass(slots=True)
class TopicHits:
    """One topic with its posts that were found, in their order within the page."""

    hits: list[Hit]
    bodies: dict[int, str] = field(default_factory=dict)  # rendered, by post id: only of what is shown

    @property
    def topic(self) -> Hit:
        return self.hits[0]


@dataclass(slots=True)
class Results:
    topics: list[TopicHits] = field(default_factory=list)
    communities: list[Community] = field(default_factory=list)
    older_than: int = 0  # where the next page begins; 0: there is no more
    looked: bool = True  # False: there was nothing to look for
    unknown: str = ""  # "community" or "author": the filter names nobody the reader can know of


def results_for(reader: Member | None, sought: Sought, *, now: datetime) -> Results:
    """A page of results. The number of queries does not depend on what is found."""
    if sought.question.empty and not sought.author:
        return Results(looked=False)
    places = _Places.of(reader)
    found = Results()
    try:
        groups = _token_groups(reader, sought, places, now)
    except _Unknown as fault:
        return Results(unknown=fault.args[0])
    limit = BEST_CANDIDATES if sought.best else NEWEST_CANDIDATES
    looked = search.look(sought.question.words, all_of=groups, before_id=sought.before_id, limit=limit)
    hits = _readable(looked.ids, sought, places, hidden_from(reader.pk) if reader else frozenset())
    found.older_than = looked.older_than
    found.topics = _by_topic(_best(hits, sought.question, now) if sought.best else hits)
    if sought.best:
        found.topics = found.topics[:BEST_SHOWN]
    _add_bodies(found.topics)
    if sought.before_id is None and sought.question.words and not sought.filtered:
        found.communities = _communities(reader, sought.question.words, places)
    return found


class _Unknown(Exception):
    """The filter names nobody; ``args[0]`` says which."""


@dataclass(frozen=True, slots=True)
class _Places:
    """What the reader is to every community that knows them."""

    parts: dict[int, tuple[str, str]]
    standings: dict[int, Standing]
    elsewhere: Standing

    @classmethod
    def of(cls, reader: Member | None) -> _Places:
        if reader is None:
            return cls({}, {}, Standing())
        rows = Membership.objects.filter(member_id=reader.pk).values_list("community_id", "state", "role")
        parts = {pk: (state, role) for pk, state, role in rows}
        standings = {pk: standing_of(reader, *part) for pk, part in parts.items()}
        return cls(parts, standings, standing_of(reader, None, None))

    def standing(self, community_id: int) -> Standing:
        return self.standings.get(community_id, self.elsewhere)

    @property
    def inside(self) -> list[int]:
        return [pk for pk, standing in self.standings.items() if standing.is_member]


def _token_groups(reader: Member | None, sought: Sought, places: _Places, now: datetime) -> list[list[str]]:
    """Who may read, where, by whom, when: every group is one condition of the index."""
    groups: list[list[str]] = []
    if not places.elsewhere.is_steward:
        groups.append([search.OPEN, *(f"c{pk}" for pk in places.inside)])
    if sought.community:
        groups.append([f"c{_community_id(reader, sought.community, places)}"])
    if sought.author:
        groups.append([_author_token(reader, sought.author)])
    if sought.since or sought.until:
        groups.append(list(searching.span_tokens(sought.since or EARLIEST, sought.until or now)))
    groups += [[f"h{word}"] for word in sought.question.hashtags]
    return groups


def _community_id(reader: Member | None, slug: str, places: _Places) -> int:
    row = Community.objects.filter(slug=slug).values_list("pk", "visibility", "audience").first()
    if row is None or not reading.may_know_of(places.standing(row[0]), visibility=row[1], audience=row[2]):
        raise _Unknown("community")
    return row[0]


def _author_token(reader: Member | None, handle: str) -> str:
    """A member or a professional by handle. Anonymous posts carry neither token; who keeps their profile to themselves
    is not to be followed through the communities by a search either."""
    try:
        member, whole = profile_for(reader, handle)
    except NotFound:
        whole = False
    if whole:
        return f"a{member.pk}"
    try:
        return f"p{persona_by_handle(handle).pk}"
    except NotFound as fault:
        raise _Unknown("author") from fault


def _readable(ids: list[int], sought: Sought, places: _Places, hidden: frozenset[int]) -> list[Hit]:
    """The rows, newest first, checked once more: the index is a copy, the rows are the truth."""
    live = Post.objects.filter(pk__in=ids, state=PostState.LIVE, topic__state=PostState.LIVE)
    rows = [Hit(*row) for row in live.values_list(*COLUMNS)]
    kept = [
        row for row in rows
        if _may_read(row, places.standing(row.community_id)) and not _is_hidden(row, hidden)
        and (sought.since is None or row.made_at >= sought.since)
        and (sought.until is None or row.made_at < sought.until)
        and searching.holds_phrases(sought.question, row.title if row.position == 1 else "", row.body)
    ]
    return sorted(kept, key=lambda row: -row.id)


def _may_read(row: Hit, standing: Standing) -> bool:
    if (row.members_only or row.topic_members_only) and not reading.is_inside(standing):
        return False
    return reading.may_read_post(
        standing, visibility=row.visibility, audience=row.audience, state=PostState.LIVE, pinned=row.pinned,
        is_author=False,
    )


def _is_hidden(row: Hit, hidden: frozenset[int]) -> bool:
    """Posts of people the reader has blocked or muted; never by a byline or a professional face, which would tell who
    stands behind it."""
    return row.author_id in hidden and row.byline_number is None and row.persona_id is None


def _best(hits: list[Hit], question: Question, now: datetime) -> list[Hit]:
    def value(hit: Hit) -> tuple[float, int]:
        age_days = (now - hit.made_at).total_seconds() / 86_400
        score = searching.worth(
            question, title=hit.title, body=hit.body, position=hit.position, replies=hit.replies,
            answered=hit.answer_id is not None, age_days=age_days,
        )
        return (-score, -hit.id)

    return sorted(hits, key=value)


def _by_topic(hits: Iterable[Hit]) -> list[TopicHits]:
    topics: dict[int, TopicHits] = {}
    for hit in hits:
        topics.setdefault(hit.topic_id, TopicHits([])).hits.append(hit)
    return list(topics.values())


def _add_bodies(topics: list[TopicHits]) -> None:
    """The rendered words of the posts that are shown; one query."""
    shown = [hit.id for topic in topics for hit in topic.hits[:HITS_OF_TOPIC]]
    bodies = dict(Post.objects.filter(pk__in=shown).values_list("pk", "body_html")) if shown else {}
    for topic in topics:
        topic.bodies = {hit.id: bodies[hit.id] for hit in topic.hits[:HITS_OF_TOPIC] if hit.id in bodies}


def _communities(reader: Member | None, words: Iterable[str], places: _Places) -> list[Community]:
    """Communities by name or condition; titles of private ones are for those inside."""
    rows = communities_known_to(reader, places.parts).filter(closed_at=None)
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(conditions__icontains=word))
    return list(rows.defer(*LONG_TEXTS).order_by("-members_count", "name")[:COMMUNITIES_SHOWN])


# the view reads a question before it asks it: this is the door
__all__ = ["MAX_QUERY", "Results", "Sought", "read_question", "results_for"]
