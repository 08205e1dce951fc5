"""Search over everything a reader may see: one adapter, two databases.

A document is a row id, a title, a body and *tokens*: short words that say who may read it and where it stands
(``vpub``, ``c12``, ``a55``, ``hinsulin``). Visibility is part of the index and not a join afterwards (a join took
1.5 s at 4.4 million posts). Results come newest first, because the id grows with time; relevance is computed by the
caller over a bounded number of newest candidates.

SQLite: FTS5, which walks from the newest to the oldest by itself. PostgreSQL: a GIN index has no order, so every
document also carries the number of its block as a token and the newest blocks are asked first. On both, the walk stops
when it has taken long enough and says how far it came: a page of results has a bounded cost whatever is asked.
The terms are made by ``platform.terms``; ``django.contrib.postgres`` is not needed for this.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from dayroom.platform.terms import WORD, terms_of, terms_of_word, token, tokens

TABLE = "search_document"
MAX_WORDS = 8
BODY_MAX = 200_000  # characters of a body that are looked at
BLOCK = 2**15  # documents; small enough that the commonest word of one block is fetched in milliseconds
GREAT_BLOCK = 2**20
NEAR_BLOCKS = (2, 8)  # small blocks asked first, and next; then great ones, newest first
BUDGET_SECONDS = 0.1  # after this the walk stops and the page offers to go on from there (reach: p99 of 150 ms)


@dataclass(frozen=True, slots=True)
class Document:
    id: int
    title: str
    body: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Ids, newest first. ``older_than``: where to go on, 0 when every older document was looked at."""

    ids: list[int]
    older_than: int


@dataclass(frozen=True, slots=True)
class Window:
    """Ids from low up to but without high, and the tokens of the blocks that cover them."""

    low: int
    high: int
    blocks: list[str]


def ensure_tables(**_signal: Any) -> None:
    """Make the index; called after every migrate, also where tests build tables without migrations."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _leave_older_shape(cursor)
            # the terms are plain ASCII and no positions are needed: half the size of FTS5's defaults
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
                "terms, detail = 'none', columnsize = 0, tokenize = \"ascii tokenchars '~'\")"
            )
            return
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigint PRIMARY KEY, vector tsvector NOT NULL)")
        # every search reads the list of what is not yet sorted in: it is kept short (the default is 4 MB)
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {TABLE}_vector ON {TABLE} USING gin (vector) "
            "WITH (fastupdate = on, gin_pending_list_limit = 256)"
        )


def _leave_older_shape(cursor: Any) -> None:
    """An index from before the terms were ours is made anew; ``dayroom reindex`` fills it."""
    cursor.execute(f"PRAGMA table_info({TABLE})")
    columns = [row[1] for row in cursor.fetchall()]
    if columns and "terms" not in columns:
        cursor.execute(f"DROP TABLE {TABLE}")


def terms_text(document: Document) -> str:
    """What the index keeps of a document; the same on both databases."""
    own = tokens((*document.tokens, *block_tokens(document.id)))
    return " ".join([*dict.fromkeys(own), *terms_of(f"{document.title} {document.body[:BODY_MAX]}")])


def block_tokens(key: int) -> tuple[str, str]:
    return f"b{key // BLOCK}", f"g{key // GREAT_BLOCK}"


def put(documents: Iterable[Document], *, fresh: bool = False) -> None:
    """Add or replace documents. ``fresh``: the caller knows that none of them is there yet."""
    rows = [(row.id, terms_text(row)) for row in documents]
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            if not fresh:
                cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key, _ in rows])  # noqa: S608 - constant
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, terms) VALUES (%s, %s)", rows)  # noqa: S608 - constant
            return
        cursor.executemany(
            f"INSERT INTO {TABLE} (id, vector) VALUES (%s, %s::tsvector) "  # noqa: S608 - constant
            "ON CONFLICT (id) DO UPDATE SET vector = excluded.vector",
            rows,
        )


def drop(ids: Iterable[int]) -> None:
    """Forget documents. The words stay in FTS5's pages until ``sweep``."""
    keys = [(key,) for key in ids]
    if not keys:
        return
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE {column} = %s", keys)  # noqa: S608 - constants


