from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.outreach.actions.deliveries import deliver, settle_interrupted
from dayroom.apps.outreach.actions.drafts import sweep_drafts
from dayroom.apps.outreach.actions.letters import queue_letters, send_letters
from dayroom.apps.outreach.actions.subscribing import forget_device
from dayroom.apps.outreach.adapters.mails import confirmation_for, send_letter
from dayroom.apps.outreach.queries.deliveries import due_ids, interrupted_ids, push_facts
from dayroom.apps.outreach.queries.letters import devices_after, open_runs, unconfirmed
from dayroom.platform import outgoing, pushing
from dayroom.platform.jobs import job

AT_ONCE = 50  # deliveries or browsers of one part: the next minute takes the rest
LETTER_SECONDS = 50.0  # the job ends before the clock calls it again
PUSH_SECONDS = 24 * 3600  # how long a push service keeps it for a browser that sleeps


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


@job("outreach.queue_letters")
@task()
def queue_issue(delivery_id: int) -> int:
    """Everybody who wants this issue gets a row; a job that was interrupted goes on where it stopped."""
    return queue_letters(delivery_id)


@job("outreach.send_letters")
@task()
def send_waiting_letters() -> int:
    """Mails that wait, for most of a minute; scheduled every minute. Runs that were interrupted go on first."""
    for delivery_id in open_runs():
        queue_letters(delivery_id)
    return send_letters(send_letter, seconds=LETTER_SECONDS)


@job("outreach.sweep_drafts")
@task()
def sweep_old_drafts() -> int:
    """Daily: words that nobody has come back to."""
    return sweep_drafts(timezone.now())


@job("outreach.mail_confirmation")
@task()
def mail_confirmation(subscription_id: int) -> bool:
    row = unconfirmed(subscription_id)
    if row is None:
        return False
    confirmation_for(row).send()
    return True


@job("outreach.send_pushes")
@task()
def send_pushes(delivery_id: int) -> int:
    """A sign to each browser; one that is gone for good is forgotten. The sign holds an address and no words."""
    told, last, sent = push_facts(delivery_id), 0, 0
    while devices := devices_after(last, AT_ONCE):
        for device in devices:
            last = device.pk
            try:
                status = pushing.push(pushing.Browser(device.endpoint, device.p256dh, device.auth), told,
                                      seconds=PUSH_SECONDS)
            except (pushing.BadKeys, outgoing.AddressRefused):
                status = 410
            except outgoing.NotSent:
                continue
            if status in (404, 410):
                forget_device(device.pk)
            sent += 200 <= status < 300
    return sent
