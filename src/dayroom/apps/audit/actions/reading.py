"""Reading the record leaves a trace of its own when it leaves the site."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.audit.actions.events import record
from dayroom.apps.audit.vocabulary import Asked


def note_export(*, by_id: int, asked: Asked, now: datetime) -> None:
    """Record that somebody took a copy of a part of the record."""
    record(actor_id=by_id, action="audit.exported", now=now,
           facts={"actor": asked.actor_id, "action": asked.action, "subject_kind": asked.subject_kind,
                  "subject_id": asked.subject_id})