def sweep() -> None:
    """Make forgotten words leave the file: FTS5 keeps them until ``optimize``, the WAL until a checkpoint."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608 - constant
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {TABLE}")


def words_of(query: str) -> list[str]:
    return list(dict.fromkeys(WORD.findall(query)))[:MAX_WORDS]


def find(
    words: Sequence[str], *, all_of: Sequence[Sequence[str]] = (), before_id: int | None = None, limit: int = 200
) -> list[int]:
    """Ids of documents that hold every word, newest first; see ``look``."""
    return look(words, all_of=all_of, before_id=before_id, limit=limit).ids


def look(
    words: Sequence[str], *, all_of: Sequence[Sequence[str]] = (), before_id: int | None = None, limit: int = 200
) -> Found:
    """Documents that hold every word, newest first, and how far the walk came.

    words     search words; may be empty when ``all_of`` narrows enough
    all_of    token groups: the document carries at least one token of every group
    """
    terms = [term for word in words for part in WORD.findall(word) for term in terms_of_word(part)]
    groups = [sorted(set(tokens(group))) for group in all_of]
    if not (terms or groups) or not all(groups):
        return Found([], 0)
    ask = _ask_sqlite if connection.vendor == "sqlite" else _ask_postgres
    found: list[int] = []
    began = time.monotonic()
    for window in _windows(_newest(before_id)):
        found += ask(terms, groups, window, limit - len(found))
        if len(found) >= limit:
            return Found(found, found[-1])
        if time.monotonic() - began > BUDGET_SECONDS:
            return Found(found, max(0, window.low))
    return Found(found, 0)


def _newest(before_id: int | None) -> int:
    """The highest id to look at."""
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({column}) FROM {TABLE}")  # noqa: S608 - constants
        newest = cursor.fetchone()[0] or 0
    return newest if before_id is None else min(newest, before_id - 1)


def _windows(newest: int) -> Iterator[Window]:
    """Newest window first."""
    high = newest + 1
    for count in NEAR_BLOCKS:
        if high <= 0:
            return
        last = (high - 1) // BLOCK
        first = max(0, last - count + 1)
        yield Window(first * BLOCK, high, [f"b{number}" for number in range(first, last + 1)])
        high = first * BLOCK
    while high > 0:
        number = (high - 1) // GREAT_BLOCK
        yield Window(number * GREAT_BLOCK, high, [f"g{number}"])
        high = number * GREAT_BLOCK


def _ask_sqlite(terms: list[str], groups: list[list[str]], window: Window, limit: int) -> list[int]:
    match = " AND ".join([*(f'"{term}"' for term in terms), *(_either(group, '"', " OR ") for group in groups)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid >= %s AND rowid < %s "  # noqa: S608 - constant
            "ORDER BY rowid DESC LIMIT %s",
            [match, window.low, window.high, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _ask_postgres(terms: list[str], groups: list[list[str]], window: Window, limit: int) -> list[int]:
    every = [*groups, tokens(window.blocks)]
    parts = [*(f"'{term}'" for term in terms), *(_either(group, "'", " | ") for group in every)]
    with connection.cursor() as cursor:
        # materialized: otherwise the planner may walk the primary key and read every document on its way
        cursor.execute(
            f"WITH found AS MATERIALIZED (SELECT id FROM {TABLE} WHERE vector @@ %s::tsquery) "  # noqa: S608 - constant
            "SELECT id FROM found WHERE id >= %s AND id < %s ORDER BY id DESC LIMIT %s",
            [" & ".join(parts), window.low, window.high, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _either(group: Sequence[str], quote: str, word: str) -> str:
    return "(" + word.join(f"{quote}{term}{quote}" for term in group) + ")"


__all__ = [
    "TABLE", "Document", "Found", "drop", "ensure_tables", "find", "look", "put", "sweep", "terms_text", "token",
    "words_of",
]
