"""Work of screening that nobody should wait for."""

from __future__ import annotations

from django_tasks import task

from dayroom.apps.screening.actions.vectors import make_vectors
from dayroom.platform.jobs import job


@job("screening.warm_register")
@task()
def warm_register() -> int:
    """Make the sentence model's vectors of the register, so that no post waits for them."""
    return make_vectors()
