"""Ways out of a message that are counted: a number per day, and nothing about who went."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import get_random_string

from dayroom.apps.outreach.models import ClickDay, Link, Message
from dayroom.kernel.errors import NotFound

CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # no signs that look alike


def counted_link(message: Message, channel: str) -> str:
    """The address by which this channel leads to the message's page or to where it points; made once."""
    target = message.link or f"{settings.SITE_URL}{reverse('news-show', args=[message.public_id])}"
    row, _made = Link.objects.get_or_create(
        message=message, channel=channel, target=target, defaults={"code": get_random_string(8, CODE_SIGNS)}
    )
    return f"{settings.SITE_URL}{reverse('outreach-link', args=[row.code])}"


def follow_link(*, code: str, today: date) -> str:
    """Count one click of the day and return where it leads. Raises NotFound."""
    row = Link.objects.filter(code=code).first()
    if row is None:
        raise NotFound()
    with transaction.atomic():
        if not ClickDay.objects.filter(link=row, day=today).update(count=F("count") + 1):
            made, is_new = ClickDay.objects.get_or_create(link=row, day=today, defaults={"count": 1})
            if not is_new:
                ClickDay.objects.filter(pk=made.pk).update(count=F("count") + 1)
    return row.target
