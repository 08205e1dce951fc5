"""Announce an event with a message, or take the event out of it again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.actions.messages import save_message
from dayroom.apps.outreach.models import Message, MessageEvent
from dayroom.apps.outreach.rules.events import PLACE_MOST, check_event
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND
from dayroom.apps.outreach.vocabulary.events import EventTold
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def announce_event(*, message: Message, by: Member, told: EventTold, now: datetime) -> None:
    """Day, place and link become part of the message: an approval of before fits it no more. Audited.

    Raises EventInvalid, NotNow.
    """
    check_event(told, now=now)
    with transaction.atomic():
        MessageEvent.objects.update_or_create(message=message, defaults={
            "starts_at": told.starts_at, "ends_at": told.ends_at, "url": told.url,
            "place": markup.clean_line(told.place)[:PLACE_MOST]})
        save_message(message=message, by=by, told={}, now=now)
        record(actor_id=by.pk, action="message.event_announced", now=now, subject=(MESSAGE_KIND, message.pk))


def drop_event(*, message: Message, by: Member, now: datetime) -> None:
    """The message announces no event. Audited. Raises NotNow."""
    with transaction.atomic():
        MessageEvent.objects.filter(message=message).delete()
        save_message(message=message, by=by, told={}, now=now)
        record(actor_id=by.pk, action="message.event_dropped", now=now, subject=(MESSAGE_KIND, message.pk))
