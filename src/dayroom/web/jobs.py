"""What the shell itself does by the clock."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.platform.jobs import job
from dayroom.web.tour import sandbox
from dayroom.web.tour.scenes import demo_cast


@job("web.sweep_tour")
@task()
def sweep_the_stage() -> int:
    """Take back what visitors of the tour have left behind; nothing outside the demo. Scheduled every five minutes."""
    cast = demo_cast()
    return sandbox.sweep(ann=cast["ann"], carl=cast["carl"], now=timezone.now()) if cast else 0
