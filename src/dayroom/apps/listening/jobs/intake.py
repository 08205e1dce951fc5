"""The lake: counted after each round of reading, and kept in order."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.listening.actions import keeping
from dayroom.apps.listening.actions.rising import find_rising
from dayroom.apps.listening.actions.tallies import count_waiting
from dayroom.platform.jobs import job


@job("listening.count")
@task()
def count() -> dict[str, int]:
    """What came in since the last count, and topics whose definition has changed; also scheduled."""
    return count_waiting(now=timezone.now())


@job("listening.keep_house")
@task()
def keep_house() -> dict[str, int]:
    """Daily: what is too old, files that are too small, keys of past quarters, what killed workers left."""
    return keeping.keep_house(now=timezone.now())


@job("listening.find_rising")
@task()
def find_rising_terms() -> int:
    """Daily, of the last full week."""
    return find_rising(now=timezone.now())
