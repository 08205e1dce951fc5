"""How near a passage comes to one way of saying a claim, from cheap signs."""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from .reading import words
from .words import WordIndex


class Seen(NamedTuple):
    """A text as the signs need it."""

    words: list[str]
    unique: AbstractSet[str]

    @classmethod
    def of(cls, text: str) -> Seen:
        found = words(text)
        return cls(found, frozenset(found))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts; found on the sets of bench/guard/claims.py, 2026-11-21."""

    base: float
    cosine: float
    rank: float
    covered: float
    threshold: float = 0.5


BY_WORDS = Weights(base=-4.0, cosine=0.0, rank=1.0, covered=6.0)
BY_MEANING = Weights(base=-7.0, cosine=8.0, rank=1.0, covered=3.0)


def closeness(text: Seen, view: Seen, *, share: float, cosine: float, index: WordIndex, weights: Weights) -> float:
    """0-1; half means as likely as not that the passage speaks of the claim."""
    whole = sum(index.rarity[word] for word in view.unique)
    common = sum(index.rarity[word] for word in view.unique & text.unique)
    covered = common / whole if whole else 0.0
    total = weights.base + weights.cosine * cosine + weights.rank * share + weights.covered * covered
    return 1 / (1 + math.exp(-total))
