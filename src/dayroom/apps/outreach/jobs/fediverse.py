from __future__ import annotations

from django_tasks import task

from dayroom.apps.outreach.adapters.channels.mastodon.server import learn_limits
from dayroom.apps.outreach.adapters.peers import send_parcels
from dayroom.platform.jobs import job


@job("outreach.learn_limits")
@task()
def learn_limits_of_networks() -> bool:
    """What fits into a post there changes without notice: asked once a day."""
    return learn_limits()


@job("outreach.send_parcels")
@task()
def send_waiting_parcels() -> int:
    """What other servers are to be told, and who asked to follow; scheduled every minute, and at once when there is
    something new."""
    return send_parcels()
