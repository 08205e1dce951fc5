"""Questions that are asked on every page, written with the ORM and compiled once.

Building and compiling a query set costs several times what SQLite needs to answer it. A ``Compiled`` keeps the SQL
text and the converters of its columns; only the values change. The query is still the ORM's own, so that it follows
the models and works on both databases.

    TOPIC = Compiled(lambda ask: Topic.objects.filter(public_id=ask.text("public_id")).values_list("id", "title"))
    rows = TOPIC.rows(public_id="…")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

NUMBER_MARK = 2_000_000_000  # the places of numbers are marked with numbers that fit every integer column
MOMENT_MARK = datetime(1900, 1, 1, tzinfo=UTC)
TEXT_MARK = "\x01compiled:"

Row = tuple[Any, ...]


class Ask:
    """Hands out a mark for each value that is not known yet, and remembers which is which."""

    def __init__(self) -> None:
        self.marks: dict[object, tuple[str, int | None]] = {}

    def number(self, name: str) -> int:
        return self._mark(NUMBER_MARK + len(self.marks), name, None)

    def text(self, name: str) -> str:
        return self._mark(f"{TEXT_MARK}{len(self.marks)}", name, None)

    def numbers(self, name: str, count: int) -> list[int]:
        """A list of a fixed length; a shorter one is filled up with a number that no row has."""
        return [self._mark(NUMBER_MARK + len(self.marks), name, index) for index in range(count)]

    def moment(self, name: str) -> datetime:
        """A time; the mark is known again in the form in which the database is given it."""
        mark = MOMENT_MARK + timedelta(microseconds=len(self.marks))
        self.marks[connection.ops.adapt_datetimefield_value(mark)] = (name, None)
        return mark

    def _mark(self, mark: Any, name: str, index: int | None) -> Any:
        self.marks[mark] = (name, index)
        return mark


class Compiled:
    def __init__(self, build: Callable[[Ask], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._made: dict[str, tuple[str, list[Callable[[dict[str, Any]], Any]], list[tuple[int, list[Any], Any]]]] = {}

    def rows(self, **values: Any) -> list[Row]:
        """Ask with these values; the rows as ``values_list`` would give them."""
        sql, parameters, converters = self._made.get(connection.vendor) or self._compile()
        with connection.cursor() as cursor:
            cursor.execute(sql, [value(values) for value in parameters])
            found = cursor.fetchall()
        if not converters:
            return [tuple(row) for row in found]
        return [_converted(row, converters) for row in found]

    def first(self, **values: Any) -> Row | None:
        rows = self.rows(**values)
        return rows[0] if rows else None

    def _compile(self) -> Any:
        ask = Ask()
        compiler = self._build(ask).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = [
            (place, list(changes), expression)
            for place, (changes, expression) in compiler.get_converters(columns).items()
        ]
        made = (sql, [_filler(parameter, ask) for parameter in parameters], converters)
        self._made[connection.vendor] = made
        return made


def _filler(parameter: Any, ask: Ask) -> Callable[[dict[str, Any]], Any]:
    known = ask.marks.get(parameter) if isinstance(parameter, (int, str, datetime)) else None
    if known is None:
        return lambda values: parameter
    name, index = known
    if index is None:
        return lambda values: _given(values[name])
    return lambda values: values[name][index] if index < len(values[name]) else -1


def _given(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _converted(row: Sequence[Any], converters: list[tuple[int, list[Any], Any]]) -> Row:
    made = list(row)
    for place, changes, expression in converters:
        value = made[place]
        for change in changes:
            value = change(value, expression, connection)
        made[place] = value
    return tuple(made)
