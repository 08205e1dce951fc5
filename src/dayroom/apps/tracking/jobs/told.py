"""What was deleted and not brought back goes for good."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.tracking.actions.told import sweep_told
from dayroom.platform.jobs import job


@job("tracking.sweep_told")
@task()
def sweep() -> None:
    sweep_told(now=timezone.now())
