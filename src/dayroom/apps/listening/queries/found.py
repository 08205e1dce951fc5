"""A few words of what a definition finds in the lake: for an analyst who writes or judges it, and for nobody else.

The lake is opened here and nowhere else on the way of a page. Fragments are made in memory; no row, no log and no
export holds a word of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from dayroom.apps.listening.models import TopicSample
from dayroom.apps.listening.queries import tallies as counting
from dayroom.apps.listening.rules.lake import ROOM
from dayroom.apps.listening.rules.meaning import Wanted, patterns_of
from dayroom.apps.listening.rules.topics import PIECES, fragment
from dayroom.apps.listening.vocabulary.desk import Fragment, Preview
from dayroom.platform.lake import answer, days_of, files_of, opened, show

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir

    from dayroom.apps.listening.models import Topic

PREVIEW_DAYS = 28  # the newest ones that were read: a preview has to come while the analyst waits


def preview(definition: Mapping[str, Any], name: str) -> Preview:
    """What a definition finds in the newest days, with some fragments. Raises BrokenTopic."""
    wanted = patterns_of(definition, name or "–")
    files, days = _newest()
    if not files:
        return Preview(0, 0, 0)
    with opened() as lake:
        show(lake, "posts", files)
        posts = _looked_at()
        counts = answer(lake, posts.aggregate(of=posts.count(), found=posts.count(where=counting.fits(posts, wanted))))
        told = counts.to_pylist()[0]
        fragments = _fragments(lake, wanted, PIECES, ())
    return Preview(told["found"], told["of"], days, tuple(fragments))


def sample(topic: Topic, most: int = PIECES) -> list[Fragment]:
    """Posts of the newest days that nobody has judged for this version yet; always the same until somebody does."""
    wanted = patterns_of(topic.definition, topic.name)
    judged = TopicSample.objects.filter(topic=topic, version=topic.version).values_list("post_key", flat=True)
    files, _days = _newest()
    if not files:
        return []
    with opened() as lake:
        show(lake, "posts", files)
        return _fragments(lake, wanted, most, list(judged))


def _newest() -> tuple[list[str], int]:
    days = days_of(ROOM)[-PREVIEW_DAYS:]
    return (files_of(ROOM, first=days[0], last=days[-1]), len(days)) if days else ([], 0)


def _looked_at() -> ir.Table:
    """Posts with words; copies would fill a sample with one text."""
    posts = counting.posts()
    return posts.filter(~posts.copy, posts.about == "")


def _fragments(
    lake: duckdb.DuckDBPyConnection, wanted: Wanted, most: int, without: Collection[int]
) -> list[Fragment]:
    """Spread over the days by a hash of their key: the newest ten would all be of one event."""
    posts = _looked_at()
    found = posts.filter(counting.fits(posts, wanted))
    if without:
        found = found.filter(found.key.notin(list(without)))
    chosen = found.select("key", "day", "folded", "language", turn=found.key.hash()).order_by("turn").limit(most)
    made = (
        fragment(row["folded"], wanted.wanted, post_key=row["key"], on=row["day"], language=row["language"])
        for row in answer(lake, chosen).to_pylist()
    )
    return [one for one in made if one is not None]
