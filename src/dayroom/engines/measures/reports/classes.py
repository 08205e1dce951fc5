"""What a sentence of a treatment report speaks of, by trained weights.

source   trained by tools/train_reports.py on PsyTAR (Zolnoori and others 2019, CC BY 4.0); no sentence is in them
errs     about as often one way as the other: a person confirms every suggestion
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from .lexicon import FOLDER

# ADR a side effect; WD what came when it was stopped or missed; EF it helped; INF it did not; SSI a symptom or sign of
# the illness; DI what it was taken for
CLASSES = ("ADR", "WD", "EF", "INF", "SSI", "DI")
WEIGHTS = FOLDER / "classes.json.gz"


class Weights(NamedTuple):
    """Weights and biases of words in hundredths; those of the second step, biases last; the score each class needs."""

    bias: list[int]
    weights: dict[str, list[int]]
    second: list[list[float]]
    thresholds: list[float]


@cache
def _weights() -> Weights:
    data = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    return Weights(data["bias"], data["weights"], data["second"], data["thresholds"])


def together(first: Sequence[float]) -> list[float]:
    """What the second step reads: scores, their products, and their probabilities."""
    products = [first[a] * first[b] for a in range(len(first)) for b in range(a, len(first))]
    return [*first, *products, *(_probability(score) for score in first)]


def scores(names: Iterable[str]) -> list[float]:
    """How much speaks for each class, in the order of CLASSES; 0 is an even chance."""
    table = _weights()
    known = [row for name in sorted(names) if (row := table.weights.get(name))]
    share = 1 / math.sqrt(max(1, len(known)))
    read = together([(table.bias[c] + share * sum(row[c] for row in known)) / 100 for c in range(len(CLASSES))])
    return [
        table.second[-1][c] + sum(x * row[c] for x, row in zip(read, table.second, strict=False))
        for c in range(len(CLASSES))
    ]


def classes(names: Iterable[str]) -> dict[str, float]:
    """The classes of a sentence with these features, each with its probability."""
    found = zip(CLASSES, scores(names), _weights().thresholds, strict=True)
    return {name: round(_probability(score), 3) for name, score, limit in found if score > limit}


def _probability(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
