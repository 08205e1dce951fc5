"""Reminders, about each minute."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.tracking.actions import reminders
from dayroom.apps.tracking.adapters.mails import send_reminder
from dayroom.platform.jobs import job


@job("tracking.remind")
@task()
def remind() -> dict[str, int]:
    due = reminders.remind(timezone.now())
    return {"mails": len(due), "sent": sum(send_reminder(one) for one in due)}
