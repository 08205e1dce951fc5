"""Programs of partners that are told of what is published."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import get_random_string

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import Webhook
from dayroom.kernel.errors import NotFound
from dayroom.platform import outgoing

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

WEBHOOK_KIND = "webhook"


def add_webhook(*, by: Member, label: str, address: str, now: datetime) -> tuple[Webhook, str]:
    """The row and its secret, which is shown once. Audited. Raises AddressRefused where it leads into a private
    network; a name that nobody knows yet is kept."""
    with suppress(outgoing.NotSent):  # not there yet: every sending looks again
        outgoing.target(address)
    secret = get_random_string(40)
    with transaction.atomic():
        row = Webhook.objects.create(label=label, address=address, secret=secret, made_by=by, made_at=now)
        record(actor_id=by.pk, action="webhook.added", now=now, subject=(WEBHOOK_KIND, row.pk))
    return row, secret


def stop_webhook(*, public_id: str, by: Member, now: datetime) -> None:
    """Audited. Raises NotFound."""
    with transaction.atomic():
        row = Webhook.objects.filter(public_id=public_id, stopped_at=None).first()
        if row is None:
            raise NotFound()
        Webhook.objects.filter(pk=row.pk).update(stopped_at=now)
        record(actor_id=by.pk, action="webhook.stopped", now=now, subject=(WEBHOOK_KIND, row.pk))
