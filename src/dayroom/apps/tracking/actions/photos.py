"""A picture beside a reading: drawn anew, so that nothing but its pixels stays, and sealed with the owner's key."""

from __future__ import annotations

import base64
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import Reading
from dayroom.apps.tracking.queries.trackers import seen_reading
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound, TooLarge, WrongType
from dayroom.platform.files import delete_files, keep_file, path_of
from dayroom.platform.sealing import Vault, vault_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

BYTES_MOST = 12_000_000  # of the file as it comes from a phone
PIXELS_MOST = 60_000_000
SIDE_MOST = 1_600  # a wound, a rash, the display of a device: enough to see, small enough to keep
SEALED_AS = "tracking_photo"


class PictureTooLarge(TooLarge):
    """This picture is too large. Up to 12 megabytes work."""


class NotAPicture(WrongType):
    """This file is no picture that we can read. JPEG, PNG, WebP and GIF work."""


def keep_photo(*, record: Record, public_id: str, upload: UploadedFile, now: datetime) -> Reading:
    """Put a picture beside a reading; one that stood there goes. Raises NotFound, NotAgreed, PictureTooLarge,
    NotAPicture."""
    check_agreed(record.owner_id)
    row, _tracker = seen_reading(record, public_id)
    content = drawn_anew(upload)
    vault = vault_of(record.owner_id)
    name = keep_file([_sealed(vault, content, row.public_id)], ".sealed")
    _swap(record, row, name, now)
    return row


def drop_photo(*, record: Record, public_id: str, now: datetime) -> Reading:
    """Take the picture away for good. Raises NotFound."""
    row, _tracker = seen_reading(record, public_id)
    _swap(record, row, "", now)
    return row


def photo_of(row: Reading, vault: Vault) -> bytes:
    """The picture as JPEG. Raises NotFound where there is none, or its file is gone."""
    try:
        sealed = path_of(row.photo).read_bytes() if row.photo else b""
    except FileNotFoundError:
        sealed = b""
    if not sealed:
        raise NotFound()
    opened = vault.open_at(sealed, table=SEALED_AS, public_id=row.public_id)
    return base64.b64decode(opened["jpeg"])


def drawn_anew(upload: UploadedFile) -> bytes:
    """A JPEG of the pixels alone: place, device and time that a phone writes into a picture stay behind."""
    if (upload.size or 0) > BYTES_MOST:
        raise PictureTooLarge()
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            # the header says the size before anything is decoded: a bomb goes off nowhere
            if picture.width * picture.height > PIXELS_MOST:
                raise PictureTooLarge()
            picture.draft("RGB", (SIDE_MOST, SIDE_MOST))
            turned = ImageOps.exif_transpose(picture)
            turned.thumbnail((SIDE_MOST, SIDE_MOST))
            fresh = Image.new("RGB", turned.size, "white")
            clear = turned.convert("RGBA")
            fresh.paste(clear, mask=clear)
    except (PictureTooLarge, Image.DecompressionBombError) as fault:
        raise PictureTooLarge() from fault
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, MemoryError) as fault:
        # what the decoder says about a broken file is of no use to the person
        raise NotAPicture(_("This picture could not be read. It may be damaged; another copy may work.")) from fault
    out = BytesIO()
    fresh.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


def _sealed(vault: Vault, content: bytes, public_id: str) -> bytes:
    values = {"jpeg": base64.b64encode(content).decode()}
    return vault.seal_at(values, table=SEALED_AS, public_id=public_id)


def _swap(record: Record, row: Reading, name: str, now: datetime) -> None:
    before = row.photo
    with transaction.atomic():
        row.photo, row.changed_at = name, now
        row.save(update_fields=["photo", "changed_at"])
        note_access(record, "tracker", {row.tracker.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
        if before:
            transaction.on_commit(partial(delete_files, [before]))
