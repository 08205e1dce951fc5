"""Flags and cases counted by scope: where it gets louder, and about what."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from dayroom.apps.moderation.models import Case, Flag
from dayroom.apps.moderation.vocabulary import CaseState, Verdict

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
        .values_list("scope_id")
        .annotate(waiting=Count("id"))
    )
    return dict(rows)


def worries_in(scope_id: int, since: datetime, until: datetime) -> dict[str, int]:
    """What came up in one scope in this time: flags under ``FLAGS``, and cases by what they are about; two queries.

    Cases that were decided to be nothing (the thing was left as it was) are not counted.
    """
    cases = (
        Case.objects.filter(scope_id=scope_id, opened_at__gte=since, opened_at__lte=until)
        .exclude(state__in=(CaseState.DECIDED, CaseState.CLOSED), decisions__verdict=Verdict.RELEASE)
        .values_list("harm")
        .annotate(found=Count("id", distinct=True))
    )
    flags = Flag.objects.filter(case__scope_id=scope_id, flagged_at__gte=since, flagged_at__lte=until).count()
    return {"FLAGS": flags, **dict(cases)}
