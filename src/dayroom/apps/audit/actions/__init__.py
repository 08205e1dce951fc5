from dayroom.apps.audit.actions.events import record
from dayroom.apps.audit.actions.reading import note_export
from dayroom.apps.audit.actions.sealing import seal, seal_all
from dayroom.apps.audit.queries import verify

__all__ = ["note_export", "record", "seal", "seal_all", "verify"]
