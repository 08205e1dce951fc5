from __future__ import annotations

from dataclasses import dataclass

from dayroom.engines.guard import Decision, Finding


@dataclass(frozen=True, slots=True)
class Screened:
    """What the guard said about one revision, and the row it is kept in."""

    screening_id: int
    findings: tuple[Finding, ...]
    decision: Decision
    checked: bool


CHECKS_NAME = "helplines-checked.json"  # in the data folder, see decision record 0010
CHECK_HOLDS_DAYS = 180  # standards §4: an entry expires after at most 180 days
