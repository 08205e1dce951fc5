"""Tell apart who speaks of dying, of when, and how near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .packs import Rule
from .vocabulary import Tier


@dataclass(frozen=True, slots=True)
class Signal:
    """One crisis phrase in the folded text, with the tier it has where it stands."""

    rule: Rule
    start: int
    end: int
    tier: Tier
    confidence: float


def read_crisis(low: str, occurrences: Iterable[tuple[Rule, int, int]]) -> Iterator[Signal]:
    """Every crisis phrase that means what it says."""
    for rule, start, end in occurrences:
        yield Signal(rule, start, end, rule.tier, rule.confidence)
