"""Flags counted by scope: where it gets louder."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from dayroom.apps.moderation.models import Case, Flag
from dayroom.apps.moderation.vocabulary import CaseState

WEEK_DAYS = 7


def flags_by_scope(now: datetime) -> dict[int, tuple[int, int]]:
    """Scope id → (flags of the last seven days, flags of the seven days before); one query, scopes with flags only."""
    week, before = now - timedelta(days=WEEK_DAYS), now - timedelta(days=2 * WEEK_DAYS)
    rows = (
        Flag.objects.filter(flagged_at__gte=before, flagged_at__lte=now, case__scope_id__isnull=False)
        .values_list("case__scope_id")
        .annotate(fresh=Count("id", filter=Q(flagged_at__gt=week)), old=Count("id", filter=Q(flagged_at__lte=week)))
    )
    return {scope_id: (fresh, old) for scope_id, fresh, old in rows}


def open_cases_by_scope() -> dict[int, int]:
    """Scope id → cases that wait for a decision; one query."""
    rows = (
        Case.objects.filter(state__in=(CaseState.OPEN, CaseState.TAKEN), scope_id__isnull=False)
        .values_list("scope_id").annotate(waiting=Count("id"))
    )
    return dict(rows)
