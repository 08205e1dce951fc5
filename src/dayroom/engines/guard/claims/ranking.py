"""How good a ranking is, counted from the ranks at which right answers stand.

source    standards 5: AP@k is the sum of P@i over right ranks i, divided by min(R, k)

>>> [round(average_precision(ranks, max(len(ranks), 1)), 4) for ranks in ([1], [3], [], [2, 5])]
[1.0, 0.3333, 0.0, 0.45]
"""

from __future__ import annotations

from collections.abc import Sequence


def average_precision(ranks: Sequence[int], relevant: int, depth: int = 5) -> float:
    """Of one question: `ranks` of right answers, first is 1; `relevant` how many there are at all."""
    inside = sorted(rank for rank in ranks if rank <= depth)
    total = sum(number / rank for number, rank in enumerate(inside, 1))
    return total / min(relevant, depth) if relevant else 0.0


def reciprocal_rank(ranks: Sequence[int], depth: int = 5) -> float:
    """1 over the rank of the first right answer; 0 when it lies deeper."""
    first = min(ranks, default=depth + 1)
    return 1 / first if first <= depth else 0.0
