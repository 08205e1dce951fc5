from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions.community import count_weeks
from dayroom.platform.jobs import job


@job("listening.community_weeks")
@task()
def count_community_weeks() -> int:
    """Looked at daily; each week is counted once, when it is over."""
    return count_weeks(timezone.now())
