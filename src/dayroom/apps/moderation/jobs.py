from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.moderation import actions
from dayroom.platform.jobs import job


@job("moderation.call_again")
@task()
def call_again() -> int:
    """Call the stewards when nobody decided in time; scheduled every minute, because a crisis has fifteen."""
    return actions.call_again(timezone.now())
