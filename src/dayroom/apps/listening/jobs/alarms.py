"""By the clock: what was counted is judged."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions.detecting import detect, look_again
from dayroom.platform.jobs import job


@job("listening.detect")
@task()
def detect_alarms() -> int:
    """After counting: the newest whole days of every topic and place; then whether young alarms can be explained."""
    now = timezone.now()
    raised = len(detect(now=now).raised)
    look_again(now=now)
    return raised
