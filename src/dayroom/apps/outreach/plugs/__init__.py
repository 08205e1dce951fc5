"""What lower apps ask of outreach, and which channels there are: one file per area, each imported once here."""

from dayroom.apps.outreach.plugs import alerts as _alerts
from dayroom.apps.outreach.plugs import campaigns as _campaigns
from dayroom.apps.outreach.plugs import fediverse as _fediverse
from dayroom.apps.outreach.plugs import feedback as _feedback
from dayroom.apps.outreach.plugs import listening as _listening
from dayroom.apps.outreach.plugs import own as _own

__all__ = ["_alerts", "_campaigns", "_fediverse", "_feedback", "_listening", "_own"]
