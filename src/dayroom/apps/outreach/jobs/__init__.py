from dayroom.apps.outreach.jobs import campaigns as _campaigns

__all__ = ["_campaigns"]
