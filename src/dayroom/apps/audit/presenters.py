"""Events as people read them. Ids become handles here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dayroom.apps.audit.models import Event
from dayroom.apps.audit.queries import actor_names
from dayroom.apps.audit.rules import stamp
from dayroom.apps.audit.vocabulary import Line

CSV_HEAD = ("seq", "at", "actor", "action", "subject", "reason", "facts", "digest")
# a spreadsheet runs a cell that begins with one of these
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: list[Event]) -> list[Line]:
    names = actor_names(rows)
    return [
        Line(place=str(row.seq or ""), at=row.at, actor=_actor(row, names), action=row.action, subject=_subject(row),
             reason=row.reason, facts=_facts(row), sealed=row.seq is not None)
        for row in rows
    ]


def csv_rows(slices: Iterator[list[Event]]) -> Iterator[list[str]]:
    yield list(CSV_HEAD)
    for rows in slices:
        names = actor_names(rows)
        for row in rows:
            cells = [str(row.seq or ""), stamp(row.at), _actor(row, names), row.action, _subject(row), row.reason,
                     _facts(row), row.digest]
            yield [_harmless(cell) for cell in cells]


def _actor(row: Event, names: dict[int, str]) -> str:
    if row.actor_id is None:
        return _("the site itself")
    return names.get(row.actor_id, str(row.actor_id))


def _subject(row: Event) -> str:
    return f"{row.subject_kind}:{row.subject_id}" if row.subject_kind else ""


def _facts(row: Event) -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(row.facts.items()))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell
