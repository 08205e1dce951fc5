from __future__ import annotations

from django_tasks import task

from dayroom.apps.outreach.adapters.channels.mastodon.server import learn_limits
from dayroom.platform.jobs import job


@job("outreach.learn_limits")
@task()
def learn_limits_of_networks() -> bool:
    """What fits into a post there changes without notice: asked once a day."""
    return learn_limits()
