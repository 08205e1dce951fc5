"""Pictures, video and sound that members add: looked at by their bytes, never by their name.

A picture is decoded and written anew: what was hidden in it (place, camera, thumbnails, a second file) stays behind.
Video and sound are kept as they came, because we do not transcode: their metadata are not checked, and the form
says so.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from dayroom.apps.communities.actions.files import delete_files, keep_file
from dayroom.apps.communities.models import Attachment
from dayroom.apps.communities.rules.media import MediaType, media_type_of
from dayroom.kernel.errors import Invalid, TooLarge, WrongType
from dayroom.platform import limits as rate
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

PIXELS_MOST = 40_000_000  # standards §11
IMAGE_BYTES_MOST = 10 * 1024 * 1024
MEDIA_BYTES_MOST = 60 * 1024 * 1024
SIDE_MOST = 2400  # pixels of the longer side: sharp on any screen, a tenth of a camera's file
ALT_MAX, TRANSCRIPT_MAX = 500, 20_000
FILES_PER_DAY, DAY_SECONDS = 100, 24 * 3600  # decoding costs the machine a second at worst
WAITING_MOST = 12  # files of one member that wait for a post to be sent


class NotAPicture(WrongType):
    """This file cannot be shown here. Pictures: JPEG, PNG, WebP or GIF. Video: MP4 or WebM. Sound: MP3, M4A or Ogg."""


class PictureTooLarge(TooLarge):
    """This picture is too large: at most 10 MB and 40 million pixels. A smaller copy will do well."""


class FileTooLarge(TooLarge):
    """This file is too large: at most 60 MB."""


class NoAlt(Invalid):
    """Please say in a few words what the picture shows, for those who cannot see it. Or mark it as decoration."""


class NoTranscript(Invalid):
    """Please add captions, or write down what is said. Not everybody can hear it, or listen right now."""


def store_attachment(
    *, uploader: Member, upload: UploadedFile, now: datetime, alt: str = "", decorative: bool = False,
    transcript: str = "", captions: str = "",
) -> Attachment:
    """Keep one file for a post that is about to be sent. Raises WrongType (415), TooLarge (413), Invalid (422),
    TooMany (429)."""
    rate.spend(what="file", who=str(uploader.pk), most=FILES_PER_DAY, per_seconds=DAY_SECONDS, now=now)
    alt = markup.clean_line(alt)[:ALT_MAX]
    found = media_type_of(_head(upload))
    if found is None:
        raise NotAPicture()
    if found.kind == "IMAGE":
        if not alt and not decorative:
            raise NoAlt()
        content, width, height, kind, suffix = _drawn_anew(upload)
        row = Attachment(kind=found.kind, media_type=kind, width=width, height=height, bytes_count=len(content))
        row.file_name = keep_file([content], suffix)
    else:
        row = _recording(upload, found, transcript=transcript, captions=captions)
    row.uploader, row.alt, row.decorative, row.made_at = uploader, alt, decorative and not alt, now
    with transaction.atomic():
        row.save()
        _make_room(uploader.pk)
    return row


def kept_upload(upload: UploadedFile, *, transcript: str = "", captions: str = "") -> tuple[str, str]:
    """Keep a file that belongs to no post, with the same care: (name in private storage, media type). Raises
    WrongType (415), TooLarge (413), Invalid (422)."""
    found = media_type_of(_head(upload))
    if found is None:
        raise NotAPicture()
    if found.kind != "IMAGE":
        row = _recording(upload, found, transcript=transcript, captions=captions)
        return row.file_name, row.media_type
    content, _width, _height, media_type, suffix = _drawn_anew(upload)
    return keep_file([content], suffix), media_type


def _head(upload: UploadedFile) -> bytes:
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    return bytes(head)


def _drawn_anew(upload: UploadedFile) -> tuple[bytes, int, int, str, str]:
    """(bytes, width, height, media type, suffix) of the picture, decoded and encoded again; only pixels survive."""
    if (upload.size or 0) > IMAGE_BYTES_MOST:
        raise PictureTooLarge()
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            # the header says the size before anything is decoded: a bomb goes off nowhere
            if picture.width * picture.height > PIXELS_MOST:
                raise PictureTooLarge()
            picture.draft("RGB", (SIDE_MOST, SIDE_MOST))
            drawn = ImageOps.exif_transpose(picture)
            drawn.thumbnail((SIDE_MOST, SIDE_MOST))
            clear = drawn.mode in ("RGBA", "LA", "PA") or "transparency" in drawn.info
            bare = drawn.convert("RGBA" if clear else "RGB")
            colours = picture.info.get("icc_profile") if picture.mode in ("RGB", "RGBA") else None
            return _encoded(bare, clear, colours)
    except PictureTooLarge:
        raise
    except Image.DecompressionBombError as fault:
        raise PictureTooLarge() from fault
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, MemoryError) as fault:
        # what the decoder says about a broken file is of no use to the person
        raise NotAPicture(_("This picture could not be read. It may be damaged; another copy may work.")) from fault


def _encoded(picture: Image.Image, clear: bool, colours: bytes | None) -> tuple[bytes, int, int, str, str]:
    # a new image from the pixels alone: nothing of the old file's dictionaries comes along
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    out = BytesIO()
    keep = {"icc_profile": colours} if colours else {}
    if clear:
        fresh.save(out, "PNG", optimize=True, **keep)
        return out.getvalue(), fresh.width, fresh.height, "image/png", ".png"
    fresh.save(out, "JPEG", quality=85, optimize=True, progressive=True, **keep)
    return out.getvalue(), fresh.width, fresh.height, "image/jpeg", ".jpg"


def _recording(upload: UploadedFile, found: MediaType, *, transcript: str, captions: str) -> Attachment:
    if (upload.size or 0) > MEDIA_BYTES_MOST:
        raise FileTooLarge()
    transcript, captions = markup.clean(transcript), markup.clean(captions)
    if not transcript and not captions:
        raise NoTranscript()
    if max(len(transcript), len(captions)) > TRANSCRIPT_MAX:
        raise TooLarge(_("Please keep what is said under 20,000 characters."))
    if captions and not captions.startswith("WEBVTT"):
        raise Invalid(_("Captions must be a WebVTT text: its first line is WEBVTT. A plain transcript works too."))
    row = Attachment(
        kind=found.kind, media_type=found.media_type, bytes_count=upload.size or 0, transcript=transcript,
        captions=captions,
    )
    row.file_name = keep_file(upload.chunks(), found.suffix)
    return row


def _make_room(member_id: int) -> None:
    """Files that were never sent make room for new ones."""
    waiting = Attachment.objects.filter(uploader_id=member_id, post=None).order_by("-id")
    old = list(waiting.values_list("pk", "file_name")[WAITING_MOST:])
    if old:
        Attachment.objects.filter(pk__in=[pk for pk, _name in old]).delete()
        transaction.on_commit(partial(delete_files, [name for _pk, name in old]))
