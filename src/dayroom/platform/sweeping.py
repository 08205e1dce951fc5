"""Housekeeping rows that nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from dayroom.platform.models import RateCount

KEPT_RESULTS_DAYS = 7
KEPT_COUNTS_DAYS = 2


def tidy(*, now: datetime) -> dict[str, int]:
    """Delete expired sessions, finished jobs and old rate counts; returns how many of each."""
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    results, _ = DBTaskResult.objects.filter(finished_at__lt=now - timedelta(days=KEPT_RESULTS_DAYS)).delete()
    counts, _ = RateCount.objects.filter(window_start_at__lt=now - timedelta(days=KEPT_COUNTS_DAYS)).delete()
    return {"sessions": sessions, "results": results, "counts": counts}
