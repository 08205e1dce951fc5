"""Append what was done, in the transaction in which it was done."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.audit.models import Event
from dayroom.apps.audit.rules import canonical


def record(
    *,
    actor_id: int | None,
    action: str,
    now: datetime,
    subject: tuple[str, int] | None = None,
    reason: str = "",
    facts: dict[str, int | str | bool | None] | None = None,
) -> Event:
    """Append one event. Facts are ids, codes and counts; never a member's words. Raises NotCanonical,
    and what the database raises.

    There is no "try": if the record cannot be written, the deed does not happen (SAFETY: never fail open).
    """
    canonical(facts or {})  # what could not be sealed later is refused now
    kind, subject_id = subject if subject else ("", None)
    return Event.objects.create(
        at=now, actor_id=actor_id, action=action, subject_kind=kind, subject_id=subject_id, reason=reason[:400],
        facts=facts or {},
    )
