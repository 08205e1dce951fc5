"""Topics as lines of a list: the few columns a list shows, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from dayroom.apps.communities.models import ReadMark, Topic
from dayroom.apps.communities.vocabulary import PostState
from dayroom.platform.compiled import Compiled

COLUMNS = (
    "id", "public_id", "community_id", "title", "kind", "seeking", "content_warning", "byline_number",
    "author__handle", "persona__display_name", "pinned", "locked", "replies_count", "positions_given", "answer_id",
    "made_at", "last_post_at", "meets_at", "meets_where", "community__name",
)

MARKS_MOST = 50  # lines of one page; the question is compiled for so many
NOT_LIVE = tuple(state for state in PostState if state != PostState.LIVE)


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic in a list. ``unread`` counts what is new to the reader; -1: new, and never opened."""

    id: int
    public_id: str
    community_id: int
    title: str
    kind: str
    seeking: str
    content_warning: str
    byline_number: int | None
    author_handle: str | None
    persona_name: str | None
    pinned: bool
    locked: bool
    replies_count: int
    positions_given: int
    answer_id: int | None
    made_at: datetime
    last_post_at: datetime
    meets_at: datetime | None
    meets_where: str
    place: str  # the community's name
    unread: int = 0
    seen: int = 0  # the last position the reader has seen

    @property
    def pk(self) -> int:
        return self.id


def lines(rows: QuerySet[Topic]) -> list[TopicLine]:
    return [TopicLine(*row) for row in rows.values_list(*COLUMNS)]


def visible_topics(
    *, hidden_authors: Iterable[int] = (), inside: bool = True, by_kind: bool = False
) -> QuerySet[Topic]:
    """Topics anyone in the place may see, without those of people the reader has blocked or muted.

    A topic behind a byline has no author in its row, so a block has no visible effect on it.

    ``by_kind``: the list is narrowed within a community. The state is then asked for in a way no index answers:
    otherwise SQLite walks all newest topics of the site until a page is full (200 ms at 240,000 topics, where the index
    by community and kind takes 5).
    """
    rows = Topic.objects.exclude(state__in=NOT_LIVE) if by_kind else Topic.objects.filter(state=PostState.LIVE)
    if not inside:
        rows = rows.filter(members_only=False)
    hidden = list(hidden_authors)
    # a professional persona's topic stays: if it went with the member's, the two faces would be known as one
    return rows.exclude(author_id__in=hidden, persona=None) if hidden else rows


def with_unread(found: list[TopicLine], *, member_id: int, since: dict[int, datetime]) -> list[TopicLine]:
    """The lines with what is new to this member; one query for the whole list.

    ``since`` says per community from when on an unopened topic is new: what was written before somebody came is not
    a pile of work.
    """
    ids = [line.id for line in found]
    if len(ids) > MARKS_MOST:
        marks = dict(ReadMark.objects.filter(member_id=member_id, topic_id__in=ids).values_list("topic_id", "position"))
    else:
        marks = dict(_MARKS.rows(me=member_id, topics=ids))
    return [_marked(line, marks.get(line.id), since.get(line.community_id)) for line in found]


_MARKS = Compiled(
    lambda ask: ReadMark.objects.filter(
        member_id=ask.number("me"), topic_id__in=ask.numbers("topics", MARKS_MOST)
    ).values_list("topic_id", "position")
)


def _marked(line: TopicLine, seen: int | None, since: datetime | None) -> TopicLine:
    if seen is not None:
        return replace(line, unread=max(0, line.positions_given - seen), seen=seen)
    return replace(line, unread=-1) if since is not None and line.last_post_at > since else line
