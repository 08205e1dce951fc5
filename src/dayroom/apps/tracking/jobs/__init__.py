from dayroom.apps.tracking.jobs import files as _files

__all__ = ["_files"]
