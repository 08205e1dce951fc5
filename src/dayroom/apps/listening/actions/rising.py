"""Phrases that rose in the last full week are written down, once a week and language."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dayroom.apps.listening.models import RisingTerm
from dayroom.apps.listening.queries.lake import RISING_LANGUAGES, rising_terms


def find_rising(*, now: datetime) -> int:
    """Replace what is known of the last full week; posts of it may still come in. Returns how many phrases."""
    monday = now.date() - timedelta(days=now.weekday() + 7)
    found = 0
    for language in RISING_LANGUAGES:
        rows = [
            RisingTerm(
                week=monday, language=language, phrase=one.phrase, count=one.now, before=one.before,
                authors=one.authors, score=one.score,
            )
            for one in rising_terms(monday, language)
        ]  # fmt: skip
        with transaction.atomic():
            RisingTerm.objects.filter(week=monday, language=language).delete()
            RisingTerm.objects.bulk_create(rows)
        found += len(rows)
    return found
