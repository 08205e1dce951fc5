"""Keep a video or a podcast with its captions and transcript."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.library.models import Recording
from dayroom.platform.files import keep_file

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member
    from dayroom.platform.media_types import MediaType


def keep_recording(
    *, title: str, kind: MediaType, pieces: Iterable[bytes], captions: str, transcript: str, by: Member, now: datetime
) -> Recording:
    """Written piece by piece under a random name. Audited."""
    name = keep_file(pieces, kind.suffix)
    with transaction.atomic():
        row = Recording.objects.create(
            title=title, media_type=kind.media_type, file_name=name, captions=captions, transcript=transcript,
            made_by=by, made_at=now,
        )
        record(actor_id=by.pk, action="recording.kept", now=now, subject=("recording", row.pk))
    return row
