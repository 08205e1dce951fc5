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
