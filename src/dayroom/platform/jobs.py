"""Jobs by name: actions say what should happen, and need not import who does it.

A job's arguments are ids and codes, never words; the worker's errors are scrubbed before they are stored.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from dayroom.platform.sweeping import tidy

_JOBS: dict[str, Task] = {}


def job(name: str) -> Callable[[Task], Task]:
    """Decorator above ``@task()``: gives a job the name by which actions enqueue it."""

    def register(made: Task) -> Task:
        _JOBS[name] = made
        return made

    return register


def enqueue(name: str, **arguments: int | str | None) -> None:
    """Queue a job with the surrounding transaction: both are kept, or neither is."""
    if str(settings.TASKS["default"]["BACKEND"]).endswith("DatabaseBackend"):
        # the queue is a table of the same database: no second commit, and nothing lost if the process dies now
        _enqueue_now(name, arguments)
    else:
        transaction.on_commit(partial(_enqueue_now, name, arguments))


def _enqueue_now(name: str, arguments: dict[str, Any]) -> None:
    _JOBS[name].enqueue(**arguments)


def known_jobs() -> list[str]:
    return sorted(_JOBS)


@job("platform.tidy")
@task()
def tidy_house() -> dict[str, int]:
    return tidy(now=timezone.now())
