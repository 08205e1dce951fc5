from dayroom.apps.outreach.jobs import campaigns as _campaigns
from dayroom.apps.outreach.jobs import fediverse as _fediverse

__all__ = ["_campaigns", "_fediverse"]
