"""Items of every kind that the reader may see, by their titles: one question a kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps

from dayroom.apps.tracking.models import ChosenReader
from dayroom.apps.tracking.models.items import Item
from dayroom.apps.tracking.queries.access import seen_rows, ways_in
from dayroom.apps.tracking.vocabulary.items import KIND_NAMES, OWN_PAGES, ItemLine
from dayroom.apps.tracking.vocabulary.trackers import NAMES
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.apps.tracking.vocabulary.records import Record
    from dayroom.platform.sealing import Vault

TITLES = ("text", "name", "title", "what")  # the sealed field that says what an item is, by kind
READ_TOO = ("stage", "purposes", "steps", "target")  # what stands beside the title for everybody who sees an item
LISTED_MOST = 200  # of one kind on the pages about who sees what


@cache
def item_models() -> Mapping[str, Any]:
    """Kind → model, for kinds whose audience a person chooses on a page of its own."""
    found = apps.get_app_config("tracking").get_models()
    models: dict[str, Any] = {model._meta.model_name or "": model for model in found}
    return {kind: models[kind] for kind in KIND_NAMES if kind in models and issubclass(models[kind], Item)}


def item_row(record: Record, kind: str, public_id: str) -> Item:
    """The row. Raises NotFound."""
    model = item_models().get(kind)
    if model is None or not is_public_id(public_id):
        raise NotFound()
    row: Item | None = seen_rows(record, model.objects.all()).filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def item_line(record: Record, kind: str, public_id: str) -> ItemLine:
    """Its title and audience, for the page that changes the audience. Raises NotFound."""
    row = open_item(record, kind, public_id)
    return _line(kind, row, vault_of(record.owner_id))


def words_for_others(record: Record, kind: str, public_id: str) -> str:
    """Everything in words that others than carers would read of an item. Raises NotFound."""
    row, vault = open_item(record, kind, public_id), vault_of(record.owner_id)
    said = vault.open(row)
    held = [said.get(name) or "" for name in READ_TOO]
    parts = [_line(kind, row, vault).title, *(", ".join(one) if isinstance(one, list) else str(one) for one in held)]
    return "\n".join(part for part in parts if part)


def items_seen(record: Record) -> list[tuple[str, list[ItemLine]]]:
    """(kind, lines) of everything in the record that this reader may see; kinds without any are left out."""
    found = []
    for kind, model in item_models().items():
        rows = list(seen_rows(record, model.objects.all()).order_by("-id")[:LISTED_MOST])
        if rows:
            vault = vault_of(record.owner_id)
            found.append((kind, [_line(kind, row, vault) for row in rows]))
    return found


def all_ways(record: Record) -> dict[str, dict[str, str]]:
    """Kind → public id → by what right the reader sees it, for everything the first page of a record may name."""
    found = {}
    for kind, model in item_models().items():
        rows = list(seen_rows(record, model.objects.only("public_id", "audience", "place_id")))
        if rows:
            found[kind] = ways_in(record, rows, kind)
    return found


def has_something_for(record: Record) -> bool:
    """Whether there is anything in the record for this reader; one question."""
    models = item_models().values()
    rows = (seen_rows(record, model.objects.all()).order_by().values_list("public_id") for model in models)
    first, *others = rows
    return bool(first.union(*others, all=True)[:1])


def open_item(record: Record, kind: str, public_id: str) -> Item:
    """The row, of a kind whose audience is chosen on the page that all kinds share. Raises NotFound."""
    if kind in OWN_PAGES:
        raise NotFound()
    return item_row(record, kind, public_id)


def chosen_for(record: Record, kind: str, public_id: str) -> list[Member]:
    """Who was chosen for one item, by handle."""
    rows = ChosenReader.objects.filter(owner_id=record.owner_id, kind=kind, item=public_id).select_related("reader")
    return sorted((row.reader for row in rows), key=lambda one: one.handle.casefold())


def chooses_oneself(record: Record, kind: str, public_id: str, reader_ids: Collection[int]) -> bool:
    """Whether a carer is among those they choose, without having been chosen before."""
    if record.mine or record.reader_id not in reader_ids:
        return False
    return all(one.pk != record.reader_id for one in chosen_for(record, kind, public_id))


def titles_of(owner_id: int, wanted: Mapping[str, set[str]]) -> dict[str, str]:
    """Public id → title, for the owner's own log: kind → ids that are wanted. What is gone is left out."""
    vault, found = vault_of(owner_id), {}
    for kind, ids in wanted.items():
        model = item_models().get(kind)
        if model is not None:
            rows = model.objects.filter(owner_id=owner_id, public_id__in=ids)
            found.update({row.public_id: _line(kind, row, vault).title for row in rows})
    return found


def _line(kind: str, row: Item, vault: Vault) -> ItemLine:
    said = vault.open(row)
    title = next((str(said[name]) for name in TITLES if said.get(name)), "")
    if not title and said.get("measure"):
        title = str(NAMES.get(said["measure"], said["measure"]))
    if not title and kind == "treatmentreport":
        title = _of_treatment(row, vault)
    return ItemLine(kind, row.public_id, title or str(KIND_NAMES[kind]), row.audience, row.place_id)


def _of_treatment(row: Any, vault: Vault) -> str:
    return str(vault.open(row.treatment).get("name", ""))
