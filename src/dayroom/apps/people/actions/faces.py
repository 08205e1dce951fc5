from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dayroom.platform.models import RateCount


def remember_stopped(marks: Iterable[str], *, now: datetime) -> None:
    """Keep, for a day, that a text was stopped under the professional name: keyed digests only (``stop_marks``).

    The daily housekeeping of the platform deletes them with the other counts.
    """
    for mark in marks:
        RateCount.objects.update_or_create(key=mark, defaults={"window_start_at": now, "count": 1})
