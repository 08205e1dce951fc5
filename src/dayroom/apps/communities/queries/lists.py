"""The lists of one community, compiled once: the page that is asked for most, after the topic itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value

from dayroom.apps.communities.models import PostHashtag, Topic
from dayroom.apps.communities.queries.lines import COLUMNS, TopicLine, visible_topics
from dayroom.apps.communities.vocabulary import TOPICS_PER_PAGE, TopicKind
from dayroom.platform.compiled import Ask, Compiled

ANNOUNCED_DAYS = 30  # how long an announcement stands on the board; house convention, 2026-11
HIDDEN_MOST = 40  # blocked and muted people the compiled question has room for; with more it is asked anew
TAGS_MOST = TOPICS_PER_PAGE + 1

Rows = QuerySet[Topic, tuple[Any, ...]]


class _Given(Ask):
    """The values themselves in place of marks: for a question that has no compiled form."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__()
        self.values = values

    def number(self, name: str) -> int:
        return int(self.values[name])

    def numbers(self, name: str, count: int) -> list[int]:
        return list(self.values[name])

    def moment(self, name: str) -> datetime:
        found: datetime = self.values[name]
        return found


def _here(ask: Ask, *, by_kind: bool = False) -> QuerySet[Topic]:
    rows = visible_topics(hidden_authors=ask.numbers("hidden", HIDDEN_MOST), by_kind=by_kind)
    return rows.alias(_outside=Value(ask.number("outside"), output_field=IntegerField())).filter(
        Q(members_only=False) | Q(_outside=0), community_id=ask.number("community")
    )


def _page(rows: QuerySet[Topic]) -> Rows:
    # as a list of one: SQLite uses its index for a comparison, and not for a bare yes or no
    rows = rows.filter(pinned__in=(False,))
    return rows.order_by("-last_post_at", "-id").values_list(*COLUMNS)[: TOPICS_PER_PAGE + 1]


def _first(ask: Ask) -> Rows:
    return _page(_here(ask))


def _after(ask: Ask) -> Rows:
    return _page(_here(ask).filter(
        Q(last_post_at__lt=ask.moment("at")) | Q(last_post_at=ask.moment("at"), id__lt=ask.number("last_id")),
        last_post_at__lte=ask.moment("at"),  # said once more in the form an index answers
    ))


def _board(ask: Ask) -> Rows:
    """Pinned topics, fresh announcements and meet-ups to come: three index look-ups in one query."""
    pinned = _here(ask).filter(pinned__in=(True,))
    announced = _here(ask, by_kind=True).filter(
        pinned=False, kind=TopicKind.ANNOUNCEMENT, made_at__gte=ask.moment("announced_since")
    )
    meetups = _here(ask, by_kind=True).filter(pinned=False, kind=TopicKind.MEETUP, meets_at__gte=ask.moment("now"))
    return pinned.values_list(*COLUMNS).union(
        announced.values_list(*COLUMNS), meetups.values_list(*COLUMNS), all=True
    )


_FIRST, _AFTER, _BOARD = Compiled(_first), Compiled(_after), Compiled(_board)
_TAGS = Compiled(
    lambda ask: PostHashtag.objects.filter(
        post__topic_id__in=ask.numbers("topics", TAGS_MOST), post__position=1
    ).values_list("hashtag__word")
)


def _lines(build: Callable[[Ask], Rows], compiled: Compiled, values: dict[str, Any]) -> list[TopicLine]:
    if len(values["hidden"]) > HIDDEN_MOST:
        return [TopicLine(*row) for row in build(_Given(values))]
    return [TopicLine(*row) for row in compiled.rows(**values)]


def newest_topics(
    community_id: int, *, inside: bool, hidden: Collection[int], after: tuple[Any, ...] | None
) -> list[TopicLine]:
    """A page of topics by last movement, and one more if there is one."""
    values: dict[str, Any] = {"community": community_id, "outside": int(not inside), "hidden": list(hidden)}
    if after is None:
        return _lines(_first, _FIRST, values)
    return _lines(_after, _AFTER, {**values, "at": after[0], "last_id": after[1]})


def board_topics(community_id: int, *, inside: bool, hidden: Collection[int], now: datetime) -> list[TopicLine]:
    """What stands above the list, newest movement first."""
    found = _lines(_board, _BOARD, {
        "community": community_id, "outside": int(not inside), "hidden": list(hidden), "now": now,
        "announced_since": now - timedelta(days=ANNOUNCED_DAYS),
    })
    return sorted(found, key=lambda line: line.last_post_at, reverse=True)


def hashtags_of(topic_ids: list[int]) -> list[str]:
    """The hashtags of the opening posts of at most one page of topics."""
    return sorted({word for (word,) in _TAGS.rows(topics=topic_ids[:TAGS_MOST])}) if topic_ids else []
