"""Files that come in: read, taken back, weighed anew, and taken up again when a worker died."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.tracking.actions import imports, sources
from dayroom.platform.jobs import job


@job("tracking.read_batch")
@task()
def read_batch(batch_id: int) -> None:
    imports.read_batch(batch_id=batch_id, now=timezone.now())


@job("tracking.clear_batch")
@task()
def clear_batch(batch_id: int) -> None:
    imports.clear_batch(batch_id=batch_id)


@job("tracking.weigh_sources")
@task()
def weigh_sources(tracker_id: int) -> None:
    sources.weigh_tracker(tracker_id=tracker_id)


@job("tracking.go_on_with_files")
@task()
def go_on_with_files() -> dict[str, int]:
    """A file whose worker was killed is read on from where it stood; scheduled every five minutes."""
    return imports.go_on(now=timezone.now())
