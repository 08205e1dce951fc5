from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from dayroom.apps.moderation import actions
from dayroom.apps.moderation.actions.calls import claim_call, settle_call
from dayroom.apps.moderation.actions.samples import keep_house
from dayroom.apps.moderation.adapters import send
from dayroom.apps.moderation.queries.duty import calls_waiting
from dayroom.platform.jobs import job

SENT_AT_ONCE = 100


@job("moderation.call_again")
@task()
def call_again() -> int:
    """Call the stewards when nobody decided in time; scheduled every minute, because a crisis has fifteen."""
    return actions.call_again(timezone.now())


@job("moderation.call_next")
@task()
def call_next() -> int:
    """Call the next person when whoever is on call did not answer; scheduled every minute."""
    return actions.call_next(timezone.now())


@job("moderation.send_call")
@task()
def send_call(call_id: int) -> bool:
    """Send one call, as soon as it is made."""
    return _send(call_id)


@job("moderation.send_waiting")
@task()
def send_waiting() -> int:
    """Try again what could not be sent; scheduled every minute."""
    return sum(_send(call_id) for call_id in calls_waiting(timezone.now(), most=SENT_AT_ONCE))


def _send(call_id: int) -> bool:
    call = claim_call(call_id, timezone.now())
    if call is None:
        return False
    outcome = send(call)
    settle_call(call, outcome, timezone.now())
    return outcome.sent


@job("moderation.keep_house")
@task()
def daily() -> dict[str, int]:
    """Draw the sample of last week, and forget what is kept for days only; scheduled every day."""
    return keep_house(timezone.now())
