"""The rows a topic page is made of: exactly the columns that are shown, in the order in which they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from dayroom.apps.communities.vocabulary import Standing

if TYPE_CHECKING:
    from dayroom.apps.screening.queries import Under


class TopicRow(NamedTuple):
    """A topic and its community as the page shows them."""

    id: int
    public_id: str
    title: str
    kind: str
    seeking: str
    content_warning: str
    language: str
    author_id: int | None
    byline_number: int | None
    state: str
    pinned: bool
    locked: bool
    meets_at: datetime | None
    meets_where: str
    answer_id: int | None
    answer_position: int | None
    positions_given: int
    replies_count: int
    same_here_count: int
    members_only: bool
    made_at: datetime
    community_id: int
    slug: str
    community_name: str
    visibility: str
    audience: str
    crisis_rules: bool
    members_count: int
    closed_at: datetime | None
    conditions: list[str]


class ReaderRow(NamedTuple):
    """What the database knows of the reader in this topic."""

    membership_state: str | None = None
    membership_role: str | None = None
    byline: int | None = None  # their own number, if they wrote here anonymously
    read_position: int | None = None
    follows: bool = False
    draft_id: int | None = None


class PostRow(NamedTuple):
    """A post with its face: exactly the columns a card needs."""

    id: int
    public_id: str
    position: int
    author_id: int | None
    byline_number: int | None
    imported_byline: str
    body_html: str
    content_warning: str
    state: str
    made_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    reactions: dict[str, int]
    members_only: bool
    has_cards: bool
    handle: str | None
    trust_level: int | None
    joined_at: datetime | None
    peer_supporter: bool | None
    persona_handle: str | None
    persona_name: str | None
    profession: str | None
    employer: str | None
    own_views: bool | None
    interests: str | None
    verified_until: object | None


class MediaRow(NamedTuple):
    post_id: int
    public_id: str
    kind: str
    media_type: str
    alt: str
    decorative: bool
    transcript: str
    captions: str
    width: int | None
    height: int | None


@dataclass(slots=True)
class TopicPage:
    """Everything the page shows, already cut to what this reader may see."""

    topic: TopicRow
    standing: Standing
    reader: ReaderRow
    open: bool  # False: the title is for the reader, the posts are not
    posts: list[PostRow] = field(default_factory=list)
    media: dict[int, list[MediaRow]] = field(default_factory=dict)
    cards: dict[int, list[tuple[str, str]]] = field(default_factory=dict)  # key and safe HTML, for this reader
    mine: dict[int, set[str]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    hidden_quotes: frozenset[str] = frozenset()
    roles: dict[int, str] = field(default_factory=dict)
    truth: dict[int, Under] = field(default_factory=dict)
    has_earlier: bool = False
    has_later: bool = False

    @property
    def first(self) -> int:
        return self.posts[0].position if self.posts else 0

    @property
    def last(self) -> int:
        return self.posts[-1].position if self.posts else 0

    def is_own(self, post: PostRow) -> bool:
        """The reader wrote this post, under their handle or behind their byline of this topic."""
        if post.byline_number is not None:
            return post.byline_number == self.reader.byline
        return self.standing.member_id is not None and post.author_id == self.standing.member_id

    def has_news(self, seen: int) -> bool:
        """Somebody else has written after the position seen; one's own words are no news."""
        fresh = [post for post in self.posts if post.position > seen]
        return self.topic.positions_given - seen > len(fresh) or not all(map(self.is_own, fresh))

    @property
    def wrote_topic(self) -> bool:
        """The reader opened this topic, under their handle or behind a byline."""
        me, topic = self.standing.member_id, self.topic
        if me is None:
            return False
        if topic.byline_number is not None:
            return topic.byline_number == self.reader.byline
        return topic.author_id == me


TOPIC_FIELDS = (
    "id", "public_id", "title", "kind", "seeking", "content_warning", "language", "author_id", "byline_number", "state",
    "pinned", "locked", "meets_at", "meets_where", "answer_id", "answer__position", "positions_given", "replies_count",
    "same_here_count", "members_only", "made_at", "community_id", "community__slug", "community__name",
    "community__visibility", "community__audience", "community__crisis_rules", "community__members_count",
    "community__closed_at", "community__conditions",
)
POST_FIELDS = (
    "id", "public_id", "position", "author_id", "byline_number", "imported_byline", "body_html", "content_warning",
    "state", "made_at", "edited_at", "withdrawn_at", "reactions", "members_only", "has_cards",
    "author__handle", "author__trust_level", "author__joined_at", "author__peer_supporter", "persona__handle",
    "persona__display_name", "persona__profession", "persona__employer", "persona__own_views", "persona__interests",
    "persona__verified_until",
)
MEDIA_FIELDS = (
    "post_id", "public_id", "kind", "media_type", "alt", "decorative", "transcript", "captions", "width", "height",
)
