"""How a post lies in the lake: its columns, and the names of its files."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

ROOM = "posts"  # settled: one folder per day
PARTS = "parts"  # of rounds that are still being read
EMOTIONS = ("FEAR", "ANGER", "SADNESS", "JOY", "TRUST", "DISGUST", "SURPRISE")  # as engines.meaning names them
# posts that are settled or counted in one go: what fits into memory with its words
SLICE_POSTS = 200_000


@lru_cache(maxsize=1)
def schema() -> pa.Schema:
    """No handle, no link, no coordinate, no minute: what is not written cannot leave."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only jobs need it

    words = pa.list_(pa.string())
    return pa.schema(
        [
            ("key", pa.int64()),  # keyed hash of how the source names the post
            ("row", pa.int64()),  # its place in its round
            ("day", pa.date32()),  # UTC
            ("hour", pa.int8()),
            ("source", pa.string()),  # public ids
            ("intake", pa.string()),
            ("author", pa.int64()),  # keyed hash; null where the source names nobody
            ("era", pa.int32()),  # hashes of different eras do not meet
            ("folded", pa.string()),  # screened, without links, handles, capitals and accents
            ("language", pa.string()),
            ("tags", words),
            ("mentioned", words),  # place codes, with all that they lie in
            ("profile", words),
            ("own", words),
            ("mention", pa.string()),  # PERSONAL, NONPERSONAL, FIGURATIVE or empty
            ("question", pa.bool_()),
            ("feeling", pa.int8()),
            ("emotion", pa.string()),
            ("count", pa.int64()),  # above 1 for a row that is a count already
            ("about", pa.string()),  # the topic of such a row
            ("likes", pa.int64()),
            ("shares", pa.int64()),
            ("comments", pa.int64()),
            ("copy", pa.bool_()),  # nearly the same text as an earlier one
        ]
    )


def part_name(intake: str, batch: int) -> str:
    return f"{intake}/{batch:08d}.parquet"


def settled_name(source: str, intake: str) -> str:
    return f"{source}-{intake}.parquet"


def joined_name(source: str, own: str) -> str:
    """Several rounds of one source in one day."""
    return f"{source}-joined-{own}.parquet"


def source_of(name: str) -> str:
    """The public id of the source that a settled file came from.

    >>> source_of(settled_name("abc", "xyz")), source_of(joined_name("abc", "xyz"))
    ('abc', 'abc')
    """
    return name.partition("-")[0]


def slices(per_day: Iterable[tuple[date, int]], most: int = SLICE_POSTS) -> list[tuple[date, date]]:
    """Days in order, joined into stretches of at most so many posts; a day is never parted.

    >>> one, two, three = date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 9)
    >>> slices([(one, 4), (two, 5), (three, 2)], 9) == [(one, two), (three, three)]
    True
    """
    stretches: list[tuple[date, date]] = []
    held = 0
    for day, posts in sorted(per_day):
        if stretches and held + posts <= most:
            stretches[-1] = (stretches[-1][0], day)
            held += posts
        else:
            stretches.append((day, day))
            held = posts
    return stretches


def stretches_of(days: Iterable[date], *, gap: int = 1, most: int = 92) -> list[tuple[date, date]]:
    """Days as stretches without longer gaps, none longer than ``most`` days.

    >>> stretches_of([date(2026, 1, 1), date(2026, 1, 2), date(2026, 3, 1)])[1][0].isoformat()
    '2026-03-01'
    """
    joined: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if joined and day - joined[-1][1] <= timedelta(days=gap) and (day - joined[-1][0]).days < most:
            joined[-1] = (joined[-1][0], day)
        else:
            joined.append((day, day))
    return joined
