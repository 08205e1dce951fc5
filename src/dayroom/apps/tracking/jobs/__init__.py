from dayroom.apps.tracking.jobs import files as _files
from dayroom.apps.tracking.jobs import numbers as _numbers

__all__ = ["_files", "_numbers"]
