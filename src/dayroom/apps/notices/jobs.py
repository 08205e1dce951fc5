from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.notices import actions, queries
from dayroom.apps.notices.adapters import send
from dayroom.platform.jobs import job


@job("notices.send_digests")
@task()
def send_digests() -> int:
    """One summary a day to those who want it; scheduled every hour, because it is day somewhere else each hour."""
    now, sent = timezone.now(), 0
    for due in queries.digests_due(now):
        ours, before = actions.claim_digest(due.member_id, now)
        if not ours:
            continue
        if send(due):
            actions.mark_mailed(due, now)
            sent += 1
        else:
            actions.give_back_digest(due.member_id, before)
    return sent


@job("notices.send_instant")
@task()
def send_instant() -> int:
    """Mails that do not wait; scheduled every minute."""
    now, sent = timezone.now(), 0
    for due in queries.instants_due(now):
        if not actions.claim_instant(due, now):
            continue
        if send(due):
            sent += 1
        else:
            actions.give_back_instant(due)
    return sent
