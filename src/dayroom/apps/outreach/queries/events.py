"""Events that messages announce."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dayroom.apps.outreach.models import Message, MessageEvent
from dayroom.apps.outreach.rules.events import event_lines
from dayroom.apps.outreach.vocabulary.events import EventTold

COMING_SHOWN = 30


def event_of(message: Message) -> EventTold | None:
    row = MessageEvent.objects.filter(message=message).first()
    return EventTold(row.starts_at, row.ends_at, row.place, row.url) if row is not None else None


def event_facts(message: Message) -> list[str]:
    """What an approval belongs to; empty without an event."""
    told = event_of(message)
    if told is None:
        return []
    return [told.starts_at.isoformat(), told.ends_at.isoformat() if told.ends_at else "", told.place, told.url]


def lines_of(message: Message) -> tuple[str, ...]:
    """When, where and how, in the language of the message."""
    told = event_of(message)
    zone = timezone.get_default_timezone()
    return event_lines(told, zone=zone, language=message.language) if told is not None else ()


def with_event(message: Message, text: str) -> str:
    """The text as people and checks read it: with the lines of its event below."""
    return "\n\n".join(part for part in (text, "\n".join(lines_of(message))) if part)


def is_event_over(message: Message, now: datetime) -> bool:
    told = event_of(message)
    return told is not None and told.over_at <= now


def coming(rows: QuerySet[Message], now: datetime) -> Sequence[Message]:
    """Of these messages, those whose event has not ended yet; the next one first."""
    ahead = Q(event__ends_at__gt=now) | Q(event__ends_at=None, event__starts_at__gt=now)
    return list(rows.filter(ahead).order_by("event__starts_at", "pk")[:COMING_SHOWN])
