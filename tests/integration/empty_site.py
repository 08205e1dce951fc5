"""An empty site's database, and how two of them are held against each other.

``python -m tests.integration.empty_site`` gives the database of the settings its tables, at once.
"""

from __future__ import annotations

from typing import Any

import django

# the triggers of our own tables; Wagtail's keep an index of its own that this site does not use
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE '%wagtailsearch%'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}
UNUSED = "wagtailsearch_"
# tables of packages: how wide the number of a row is, nobody asks (their migrations are older than the wide ones)
NARROW = ("auth_", "wagtail")

Shape = dict[str, Any]


def shape(connection: Any) -> Shape:
    """What a database is made of, without the names that were given on the way: per table, columns and constraints."""
    look = connection.introspection
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        found: Shape = {"triggers": sorted(name for (name,) in cursor.fetchall())}
        for table in look.table_names(cursor):
            if not table.startswith(UNUSED):
                found[table] = (_columns(cursor, look, table), _constraints(cursor, look, table))
    return found


def _columns(cursor: Any, look: Any, table: str) -> list[str]:
    return sorted(
        f"{one.name} {one.type_code} {one.internal_size} null={one.null_ok}"
        for one in look.get_table_description(cursor, table)
        if not (one.name == "id" and table.startswith(NARROW))
    )


def _constraints(cursor: Any, look: Any, table: str) -> list[str]:
    kinds = ("columns", "primary_key", "unique", "foreign_key", "check", "index")
    return sorted(str({kind: one[kind] for kind in kinds}) for one in look.get_constraints(cursor, table).values())


if __name__ == "__main__":
    django.setup()
    from dayroom.demo.tables import make_tables

    make_tables()
