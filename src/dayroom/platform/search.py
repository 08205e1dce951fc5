"""Search over everything a reader may see: one adapter, two databases.

A document is a row id, a title, a body and *tokens*: short words that say who may read it and where it stands
(``vpub``, ``c12``, ``a55``, ``hinsulin``). Visibility is part of the index and not a join afterwards (a join took
1.5 s at 4.4 million posts). Results come newest first, because the id grows with time; relevance is computed by the
caller over a bounded number of newest candidates.

SQLite: FTS5. PostgreSQL: a tsvector with a GIN index. ``django.contrib.postgres`` is not needed for this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

TABLE = "search_document"
TOKEN_MARK = "~"  # PostgreSQL: no parser yields a lexeme that begins with it, so a text cannot forge a token
MAX_WORDS = 8
# newest documents looked at first; a common word is found there at once, a rare one has few matches overall
WINDOWS = (20_000, 400_000, None)
WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Document:
    id: int
    title: str
    body: str
    tokens: tuple[str, ...]


def ensure_tables(**_signal: Any) -> None:
    """Make the index; called after every migrate, also where tests build tables without migrations."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5("
                "title, body, tokens, tokenize = 'porter unicode61 remove_diacritics 2')"
            )
        else:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (id bigint PRIMARY KEY, vector tsvector NOT NULL)")
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {TABLE}_vector ON {TABLE} USING gin (vector)")


def put(documents: Iterable[Document]) -> None:
    """Add or replace documents."""
    rows = list(documents)
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row.id,) for row in rows])  # noqa: S608 - constant
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, body, tokens) VALUES (%s, %s, %s, %s)",  # noqa: S608 - constant
                [(row.id, row.title, row.body, " ".join(row.tokens)) for row in rows],
            )
            return
        cursor.executemany(
            f"INSERT INTO {TABLE} (id, vector) VALUES (%s, setweight(to_tsvector('english', %s), 'A') || "  # noqa: S608
            "setweight(to_tsvector('english', %s), 'B') || array_to_tsvector(%s)) "
            "ON CONFLICT (id) DO UPDATE SET vector = excluded.vector",
            [(row.id, row.title, row.body[:200_000], [TOKEN_MARK + token for token in row.tokens]) for row in rows],
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
    return WORD.findall(query)[:MAX_WORDS]


def find(
    words: Sequence[str], *, all_of: Sequence[Sequence[str]] = (), before_id: int | None = None, limit: int = 200
) -> list[int]:
    """Ids of documents that hold every word, newest first.

    words     search words; may be empty when ``all_of`` narrows enough
    all_of    token groups: the document carries at least one token of every group
    """
    if not words and not all_of:
        return []
    if connection.vendor == "sqlite":
        return _find_sqlite(words, all_of, before_id, limit)
    return _find_postgres(words, all_of, before_id, limit)


def _find_sqlite(words: Sequence[str], all_of: Sequence[Sequence[str]], before_id: int | None, limit: int) -> list[int]:
    parts = ['{title body} : "%s"' % word.replace('"', "") for word in words]
    parts += ["{tokens} : (%s)" % " OR ".join(f'"{token}"' for token in group) for group in all_of]
    sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - constant
    values: list[object] = [" AND ".join(parts)]
    if before_id is not None:
        sql += " AND rowid < %s"
        values.append(before_id)
    with connection.cursor() as cursor:
        cursor.execute(sql + " ORDER BY rowid DESC LIMIT %s", [*values, limit])
        return [row[0] for row in cursor.fetchall()]


def _find_postgres(
    words: Sequence[str], all_of: Sequence[Sequence[str]], before_id: int | None, limit: int
) -> list[int]:
    groups = " & ".join("(" + " | ".join(f"'{TOKEN_MARK}{token}'" for token in group) + ")" for group in all_of)
    found: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}")  # noqa: S608 - constant
        newest = min(cursor.fetchone()[0], (before_id or 2**62) - 1)
        above = newest + 1
        for window in WINDOWS:
            low = -1 if window is None else newest - window
            cursor.execute(
                f"SELECT id FROM {TABLE} WHERE id > %s AND id < %s AND vector @@ "  # noqa: S608 - constant
                "(plainto_tsquery('english', %s) && %s::tsquery) ORDER BY id DESC LIMIT %s"
                if words and groups
                else f"SELECT id FROM {TABLE} WHERE id > %s AND id < %s AND vector @@ "  # noqa: S608 - constant
                + ("plainto_tsquery('english', %s)" if words else "%s::tsquery")
                + " ORDER BY id DESC LIMIT %s",
                [low, above, *([" ".join(words)] if words else []), *([groups] if groups else []), limit - len(found)],
            )
            found += [row[0] for row in cursor.fetchall()]
            above = low + 1
            if len(found) >= limit or low <= 0:
                break
    return found
