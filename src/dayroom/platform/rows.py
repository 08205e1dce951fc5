"""Many rows of one table, nearly alike: written without a model instance for each.

A newsletter to a hundred thousand members is two hundred thousand rows; made as instances they cost four times the
processor time of the rows themselves (bench/outreach), and readers of the site feel it. Like ``bulk_create`` it sends
no signals and looks at no rules of the model; the constraints of the database hold all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connections, models, router


def insert_rows(
    model: type[models.Model], column: str, values: Iterable[Any], *, same: Mapping[str, Any],
    ignore_known: bool = False,
) -> None:
    """One row for each value of ``column``; ``same`` are the fields that are alike in all, the rest their defaults.

    ``ignore_known`` leaves a row as it is where a unique constraint knows it already. Runs in the caller's
    transaction.
    """
    connection = connections[router.db_for_write(model)]
    fields = [one for one in model._meta.local_concrete_fields if not one.primary_key]
    varying = next(one for one in fields if one.name == column)
    alike = [one for one in fields if one is not varying]
    constants = tuple(
        one.get_db_prep_save(same[one.name] if one.name in same else one.get_default(), connection) for one in alike
    )
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(one.column)) for one in (varying, *alike))
    marks = ", ".join(["%s"] * (len(alike) + 1))
    end = " ON CONFLICT DO NOTHING" if ignore_known else ""
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks}){end}"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(value, *constants) for value in values])
