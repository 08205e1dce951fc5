"""The worker: runs jobs from the database, and sees to what is due by the clock."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Sequence

from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from dayroom.kernel.errors import TooMany
from dayroom.platform.jobs import enqueue
from dayroom.platform.limits import spend
from dayroom.platform.logs import bare_traceback

log = logging.getLogger("dayroom.worker")
PAUSE_SECONDS = 1.0


def settle() -> None:
    """Once a process for jobs is set up: what the site is made of stays to the end, so nobody need look through it.

    Jobs make rows by the million, and the collector would walk through all of it for every fifty thousand: a seventh
    of the time of reading an Apple export.
    """
    gc.collect()
    gc.freeze()


class DayroomWorker(Worker):
    """Django-tasks' worker, with a clock, and with errors that keep no words."""

    def __init__(self, schedule: Sequence[tuple[str, int]]) -> None:
        super().__init__(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.schedule = schedule

    def work(self, *, once: bool = False) -> None:
        """Until told to stop: everything that waits, then everything that is due, then a short pause."""
        while self.running:
            self.enqueue_due()
            super().run()
            if once:
                return
            if self.running:
                time.sleep(PAUSE_SECONDS)

    def enqueue_due(self) -> None:
        for name, every_seconds in self.schedule:
            try:
                # the rate limit in the database lets one of any number of workers win
                spend(what="schedule", who=name, most=1, per_seconds=every_seconds, now=timezone.now())
            except TooMany:
                continue
            enqueue(name)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        def set_failed(fault: BaseException) -> None:
            """Where it broke and what kind of error, not its message: that may quote a row."""
            db_task_result.status = TaskResultStatus.FAILED
            db_task_result.finished_at = timezone.now()
            db_task_result.exception_class_path = f"{type(fault).__module__}.{type(fault).__qualname__}"
            db_task_result.traceback = bare_traceback(type(fault), fault.__traceback__)
            db_task_result.return_value = None
            db_task_result.save(
                update_fields=["status", "return_value", "finished_at", "exception_class_path", "traceback"]
            )
            log.error("job failed: %s", db_task_result.traceback)

        db_task_result.set_failed = set_failed  # type: ignore[method-assign]  # this row only
        super().run_task(db_task_result)
