"""What lower apps ask of listening, and which connectors there are: one file per area, each imported once here."""

from dayroom.apps.listening.plugs import community as _community

__all__ = ["_community"]
