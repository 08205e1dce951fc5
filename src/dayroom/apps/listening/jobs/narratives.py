"""Known claims in public posts, looked for beside everything else."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions.narratives import find_narratives
from dayroom.platform.jobs import job


@job("listening.find_narratives")
@task()
def find_known_claims() -> int:
    """Daily, of the last full week: posts of it may still come in."""
    return find_narratives(now=timezone.now())
