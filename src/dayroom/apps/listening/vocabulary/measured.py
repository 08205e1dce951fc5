"""How wrong the engines are, as it was measured: written by bench/measured.py, shown on "How wrong are we?"."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

KEPT = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``low`` and ``high`` hold it 95 times in 100, where that can be said."""

    family: str
    part: str
    task: str
    dataset: str
    measure: str
    value: float
    low: float | None
    high: float | None
    n: int
    reach: str
    note: str
    measured: str

    @property
    def is_short(self) -> bool:
        """Whether it stays short of what was wanted of it, such as ">= 0.8"."""
        if not self.reach:
            return False
        sign, limit = self.reach.split()[0], float(self.reach.split()[1])
        return self.value < limit if sign == ">=" else self.value > limit


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    return tuple(Figure(**row) for row in json.loads(KEPT.read_text(encoding="utf-8")))
