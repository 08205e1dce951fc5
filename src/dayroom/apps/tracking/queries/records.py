"""Conditions, treatments and events of a record, opened, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from dayroom.apps.tracking.models import Condition, LifeEvent, Treatment
from dayroom.apps.tracking.models.records import TOLD
from dayroom.apps.tracking.queries.access import seen_rows, ways_in
from dayroom.apps.tracking.rules.remembered import newest_first, stands
from dayroom.apps.tracking.vocabulary.records import ConditionShown, EventShown, TreatmentShown
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.tracking.models.records import Told
    from dayroom.apps.tracking.vocabulary.records import Record
    from dayroom.platform.sealing import Vault

Shown = TypeVar("Shown", ConditionShown, TreatmentShown, EventShown)
BESIDE = frozenset({"public_id", "audience", "place_id", "entered_by"})  # stand in the open, not in what is sealed


def conditions_of(record: Record) -> list[ConditionShown]:
    """What stands first, then what is over; newest first in both."""
    found = newest_first(_opened(record, Condition, ConditionShown), lambda one: one.diagnosed_on or one.first_seen_on)
    return sorted(found, key=lambda one: not stands(one))


def treatments_of(record: Record) -> list[TreatmentShown]:
    """What is taken now first, then what was stopped; newest first in both."""
    found = _opened(record, Treatment, TreatmentShown)
    return sorted(newest_first(found, lambda one: one.started_on), key=lambda one: bool(one.stopped_on))


def events_of(record: Record) -> list[EventShown]:
    """Newest first."""
    return newest_first(_opened(record, LifeEvent, EventShown), lambda one: one.on)


def condition_of(record: Record, public_id: str) -> ConditionShown:
    """One of them. Raises NotFound, also for one that the reader may not see."""
    return _one(record, Condition, ConditionShown, public_id)


def treatment_of(record: Record, public_id: str) -> TreatmentShown:
    return _one(record, Treatment, TreatmentShown, public_id)


def event_of(record: Record, public_id: str) -> EventShown:
    return _one(record, LifeEvent, EventShown, public_id)


def told_ways(record: Record, kind: str) -> dict[str, str]:
    """Public id → by what right the reader sees each item of this kind; nothing for the owner, who is not noted."""
    if record.mine:
        return {}
    return ways_in(record, seen_rows(record, TOLD[kind].objects.only("public_id", "audience", "place_id")), kind)


def shown(kind: type[Shown], row: Told, values: dict[str, Any], *, owner_id: int) -> Shown:
    """The row with what was sealed in it. A name this version does not know is left out, one it lacks is empty."""
    known = {one.name for one in fields(kind)} - BESIDE
    told: dict[str, Any] = {
        name: tuple(said) if isinstance(said, list) else said for name, said in values.items() if name in known
    }
    by = row.entered_by.handle if row.entered_by is not None and row.entered_by_id != owner_id else ""
    return kind(public_id=row.public_id, audience=row.audience, place_id=row.place_id, entered_by=by, **told)


def _opened(record: Record, model: type[Told], kind: type[Shown]) -> list[Shown]:
    rows = list(seen_rows(record, model.objects.select_related("entered_by")).order_by("-id"))
    return list(_open_all(rows, kind, record.owner_id)) if rows else []


def _open_all(rows: Iterable[Told], kind: type[Shown], owner_id: int) -> Iterable[Shown]:
    vault: Vault = vault_of(owner_id)
    return (shown(kind, row, vault.open(row), owner_id=owner_id) for row in rows)


def _one(record: Record, model: type[Told], kind: type[Shown], public_id: str) -> Shown:
    if not is_public_id(public_id):
        raise NotFound()
    row = seen_rows(record, model.objects.select_related("entered_by")).filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return shown(kind, row, vault_of(record.owner_id).open(row), owner_id=record.owner_id)
