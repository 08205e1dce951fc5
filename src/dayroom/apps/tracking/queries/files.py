"""The member's own files: photos, documents that were handed in, files not read yet, files that were made for them."""

from __future__ import annotations

import base64
import itertools
import tempfile
from collections.abc import Iterator

from dayroom.apps.tracking.models import Document, ImportBatch, Reading, Taking
from dayroom.apps.tracking.vocabulary.files import DOCUMENT_TYPES
from dayroom.platform.files import path_of
from dayroom.platform.sealed_files import open_sealed_file
from dayroom.platform.sealing import Vault, vault_of

_PHOTO = "tracking_photo"  # as actions.photos seals them


def own_files(owner_id: int) -> Iterator[tuple[str, str]]:
    """(name in the member's copy, path): opened, since sealed they would be of no use in a copy. Each path is good
    until the next one is asked for. What was made from the record, or is on its way into it, is left out."""
    vault = vault_of(owner_id)
    for name, content in itertools.chain(_photos(owner_id, vault), _documents(owner_id, vault)):
        with tempfile.NamedTemporaryFile() as opened:
            opened.write(content)
            opened.flush()
            yield f"my-health/{name}", opened.name


def stored_names(owner_id: int) -> list[str]:
    """Names in private storage of everything that goes when the record goes."""
    photos = Reading.objects.filter(owner_id=owner_id).exclude(photo="").values_list("photo", flat=True)
    files = [
        name
        for model in (ImportBatch, Taking, Document)
        for name in model.objects.filter(owner_id=owner_id).exclude(file="").values_list("file", flat=True)
    ]
    return [*photos, *files]


def document_place(public_id: str) -> str:
    """What the pieces of a document are sealed to."""
    return f"document:{public_id}"


def _photos(owner_id: int, vault: Vault) -> Iterator[tuple[str, bytes]]:
    for row in Reading.objects.filter(owner_id=owner_id).exclude(photo="").iterator(200):
        if path_of(row.photo).is_file():
            opened = vault.open_at(path_of(row.photo).read_bytes(), table=_PHOTO, public_id=row.public_id)
            yield f"photo-{row.public_id}.jpg", base64.b64decode(opened["jpeg"])


def _documents(owner_id: int, vault: Vault) -> Iterator[tuple[str, bytes]]:
    for row in Document.objects.filter(owner_id=owner_id):
        if path_of(row.file).is_file():
            with open_sealed_file(row.file, vault, place=document_place(row.public_id)) as file:
                suffix = DOCUMENT_TYPES.get(vault.open(row).get("media_type", ""), "")
                yield f"document-{row.public_id}{suffix}", file.read()
