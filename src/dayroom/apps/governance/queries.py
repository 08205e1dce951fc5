"""What the privacy page shows."""

from __future__ import annotations

from dataclasses import dataclass

from dayroom.apps.governance.models import Erasure, Export
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.ports import PERSONAL_DATA


@dataclass(frozen=True, slots=True)
class Held:
    """How much of one kind of thing this site holds about a member."""

    title: str
    tables: tuple[tuple[str, int], ...]


def held_about(member_id: int) -> list[Held]:
    """Counts of everything that the export would hold, read from the same plugs: the two cannot differ."""
    return [
        Held(title=str(plug.title), tables=tuple((name, len(rows)) for name, rows in plug.export(member_id) if rows))
        for _key, plug in PERSONAL_DATA
    ]


def exports_of(member_id: int) -> list[Export]:
    return list(Export.objects.filter(member_id=member_id).order_by("-id")[:10])


def export_for(member_id: int, public_id: str) -> Export:
    if not is_public_id(public_id):
        raise NotFound()
    found = Export.objects.filter(member_id=member_id, public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def standing_erasure(member_id: int) -> Erasure | None:
    return Erasure.objects.filter(member_id=member_id, done_at=None).first()
