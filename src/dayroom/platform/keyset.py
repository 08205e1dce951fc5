"""Pages by key, never by offset: page 400 costs what page 1 costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from dayroom.kernel.errors import Invalid

Row = TypeVar("Row")


class BadPlace(Invalid):
    """This link to a page of the list is not complete. Start from the first page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    rows: Sequence[Row]
    older: str  # the place after the last row, or "" when there is no more
    newer: str  # a place to go back to, or ""


def place_of(*values: object) -> str:
    return "~".join(value.isoformat() if isinstance(value, datetime) else str(value) for value in values)


def read_place(place: str, *kinds: type) -> tuple[object, ...]:
    """Parse a place made by ``place_of``; raises BadPlace."""
    parts = place.split("~")
    if len(parts) != len(kinds) or len(place) > 120:
        raise BadPlace()
    try:
        return tuple(
            datetime.fromisoformat(part) if kind is datetime else _small(kind(part))
            for kind, part in zip(kinds, parts, strict=True)
        )
    except ValueError as fault:
        raise BadPlace() from fault


def _small(value: object) -> object:
    if isinstance(value, int) and not -(2**63) < value < 2**63:
        raise ValueError("beyond the database's integers")
    return value


def newest_first(rows: QuerySet, *, time_field: str, place: str, limit: int) -> Page:  # type: ignore[type-arg]
    """A page ordered by (time, id) descending, starting after ``place``."""
    if place:
        at, last_id = read_place(place, datetime, int)
        rows = rows.filter(Q(**{f"{time_field}__lt": at}) | Q(**{time_field: at, "id__lt": last_id}))
    found = list(rows.order_by(f"-{time_field}", "-id")[: limit + 1])
    kept = found[:limit]
    older = place_of(getattr(kept[-1], time_field), kept[-1].pk) if len(found) > limit else ""
    return Page(rows=kept, older=older, newer="")
