"""Helplines with what a steward has checked.

Reads one small file and no database: it must work when nothing else does.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from dayroom.apps.screening.vocabulary import CHECK_HOLDS_DAYS, CHECKS_NAME
from dayroom.engines.guard import Helpline, helplines_for
from dayroom.engines.guard.helplines import all_helplines

log = logging.getLogger("dayroom.screening")


@dataclass(frozen=True, slots=True)
class Line:
    """A helpline as it is shown: with who checked it, and when."""

    helpline: Helpline
    checked_at: date | None
    checked_by: str  # a role, not a name: "a steward of this site", or the source that documents it

    def is_stale(self, today: date) -> bool:
        return self.checked_at is None or today - self.checked_at > timedelta(days=CHECK_HOLDS_DAYS)


def checks_path() -> Path:
    return Path(settings.DATA_DIR) / CHECKS_NAME


def checks() -> dict[str, str]:
    """Helpline id → ISO day of the newest check here. A broken file is no reason to show no numbers."""
    try:
        found = json.loads(checks_path().read_text(encoding="utf-8"))
        return {str(key): str(date.fromisoformat(value)) for key, value in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        log.error("helpline checks unreadable: %s", type(fault).__name__)
        return {}


def lines_for(country: str) -> list[Line]:
    known = checks()
    return [_line(entry, known.get(entry.id)) for entry in helplines_for(country)]


def _line(entry: Helpline, checked: str | None) -> Line:
    if checked:
        return Line(entry, date.fromisoformat(checked), "STEWARD")
    return Line(entry, entry.verified_at, "SOURCE" if entry.verified_at else "")


def unchecked(today: date) -> list[Line]:
    """What a steward should see to: never checked, or longer ago than half a year."""
    known = checks()
    lines = [_line(entry, known.get(entry.id)) for entry in all_helplines()]
    return [line for line in lines if line.is_stale(today)]
