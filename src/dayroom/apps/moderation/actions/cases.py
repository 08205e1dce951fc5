"""Open and walk cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import Case
from dayroom.apps.moderation.vocabulary import DUE_SECONDS, CaseState, Priority


def open_case(
    *,
    subject: tuple[str, int],
    scope_id: int | None,
    author_id: int | None,
    anonymous: bool,
    priority: int,
    source: str,
    reasons: list[str],
    now: datetime,
) -> Case:
    """Open a case about a subject, or add to the one that is open: its priority only ever rises."""
    kind, subject_id = subject
    case, made = Case.objects.get_or_create(
        subject_kind=kind,
        subject_id=subject_id,
        state__in=[CaseState.OPEN, CaseState.TAKEN],
        defaults={
            "scope_id": scope_id, "author_id": author_id, "author_anonymous": anonymous, "priority": priority,
            "source": source, "reasons": " ".join(sorted(set(reasons)))[:300], "opened_at": now,
            "due_at": now + timedelta(seconds=DUE_SECONDS[Priority(priority)]), "state": CaseState.OPEN,
        },
    )
    if not made:
        case.reasons = " ".join(sorted({*case.reasons.split(), *reasons}))[:300]
        if priority < case.priority:
            case.priority = priority
            case.due_at = min(case.due_at, now + timedelta(seconds=DUE_SECONDS[Priority(priority)]))
        case.save(update_fields=["reasons", "priority", "due_at"])
    record(actor_id=None, action="case.opened" if made else "case.added", now=now, subject=("case", case.pk),
           facts={"priority": priority, "source": source, "kind": kind})
    return case
