"""The member's own files: photos of readings, and files brought along that are not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from dayroom.apps.tracking.models import ImportBatch, Reading
from dayroom.platform.files import path_of


def own_files(owner_id: int) -> Iterator[tuple[str, str]]:
    """(name in the member's copy, path in private storage)."""
    for name in stored_names(owner_id):
        yield f"my-health/{name}", str(path_of(name))


def stored_names(owner_id: int) -> list[str]:
    """Names in private storage of everything that goes when the record goes."""
    photos = Reading.objects.filter(owner_id=owner_id).exclude(photo="").values_list("photo", flat=True)
    files = ImportBatch.objects.filter(owner_id=owner_id).exclude(file="").values_list("file", flat=True)
    return [*photos, *files]
