"""Networks that many servers make together."""

from __future__ import annotations

from dayroom.apps.outreach.adapters.channels.fediverse import FediverseChannel
from dayroom.apps.outreach.adapters.channels.mastodon import MastodonChannel
from dayroom.apps.outreach.ports import CHANNELS

CHANNELS.plug("mastodon", MastodonChannel())
CHANNELS.plug("fediverse", FediverseChannel())
