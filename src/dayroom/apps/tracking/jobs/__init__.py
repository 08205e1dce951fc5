from dayroom.apps.tracking.jobs import files as _files
from dayroom.apps.tracking.jobs import numbers as _numbers
from dayroom.apps.tracking.jobs import reminders as _reminders
from dayroom.apps.tracking.jobs import told as _told

__all__ = ["_files", "_numbers", "_reminders", "_told"]
