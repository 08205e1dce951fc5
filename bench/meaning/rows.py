"""What every part of this bench shares: two halves of a set, a row of figures, and posts to be timed on.

Hands on counts and rates, never a text.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bench.guard.rows import DATA, Measured, f1, rows, share, wilson

__all__ = ["DATA", "HALVES", "Measured", "f1", "halves", "is_held_out", "microseconds", "rows", "share", "wilson"]

HALVES = ("tuned", "held out")
# the length of post that budgets are given for, in characters
POST_LENGTH = 150


def is_held_out(key: object) -> bool:
    """Whether a row is only counted, by its id: the half whose hash is odd.

    >>> [is_held_out(key) for key in (1, 2, 3, 4)]
    [True, False, False, True]
    """
    return hashlib.sha256(str(key).encode()).digest()[0] % 2 == 1


def halves(told: Iterable[dict[str, Any]], key: str = "id") -> dict[str, list[dict[str, Any]]]:
    """The rows of a set under the names of HALVES."""
    parted: dict[str, list[dict[str, Any]]] = {half: [] for half in HALVES}
    for row in told:
        parted[HALVES[is_held_out(row[key])]].append(row)
    return parted


def microseconds(read: Callable[[str], object], texts: Sequence[str], *, rounds: int = 3) -> float:
    """Microseconds of processor time per 150 characters: the best of some rounds, after one to warm up."""
    characters = sum(map(len, texts))
    best = float("inf")
    for _ in range(rounds + 1):
        started = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - started)
    return best * 1_000_000 * POST_LENGTH / characters if characters else float("nan")
