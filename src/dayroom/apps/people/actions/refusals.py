"""Remembering, for a day, that somebody said they are too young: without the date, and without the address."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from dayroom.platform.models import RateCount

REMEMBERED_HOURS = 24  # house convention: long enough to stop a second try, short enough to forget a child


def _key(email: str) -> str:
    text = f"age-refusal|{email.strip().lower()}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def remember_refusal(*, email: str, now: datetime) -> None:
    """Keep a keyed hash of the address; older ones of the same address are renewed."""
    if email:
        RateCount.objects.update_or_create(key=_key(email), defaults={"window_start_at": now, "count": 1})


def is_refusal_remembered(*, email: str, now: datetime) -> bool:
    """Whether this address was refused within the last day; a forgotten one is deleted."""
    row = RateCount.objects.filter(key=_key(email)).first()
    if row is None:
        return False
    if now - row.window_start_at < timedelta(hours=REMEMBERED_HOURS):
        return True
    row.delete()
    return False
