"""The lake: counted after each round of reading."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions.tallies import count_waiting
from dayroom.platform.jobs import job


@job("listening.count")
@task()
def count() -> dict[str, int]:
    """What came in since the last count, and topics whose definition has changed; also scheduled."""
    return count_waiting(now=timezone.now())
