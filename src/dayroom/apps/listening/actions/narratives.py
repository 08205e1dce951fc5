"""Write down which checked claims went round in the last full week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from dayroom.apps.listening.models import ClaimSeen
from dayroom.apps.listening.queries.narratives import put_forward
from dayroom.apps.listening.rules.series import monday
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS
from dayroom.apps.screening.queries.fact_checks import by_claim_id


def find_narratives(*, now: datetime) -> int:
    """Replace what is known of the last full week; what fewer than eleven people put forward is not kept. Returns how
    many claims were kept."""
    today = now.astimezone(UTC).date()
    week = monday(today) - timedelta(7)
    found, looked = put_forward(week, today)
    enough = [one for one in found if one.writers >= LEAST_AUTHORS]
    checks = by_claim_id([one.claim_id for one in enough])
    rows = [
        ClaimSeen(week=week, fact_check_id=checks[one.claim_id], posts=one.posts, writers=one.writers, looked_at=looked)
        for one in enough if one.claim_id in checks
    ]
    with transaction.atomic():
        ClaimSeen.objects.filter(week=week).delete()
        ClaimSeen.objects.bulk_create(rows)
    return len(rows)
