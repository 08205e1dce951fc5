"""Rate limits through the database, so that every process counts together."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from dayroom.kernel.errors import TooMany
from dayroom.platform.models import RateCount


def spend(*, what: str, who: str, most: int, per_seconds: int, now: datetime) -> None:
    """Count one use; raises TooMany with the seconds to wait.

    A fixed window is enough here: the limits protect people and the machine, they are not a bill.
    """
    key = hmac.new(settings.SECRET_KEY.encode(), f"{what}|{who}".encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        row, _made = RateCount.objects.select_for_update().get_or_create(key=key, defaults={"window_start_at": now})
        if now - row.window_start_at >= timedelta(seconds=per_seconds):
            RateCount.objects.filter(pk=row.pk).update(window_start_at=now, count=1)
            return
        if row.count >= most:
            left = per_seconds - int((now - row.window_start_at).total_seconds())
            raise TooMany(retry_after_seconds=max(1, left))
        RateCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
