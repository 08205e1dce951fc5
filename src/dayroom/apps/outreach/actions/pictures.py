"""Pictures and videos of messages: drawn anew or kept in pieces, with words for those who cannot see or hear them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.attachments import kept_upload
from dayroom.apps.outreach.actions.messages import save_message
from dayroom.apps.outreach.models import Message, MessagePicture
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND
from dayroom.kernel.errors import Invalid, NotFound, WrongType
from dayroom.platform.files import delete_files, path_of

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

PICTURES_MOST = 8


class TooManyPictures(Invalid):
    """A message can have up to eight pictures and videos."""


def add_picture(*, message: Message, by: Member, upload: UploadedFile, told: dict[str, Any],
                now: datetime) -> MessagePicture:
    """Kept with what it shows and whose it is; the text that was approved without it is not approved with it.

    Raises WrongType (415), TooLarge (413), Invalid (422), NotNow.
    """
    if message.pictures.count() >= PICTURES_MOST:
        raise TooManyPictures()
    name, media_type = kept_upload(upload, captions=told.get("captions", ""))
    if media_type.startswith("audio/"):
        delete_files([name])
        raise WrongType()
    with transaction.atomic():
        row = MessagePicture.objects.create(
            message=message, file_name=name, media_type=media_type, digest=_digest_of(name), added_at=now, **told)
        save_message(message=message, by=by, told={}, now=now)
        record(actor_id=by.pk, action="message.picture_added", now=now, subject=(MESSAGE_KIND, message.pk),
               facts={"shows": row.shows})
    return row


def _digest_of(name: str) -> str:
    with path_of(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove_picture(*, message: Message, by: Member, public_id: str, now: datetime) -> None:
    """The row and the file. Raises NotFound, NotNow."""
    row = message.pictures.filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    with transaction.atomic():
        row.delete()
        save_message(message=message, by=by, told={}, now=now)
        record(actor_id=by.pk, action="message.picture_removed", now=now, subject=(MESSAGE_KIND, message.pk))
        transaction.on_commit(partial(delete_files, [row.file_name]))
