"""Keys of hashes in the lake: made when first needed, thrown away when their quarter is over."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from dayroom.apps.listening.models import Intake, LakeKey
from dayroom.apps.listening.rules.coarse import quarter_number
from dayroom.apps.listening.vocabulary import IntakeState

POSTS, WRITERS = "posts", "writers"
_BYTES = 32


def key_of_posts(now: datetime) -> bytes:
    """Names posts; kept, so that a post that is read twice is known again."""
    return _key(POSTS, 0, now)


def key_of_writers(now: datetime) -> tuple[int, bytes]:
    """The quarter of reading, and the key that names writers while it lasts."""
    era = quarter_number(now.date())
    return era, _key(WRITERS, era, now)


def forget_keys_of_writers(now: datetime) -> int:
    """Throw away the keys of quarters that are over; a round still being read keeps its own. Returns how many."""
    reading = Intake.objects.filter(state__in=(IntakeState.WAITING, IntakeState.READING)).order_by("started_at").first()
    oldest = reading.started_at if reading else now
    return LakeKey.objects.filter(name=WRITERS, era__lt=quarter_number(oldest.date())).delete()[0]


def _key(name: str, era: int, now: datetime) -> bytes:
    fresh = base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    row, _ = LakeKey.objects.get_or_create(name=name, era=era, defaults={"key": fresh, "made_at": now})
    # what stands in the row counts: two workers may have made one each
    row.refresh_from_db()
    return base64.b64decode(row.key)
