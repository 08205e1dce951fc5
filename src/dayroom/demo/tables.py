"""The tables of a new demo, made from the models at once.

Walking every migration of every package from the beginning takes half a minute of processor time, and ends in the same
tables. A demo begins empty, so that nothing has to be carried over; afterwards every migration is noted as done, and
the next version migrates it like any other site. Real sites migrate step by step. What migrations make that no model
speaks of is made here too (tests/integration/program/test_wheel.py holds both ways against each other).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.db import connection


class _NoMigrations(dict[str, None]):
    """Every app, asked for the package of its migrations, has none."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __missing__(self, _app: str) -> None:
        return None


def make_tables() -> None:
    """An empty database gets its tables at once; one that has tables already is migrated."""
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        return
    with _without_migrations():
        call_command("migrate", run_syncdb=True, verbosity=0)
    _keep_the_record()
    call_command("migrate", fake=True, verbosity=0)


def _keep_the_record() -> None:
    """The database itself refuses to change or delete what was recorded, here as on every site."""
    append_only = import_module("dayroom.apps.audit.migrations.0003_append_only")
    with connection.cursor() as cursor:
        for statement in append_only.statements(connection.vendor):
            cursor.execute(statement)


@contextmanager
def _without_migrations() -> Iterator[None]:
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _NoMigrations()
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = before
