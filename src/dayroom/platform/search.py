"""Search over everything a reader may see: one adapter, two databases.

A document is a row id, a title, a body and *tokens*: short words that say who may read it and where it stands
(``vpub``, ``c12``, ``a55``, ``hinsulin``). Visibility is part of the index and not a join afterwards (a join took
1.5 s at 4.4 million posts). Results come newest first, because the id grows with time; relevance is computed by the
caller over a bounded number of newest candidates.

SQLite: FTS5, which walks from the newest to the oldest by itself. PostgreSQL: a GIN index has no order, so every
document also carries the numbers of its blocks as tokens and the newest block is asked first. Who may read is a column
there as well: GIN tries each of hundreds of alternatives for every candidate (700 ms), a column costs nothing.
On both, the walk stops when it has taken long enough and says how far it came: a page of results has a bounded cost
whatever is asked. The terms are made by ``platform.terms``; ``django.contrib.postgres`` is not needed for this.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from dayroom.platform.terms import WORD, terms_of, terms_of_word, tokens

TABLE = "search_document"
OPEN = "vpub"  # anyone may read it
SCOPE = re.compile(r"c([0-9]+)")  # members of this place may read it; the first such token of a document counts
MAX_WORDS = 8
BODY_MAX = 200_000  # characters of a body that are looked at
# documents in a block of each level: the commonest word of a small one is fetched in milliseconds
LEVELS = (("b", 2**14), ("d", 2**17), ("g", 2**20))
STEPS_OF_LEVEL = 3  # blocks asked before the walk takes longer steps
QUICK_SECONDS = 0.008  # and only when the last step was quick: the next one is eight times as long
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
    """Ids from low up to but without high, all of them in one block."""

    low: int
    high: int
    block: str


def ensure_tables(**_signal: Any) -> None:
    """Make the index; called after every migrate, also where tests build tables without migrations."""
    with connection.cursor() as cursor:
        _leave_older_shape(cursor)
        if connection.vendor == "sqlite":
            # the terms are plain ASCII and no positions are needed: half the size of FTS5's defaults
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
                "terms, detail = 'none', columnsize = 0, tokenize = \"ascii tokenchars '~'\")"
            )
            return
        cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigint PRIMARY KEY, "
                "open boolean NOT NULL, scope bigint NOT NULL, vector tsvector NOT NULL)"
            )
        # every search reads the list of what is not yet sorted in: it is kept short (the default is 4 MB)
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {TABLE}_vector ON {TABLE} USING gin (vector) "
            "WITH (fastupdate = on, gin_pending_list_limit = 256)"
        )


def _leave_older_shape(cursor: Any) -> None:
    """An index from before the terms were ours is made anew; ``dayroom reindex`` fills it."""
    if connection.vendor == "sqlite":
        cursor.execute(f"SELECT name FROM pragma_table_info('{TABLE}')")  # noqa: S608 - constant
    else:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [TABLE])
    columns = {row[0] for row in cursor.fetchall()}
    if columns and not columns & {"terms", "scope"}:
        cursor.execute(f"DROP TABLE {TABLE}")


def terms_text(document: Document) -> str:
    """What the index keeps of a document; the same on both databases."""
    own = tokens((*document.tokens, *block_tokens(document.id)))
    return " ".join([*dict.fromkeys(own), *terms_of(f"{document.title} {document.body[:BODY_MAX]}")])


def block_tokens(key: int) -> tuple[str, ...]:
    return tuple(f"{letter}{key // size}" for letter, size in LEVELS)


def scope_of(names: Iterable[str]) -> tuple[bool, int]:
    """(open to anyone, number of the place) from a document's tokens."""
    every = list(names)
    numbers = (int(found[1]) for found in map(SCOPE.fullmatch, every) if found)
    return OPEN in every, next(numbers, 0)


def put(documents: Iterable[Document], *, fresh: bool = False) -> None:
    """Add or replace documents. ``fresh``: the caller knows that none of them is there yet."""
    documents = list(documents)
    if not documents:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            if not fresh:
                cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row.id,) for row in documents])  # noqa: S608 - constant
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, terms) VALUES (%s, %s)",  # noqa: S608 - constant
                [(row.id, terms_text(row)) for row in documents],
            )
            return
        cursor.executemany(
            f"INSERT INTO {TABLE} (id, open, scope, vector) VALUES (%s, %s, %s, %s::tsvector) "  # noqa: S608 - constant
            "ON CONFLICT (id) DO UPDATE SET open = excluded.open, scope = excluded.scope, vector = excluded.vector",
            [(row.id, *scope_of(row.tokens), terms_text(row)) for row in documents],
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
    groups = [sorted(set(group)) for group in all_of]
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
    """Newest window first, longer and longer as long as they are answered quickly."""
    high, level, steps = newest + 1, 0, 0
    while high > 0:
        letter, size = LEVELS[level]
        number = (high - 1) // size
        began = time.monotonic()
        yield Window(number * size, high, f"{letter}{number}")
        high, steps = number * size, steps + 1
        quick = time.monotonic() - began < QUICK_SECONDS
        if quick and steps >= STEPS_OF_LEVEL and level + 1 < len(LEVELS):
            level, steps = level + 1, 0


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
    scopes = [group for group in groups if _is_scope(group)]
    asked = [_either(group, "'", " | ") for group in [*groups, [window.block]] if group not in scopes]
    where = "".join(" AND (open AND %s OR scope = ANY(%s))" for _ in scopes)
    values = [value for group in scopes for value in _scope_values(group)]
    with connection.cursor() as cursor:
        # materialized: otherwise the planner may walk the primary key and read every document on its way
        cursor.execute(
            f"WITH found AS MATERIALIZED (SELECT id FROM {TABLE} WHERE vector @@ %s::tsquery{where}) "  # noqa: S608 - constants
            "SELECT id FROM found WHERE id >= %s AND id < %s ORDER BY id DESC LIMIT %s",
            [" & ".join([*(f"'{term}'" for term in terms), *asked]), *values, window.low, window.high, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _is_scope(group: Sequence[str]) -> bool:
    """Who may read, which stands in columns. A single place is quicker in the index."""
    return (len(group) > 1 or OPEN in group) and all(name == OPEN or SCOPE.fullmatch(name) for name in group)


def _scope_values(group: Sequence[str]) -> tuple[bool, list[int]]:
    return OPEN in group, [int(name[1:]) for name in group if name != OPEN]


def _either(group: Sequence[str], quote: str, word: str) -> str:
    return "(" + word.join(f"{quote}{name}{quote}" for name in tokens(group)) + ")"


__all__ = [
    "TABLE", "Document", "Found", "block_tokens", "drop", "ensure_tables", "find", "look", "put", "scope_of", "sweep",
    "terms_text", "words_of",
]
