from dayroom.apps.listening.jobs import alarms as _alarms
from dayroom.apps.listening.jobs import community as _community
from dayroom.apps.listening.jobs import intake as _intake
from dayroom.apps.listening.jobs import narratives as _narratives
from dayroom.apps.listening.jobs import sources as _sources

__all__ = ["_alarms", "_community", "_intake", "_narratives", "_sources"]
