"""What lower apps ask of listening, and which connectors there are: one file per area, each imported once here."""

from dayroom.apps.listening.plugs import alarms as _alarms
from dayroom.apps.listening.plugs import community as _community
from dayroom.apps.listening.plugs import desk as _desk
from dayroom.apps.listening.plugs import sources as _sources

__all__ = ["_alarms", "_community", "_desk", "_sources"]
