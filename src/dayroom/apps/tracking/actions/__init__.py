"""What changes records. Every change by a carer is noted for the owner."""

from dayroom.apps.tracking.actions.access import note_access

__all__ = ["note_access"]
