"""Counting the lake: every expression in one place, written once for DuckDB on this machine and for Spark on many.

An expression takes tables and gives a table; it opens nothing. What stands here uses only what both engines mean alike:
patterns are of the subset that RE2 and Java share (``engines.meaning.topics``), windows are joins, not frames.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dayroom.apps.listening.rules.lake import EMOTIONS, schema
from dayroom.apps.listening.rules.meaning import Wanted
from dayroom.apps.listening.vocabulary import WINDOW_DAYS, Margin, PlaceBasis

if TYPE_CHECKING:
    import ibis.expr.types as ir

# what is carried through the counting: no words
_NARROW = (
    "day", "source", "language", "author", "era", "mentioned", "profile", "own", "mention", "question", "feeling",
    "emotion", "count", "likes", "shares", "comments", "copy",
)  # fmt: skip
_BASES = ((PlaceBasis.MENTION, "mentioned"), (PlaceBasis.PROFILE, "profile"), (PlaceBasis.SELF, "own"))
_CELL = ["margin", "basis", "key"]
SUMS = ("likes", "shares", "comments")


def posts() -> ir.Table:
    """The settled posts, as whoever runs the question shows them under this name."""
    import ibis  # noqa: PLC0415 - heavy, and only jobs count

    return ibis.table(ibis.Schema.from_pyarrow(schema()), name="posts")


def held(name: str) -> ir.Table:
    """What ``about`` gave, where it was kept under a name."""
    import ibis  # noqa: PLC0415 - as above

    return ibis.table(about(posts(), None).schema(), name=name)


def within(posts: ir.Table, first: date, last: date) -> ir.Table:
    return posts.filter(posts.day.between(first, last))


def about(posts: ir.Table, topic: Wanted | None) -> ir.Table:
    """The posts of a topic, or everything; without words."""
    if topic is None:
        # rows that are ready counts are about their topic only, they are no part of everything
        return posts.filter(posts.about == "").select(*_NARROW)
    return posts.filter(fits(posts, topic)).select(*_NARROW)


def fits(posts: ir.Table, topic: Wanted) -> ir.BooleanValue:
    """Whether a post belongs to a topic."""
    found = posts.folded.re_search(topic.wanted)
    if topic.unwanted:
        found = found & ~posts.folded.re_search(topic.unwanted)
    if topic.languages:
        found = found & posts.language.isin(("", *topic.languages))
    return (posts.about == "") & found | ((posts.about != "") & (posts.about == topic.name))


def along_margins(found: ir.Table) -> ir.Table:
    """Each post once for everything, its language, its source, and each place it belongs to."""
    import ibis  # noqa: PLC0415 - heavy, and only jobs count

    def cells(margin: Margin, basis: str, key: ir.Value) -> ir.Table:
        return found.select(
            *(name for name in _NARROW if name not in ("source", "language", "mentioned", "profile", "own")),
            margin=ibis.literal(str(margin)),
            basis=ibis.literal(str(basis)),
            key=key,
        )

    return ibis.union(
        cells(Margin.ALL, "", ibis.literal("")),
        cells(Margin.LANGUAGE, "", found.language),
        cells(Margin.SOURCE, "", found.source),
        *(cells(Margin.PLACE, basis, found[column].unnest()) for basis, column in _BASES),
    )


def per_day(cells: ir.Table) -> ir.Table:
    """What was said on each day, copies apart."""
    import ibis  # noqa: PLC0415 - as above

    def number(which: ir.BooleanValue) -> ir.IntegerScalar:
        return ibis.ifelse(which & ~cells.copy, cells["count"], 0).sum()

    return cells.group_by([*_CELL, "day"]).aggregate(
        mentions=number(ibis.literal(True)),
        copies=ibis.ifelse(cells.copy, cells["count"], 0).sum(),
        personal=number(cells.mention == "PERSONAL"),
        questions=number(cells.question),
        negative=number(cells.feeling < 0),
        neutral=number(cells.feeling == 0),
        positive=number(cells.feeling > 0),
        **{f"felt_{name.lower()}": number(cells.emotion == name) for name in EMOTIONS},
        **{name: ibis.ifelse(cells.copy, 0, cells[name]).sum() for name in SUMS},
    )


def writers_per_day(cells: ir.Table, *, window: int) -> ir.Table:
    """Distinct writers of the ``window`` days that end on each day, copies left out.

    Hashes of two eras do not meet, so that one writer could count as two: the era with the most writers speaks.
    """
    import ibis  # noqa: PLC0415 - as above

    known = cells.filter(cells.author.notnull() & ~cells.copy)
    seen = known.select(*_CELL, "day", "era", "author").distinct()
    later = seen.select(
        *_CELL, "era", "author", "day", ahead=ibis.array([ibis.literal(number) for number in range(window)]).unnest()
    )
    spread = later.select(*_CELL, "era", "author", day=(later.day + later.ahead.as_interval("D")).cast("date"))
    by_era = spread.group_by([*_CELL, "day", "era"]).aggregate(writers=spread.author.nunique())
    return by_era.group_by([*_CELL, "day"]).aggregate(writers=by_era.writers.max())


def tallies(found: ir.Table) -> ir.Table:
    """The rows of ``Tally``, without their topic."""
    cells = along_margins(found)
    counted = per_day(cells)
    daily = writers_per_day(cells, window=1).rename(authors="writers")
    weekly = writers_per_day(cells, window=WINDOW_DAYS).rename(authors_window="writers")
    on = [*_CELL, "day"]
    joined = counted.left_join(daily, on).drop(*(f"{name}_right" for name in on))
    joined = joined.left_join(weekly, on).drop(*(f"{name}_right" for name in on))
    return joined.fill_null({"authors": 0, "authors_window": 0})
