from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.audit.actions import seal_all
from dayroom.platform.jobs import job


@job("audit.seal")
@task()
def seal_events() -> int:
    """Chain everything that was recorded since the last time; scheduled every minute."""
    return seal_all(timezone.now())
