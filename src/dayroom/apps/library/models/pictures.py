"""Pictures and recordings of the library. They are for everybody once an article is live: staff put them there."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.deconstruct import deconstructible
from wagtail.images.models import AbstractImage, AbstractRendition, Image, WagtailImageField

from dayroom.kernel.ids import new_public_id
from dayroom.platform.models import PublicIdField


@deconstructible(path="dayroom.apps.library.models.pictures.PictureStorage")
class PictureStorage(FileSystemStorage):
    """A folder beside the members' files, read through a view of the library (``/library/pictures/``)."""

    def __init__(self) -> None:
        super().__init__(base_url="/library/pictures/")

    @property
    def base_location(self) -> Any:
        return settings.MEDIA_ROOT / "library"

    @property
    def location(self) -> str:
        return str(settings.MEDIA_ROOT / "library")


PICTURES = PictureStorage()


def upload_to(row: models.Model, file_name: str) -> str:
    return random_name(row, file_name)


def random_name(row: models.Model, file_name: str) -> str:
    """Nobody can guess a picture of an article that is not out yet."""
    suffix = file_name.rsplit(".", 1)[-1].lower()[:5] if "." in file_name else "bin"
    folder = "drawn" if isinstance(row, AbstractRendition) else "kept"
    return f"{folder}/{new_public_id()}{new_public_id()}.{suffix}"


class ArticlePicture(AbstractImage):
    """A picture as it was uploaded; readers get renditions, which are written anew."""

    file = WagtailImageField(
        upload_to=upload_to, width_field="width", height_field="height", storage=PICTURES, max_length=120
    )
    uploaded_by_user = models.ForeignKey(
        "people.Member", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    search_auto_update = False
    admin_form_fields: ClassVar[tuple[str, ...]] = Image.admin_form_fields

    class Privacy:
        public = ("id", "collection", "title", "file", "description", "width", "height", "created_at",
                  "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height", "file_size",
                  "file_hash")
        personal = ("uploaded_by_user",)


class ArticleRendition(AbstractRendition):
    file = WagtailImageField(
        upload_to=upload_to, width_field="width", height_field="height", storage=PICTURES, max_length=120
    )
    image = models.ForeignKey(ArticlePicture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_each")
        ]

    class Privacy:
        public = ("id", "filter_spec", "file", "width", "height", "focal_point_key", "image")


class Recording(models.Model):
    """A video or a podcast with what makes it readable: captions, a transcript."""

    public_id = PublicIdField()
    title = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    file_name = models.CharField(max_length=80)
    captions = models.TextField(blank=True)  # WebVTT
    transcript = models.TextField(blank=True)
    seconds = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "title", "media_type", "captions", "transcript", "seconds", "made_at")
        pseudonymous = ("id", "file_name")
        personal = ("made_by",)

    @property
    def is_video(self) -> bool:
        return self.media_type.startswith("video/")
