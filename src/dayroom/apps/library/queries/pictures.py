"""Pictures and recordings by their names."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from dayroom.apps.library.models import ArticlePicture, ArticleRendition, Recording
from dayroom.apps.library.models.pictures import PICTURES
from dayroom.kernel.errors import NotFound

WIDTHS = "max-960x960"  # as wide as a page of text, twice as fine


def recordings_named(names: Collection[str]) -> dict[str, Recording]:
    return {row.public_id: row for row in Recording.objects.filter(public_id__in=list(names))}


def recording(public_id: str) -> Recording:
    found = Recording.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def recordings() -> QuerySet[Recording]:
    return Recording.objects.order_by("-made_at", "-id")


def drawn_pictures(ids: Collection[int]) -> dict[int, ArticleRendition]:
    """One rendition of each, made where there is none yet; a picture that is gone is left out."""
    return {row.pk: row.get_rendition(WIDTHS) for row in ArticlePicture.objects.filter(pk__in=list(ids))}


def picture_file(name: str) -> tuple[bytes, str]:
    """(content, media type) of a rendition. What was uploaded is never sent: it may still carry where it was taken."""
    known = ArticleRendition.objects.filter(file=f"drawn/{name}").first()
    if known is None or not PICTURES.exists(known.file.name):
        raise NotFound()
    kind = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
    with known.file.storage.open(known.file.name) as file:
        return file.read(), kind.get(name.rsplit(".", 1)[-1], "application/octet-stream")
