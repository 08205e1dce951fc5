from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.outreach.actions.deliveries import deliver, settle_interrupted
from dayroom.apps.outreach.queries.deliveries import due_ids, interrupted_ids
from dayroom.platform.jobs import job

AT_ONCE = 50  # deliveries of one run: the next minute takes the rest


@job("outreach.send_due")
@task()
def send_due() -> int:
    """Everything whose minute has come; scheduled every minute. What was interrupted is settled first."""
    for delivery_id in interrupted_ids(timezone.now()):
        settle_interrupted(delivery_id, now=timezone.now())
    sent = 0
    for delivery_id in due_ids(timezone.now(), AT_ONCE):
        sent += deliver(delivery_id, now=timezone.now()) == "SENT"
    return sent
