"""Numbers about treatments, counted once a day; and days that are counted anew."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.tracking.actions import counting, zones
from dayroom.platform.jobs import job


@job("tracking.publish_numbers")
@task()
def publish_numbers() -> dict[str, int]:
    return counting.publish_numbers(now=timezone.now())


@job("tracking.follow_zone")
@task()
def follow_zone(member_id: int) -> int:
    """Somebody lives by another clock now."""
    return zones.follow_zone(member_id=member_id, now=timezone.now())
