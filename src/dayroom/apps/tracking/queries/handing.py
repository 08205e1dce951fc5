"""Links for handing in, and documents that came that way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.models import Document, ReceiveLink
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.vocabulary.files import RECEIVE_TRIES, DocumentShown, ReceiveShown
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

LISTED = 100


def open_link(public_id: str, *, now: datetime) -> ReceiveLink:
    """A link that still takes something. Raises NotFound for every other, all the same."""
    rows = ReceiveLink.objects.filter(used_at=None, closed_at=None, expires_at__gt=now, tries__lt=RECEIVE_TRIES)
    row = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None or not member_by_id(row.owner_id).is_active:
        raise NotFound()
    return row


def links_of(record: Record, *, now: datetime) -> list[ReceiveShown]:
    """Newest first."""
    rows = ReceiveLink.objects.filter(owner_id=record.owner_id).order_by("-id")[:20]
    return [ReceiveShown(row.public_id, row.made_at, row.expires_at, _state(row, now)) for row in rows]


def _state(row: ReceiveLink, now: datetime) -> str:
    if row.used_at:
        return "USED"
    return "OVER" if row.closed_at or row.expires_at <= now or row.tries >= RECEIVE_TRIES else "OPEN"


def documents_of(record: Record) -> list[DocumentShown]:
    """Newest first, as far as the reader may see them."""
    rows = list(seen_rows(record, Document.objects.all()).order_by("-id")[:LISTED])
    vault = vault_of(record.owner_id) if rows else None
    return [
        DocumentShown(row.public_id, bytes_total=row.bytes_total, made_at=row.made_at, new=row.seen_at is None,
                      **vault.open(row))
        for row in rows
        if vault is not None
    ]  # fmt: skip


def document_row(record: Record, public_id: str) -> Document:
    """Raises NotFound; documents are for the owner alone."""
    rows = Document.objects.filter(owner_id=record.owner_id)
    row = rows.filter(public_id=public_id).first() if record.mine and is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def own_documents(ids: Collection[int], owner_id: int) -> set[int]:
    """Those of them that are this member's own."""
    return set(Document.objects.filter(pk__in=ids, owner_id=owner_id).values_list("pk", flat=True))


def new_documents(record: Record) -> int:
    """How many the owner has not opened yet."""
    return Document.objects.filter(owner_id=record.owner_id, seen_at=None).count()
