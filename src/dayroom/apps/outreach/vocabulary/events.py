"""An event that a message announces, as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS_UNSAID = 2  # how long an event stands in calendars when nobody said its end; our own choice, 2026-11-21


@dataclass(frozen=True, slots=True)
class EventTold:
    """An event as it was written. ``url`` is the way to take part from home; place or url may be empty, not both."""

    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    url: str = ""

    @property
    def over_at(self) -> datetime:
        return self.ends_at or self.starts_at + timedelta(hours=HOURS_UNSAID)
