"""Rows by the hundred thousand: plain inserts on SQLite, COPY on PostgreSQL; indexes are made afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import connection, models

CHUNK = 5_000
Row = tuple[Any, ...]


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def at(seconds: int) -> Any:
    """A moment as the database's driver takes it fastest."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.replace(tzinfo=None).isoformat(" ") if is_sqlite() else moment


class Table:
    """A model's table; the caller gives some columns, the rest take the model's defaults."""

    def __init__(self, model: type[models.Model], *given: str) -> None:
        self.name = model._meta.db_table
        fields = {field.name: field for field in model._meta.local_concrete_fields}
        unknown = set(given) - set(fields)
        assert not unknown, unknown
        rest = [field for name, field in fields.items() if name not in given and not field.primary_key]
        self.columns = [fields[name].column for name in given] + [field.column for field in rest]
        self.constants = tuple(self._default(field) for field in rest)

    @staticmethod
    def _default(field: models.Field) -> Any:  # type: ignore[type-arg]  # any field of any model
        value = field.get_default()
        if isinstance(value, (dict, list)):
            return "{}" if isinstance(value, dict) else "[]"
        if is_sqlite() and isinstance(value, (datetime, date)):
            return field.get_db_prep_save(value, connection)
        return value

    def fill(self, rows: Iterable[Row]) -> int:
        constants = self.constants
        return insert(self.name, self.columns, (row + constants for row in rows))


def insert(table: str, columns: list[str], rows: Iterable[Row]) -> int:
    names = ", ".join(f'"{name}"' for name in columns)
    if is_sqlite():
        marks = ", ".join(["?"] * len(columns))
        return _chunked(
            rows,
            lambda chunk: connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', chunk),
        )
    with connection.cursor() as cursor:
        return _chunked(rows, lambda chunk: _copy(cursor, f'COPY "{table}" ({names}) FROM STDIN', chunk))


def _copy(cursor: Any, sql: str, chunk: list[Row]) -> None:
    with cursor.copy(sql) as copy:
        for row in chunk:
            copy.write_row(row)


def _chunked(rows: Iterable[Row], write: Callable[[list[Row]], object]) -> int:
    iterator: Iterator[Row] = iter(rows)
    count = 0
    while chunk := list(islice(iterator, CHUNK)):
        write(chunk)
        count += len(chunk)
    return count


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Drop the indexes that no constraint needs, fill, make them again."""
    made = _index_statements(tables)
    with connection.cursor() as cursor:
        for name, _sql in made:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in made:
            cursor.execute(sql)


def _index_statements(tables: tuple[str, ...]) -> list[tuple[str, str]]:
    marks = ", ".join(["%s"] * len(tables))
    sqlite = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})"
    postgres = (
        f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({marks}) AND indexname NOT IN "
        "(SELECT conname FROM pg_constraint)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sqlite if is_sqlite() else postgres, tables)
        return list(cursor.fetchall())


@contextmanager
def fast_and_unsafe() -> Iterator[None]:
    """For building only: no foreign key checks, no waiting for the disk; one transaction on SQLite."""
    connection.ensure_connection()
    if is_sqlite():
        raw = connection.connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute("PRAGMA cache_size=-400000")
        raw.execute("BEGIN")
        yield
        raw.execute("COMMIT")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        yield
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET synchronous_commit = on")


def finish() -> None:
    """Sequences after the last row, statistics for the planner."""
    from django.apps import apps
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)
        cursor.execute("ANALYZE" if is_sqlite() else "VACUUM ANALYZE")


def size_on_disk() -> int:
    """Bytes of the database."""
    with connection.cursor() as cursor:
        if is_sqlite():
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
