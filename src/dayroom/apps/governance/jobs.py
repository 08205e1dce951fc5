from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.governance.actions import erasure, exports
from dayroom.platform.jobs import job


@job("governance.build_export")
@task()
def build_export(export_id: int) -> None:
    exports.build_export(export_id=export_id, now=timezone.now())


@job("governance.forget_exports")
@task()
def forget_exports() -> int:
    return exports.forget_exports(now=timezone.now())


@job("governance.erase_due")
@task()
def erase_due() -> int:
    return erasure.erase_due(now=timezone.now())
