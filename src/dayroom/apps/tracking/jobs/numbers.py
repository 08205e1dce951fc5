"""Numbers about treatments, counted once a day."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.tracking.actions import counting
from dayroom.platform.jobs import job


@job("tracking.publish_numbers")
@task()
def publish_numbers() -> dict[str, int]:
    return counting.publish_numbers(now=timezone.now())
