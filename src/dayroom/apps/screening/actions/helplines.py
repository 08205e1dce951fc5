"""A steward has rung a number, or read its page, and says it is right."""

from __future__ import annotations

import json
import os
from datetime import datetime

from dayroom.apps.audit.actions import record
from dayroom.apps.screening.queries.helplines import checks, checks_path
from dayroom.engines.guard.helplines import all_helplines
from dayroom.kernel.errors import NotFound


def confirm_helpline(*, by_id: int, helpline_id: str, now: datetime) -> None:
    """Keep the day of the check in the file, whole or not at all. Audited. Raises NotFound."""
    if helpline_id not in {entry.id for entry in all_helplines()}:
        raise NotFound()
    kept = {**checks(), helpline_id: now.date().isoformat()}
    record(actor_id=by_id, action="helpline.checked", now=now, facts={"helpline": helpline_id})
    path = checks_path()
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
