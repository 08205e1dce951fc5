"""Sources are visited and files are read, by the clock and when somebody brings one."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions import files
from dayroom.apps.listening.actions.sources import visit_due
from dayroom.platform.jobs import job


@job("listening.visit")
@task()
def visit_sources() -> dict[str, int]:
    """Every few minutes: those whose time has come."""
    return visit_due(timezone.now())


@job("listening.read_file")
@task()
def read_file(intake_id: int) -> str:
    return files.read_file(intake_id, timezone.now())


@job("listening.read_on")
@task()
def read_on() -> dict[str, int]:
    """What a killed worker left lying is taken up again."""
    return files.read_on(timezone.now())
