"""What every part of this bench shares: the development halves, a measured row, and how sure it is.

Reads the sets beside the project and hands on counts and rates, never a text.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
# of the standard normal distribution, for 95 %
Z = 1.96


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of the table.

    part, task, dataset   where it stands; `measure` names it ("recall", "F1", "alerts", "posts per CPU-second")
    value                 a share of 1, or a count, or a ratio
    low, high             95 % interval; None where none applies
    n                     what it was counted over
    reach                 the reach in words, as ">= 0.99"; empty where none is set
    note                  one sentence, where a reader needs it
    """

    part: str
    task: str
    dataset: str
    measure: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None
    reach: str = ""
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the reach is met; None where none is set."""
        if not self.reach:
            return None
        sign, limit = self.reach.split()[0], float(self.reach.split()[1])
        return self.value >= limit if sign == ">=" else self.value <= limit

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "reached": self.reached}


def rows(name: str, file: str = "dev") -> Iterator[dict[str, Any]]:
    """One file of one set, by default its development half; nothing, and a reason, when it is absent."""
    for path in (DATA / name / f"{file}.jsonl.gz", DATA / name / f"{file}.jsonl"):
        if path.exists():
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
                yield from map(json.loads, lines)
            return
    print(f"{name}: skipped, the set is not beside the project")


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share; (0, 1) of nothing.

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not total:
        return 0.0, 1.0
    share = hits / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total)) / (1 + Z * Z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(
    where: tuple[str, str, str], measure: str, hits: int, total: int, *, reach: str = "", note: str = ""
) -> Measured:
    """A measured share with its interval; `where` is part, task and set."""
    part, task, dataset = where
    low, high = wilson(hits, total)
    value = hits / total if total else float("nan")
    return Measured(part, task, dataset, measure, value, total, low, high, reach, note)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of two shares.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
