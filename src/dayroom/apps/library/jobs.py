from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.library.actions.news import fetch_due
from dayroom.apps.library.actions.publishing import look_at_days, publish_due
from dayroom.platform.jobs import job


@job("library.publish_due")
@task()
def publish_due_articles() -> dict[str, int]:
    return publish_due(timezone.now())


@job("library.look_at_days")
@task()
def look_at_review_days() -> dict[str, int]:
    return look_at_days(timezone.now())


@job("library.fetch_news")
@task()
def fetch_news() -> dict[str, int]:
    return fetch_due(timezone.now())
