"""A member has moved to another time zone: what goes by their clock is counted and planned anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from dayroom.apps.tracking.actions.days import refresh_all_days, zone_of
from dayroom.apps.tracking.models import Reminder, Tracker
from dayroom.apps.tracking.queries.reminders import plan_of
from dayroom.apps.tracking.rules.reminders import next_moment
from dayroom.platform.jobs import enqueue
from dayroom.platform.sealing import vault_of


def note_fields(*, member_id: int, fields: Collection[str]) -> None:
    """Years of readings are counted anew by a job: the page on which somebody says where they live must not wait."""
    if "time_zone" in fields and (
        Tracker.objects.filter(owner_id=member_id).exists() or Reminder.objects.filter(owner_id=member_id).exists()
    ):
        enqueue("tracking.follow_zone", member_id=member_id)


def follow_zone(*, member_id: int, now: datetime) -> int:
    """A reading late in the evening may belong to another day now, and a reminder comes at its hour where the member
    is. Returns how many trackers there were; may be done twice."""
    vault, zone = vault_of(member_id), zone_of(member_id)
    for row in Reminder.objects.filter(owner_id=member_id, paused=False):
        next_at = next_moment(plan_of(vault.open(row)), zone, now)
        # who paused it meanwhile has paused it
        Reminder.objects.filter(pk=row.pk, paused=False).update(next_at=next_at)
    held = list(Tracker.objects.filter(owner_id=member_id).values_list("pk", flat=True))
    for pk in held:
        with transaction.atomic():
            tracker = Tracker.objects.select_for_update().filter(pk=pk).first()
            if tracker is not None:
                refresh_all_days(tracker, vault)
    return len(held)
