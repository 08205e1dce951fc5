"""An event for a page, for a calendar (RFC 5545) and for search engines (schema.org Event)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from dayroom.apps.outreach.models import Message
from dayroom.apps.outreach.queries.events import event_of
from dayroom.apps.outreach.rules.events import when_words
from dayroom.apps.outreach.vocabulary.events import EventTold
from dayroom.platform.icalendar import calendar_file, escaped, stamp


@dataclass(frozen=True, slots=True)
class EventShown:
    told: EventTold
    title: str
    when: str
    is_over: bool
    url: str  # the page of the message
    language: str


def event_shown(row: Message, now: datetime) -> EventShown | None:
    told = event_of(row)
    if told is None:
        return None
    return EventShown(told, row.title, when_words(told, timezone.get_default_timezone()), told.over_at <= now,
                      reverse("news-show", args=[row.public_id]), row.language)


def _address(row: Message) -> str:
    return f"{settings.SITE_URL}{reverse('news-show', args=[row.public_id])}"


def calendar_of(rows: Sequence[Message], now: datetime) -> str:
    """Messages with an event as one iCalendar file. The same event keeps its name, so that a calendar changes it."""
    return calendar_file(_lines(row, told, now) for row in rows if (told := event_of(row)) is not None)


def _lines(row: Message, told: EventTold, now: datetime) -> list[str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    lines = [f"UID:{row.public_id}@{host}", f"DTSTAMP:{stamp(now)}", f"DTSTART:{stamp(told.starts_at)}",
             f"DTEND:{stamp(told.over_at)}", f"SUMMARY:{escaped(row.title)}", f"URL:{_address(row)}"]
    if told.place or told.url:
        lines.append(f"LOCATION:{escaped(told.place or told.url)}")
    if told.place and told.url:
        lines.append(f"DESCRIPTION:{escaped(told.url)}")
    return lines


def event_ld(row: Message, told: EventTold) -> SafeString:
    """The block for search engines: data and no script, with every sign that could end it written another way."""
    ways = []
    if told.place:
        ways.append({"@type": "Place", "name": told.place, "address": told.place})
    if told.url:
        ways.append({"@type": "VirtualLocation", "url": told.url})
    mode = "Mixed" if told.place and told.url else "Online" if told.url else "Offline"
    data = {
        "@context": "https://schema.org", "@type": "Event", "name": row.title, "url": _address(row),
        "startDate": told.starts_at.isoformat(), "endDate": told.over_at.isoformat(), "location": ways,
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "organizer": {"@type": "Organization", "name": settings.SITE_NAME},
    }
    safe = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # escaped just above
