from dayroom.apps.listening.jobs import community as _community

__all__ = ["_community"]
