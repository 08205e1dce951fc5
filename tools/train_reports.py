"""Make the weights of the reader of report sentences.

`python tools/train_reports.py folds` measures on the development half in five folds, each review on one side of a fold.
`python tools/train_reports.py weights` trains on all of it and writes data/reports/classes.json.gz.

Only `reviews_psytar` is read, which is redistributable (CC BY 4.0); weights hold words and word pairs, no sentence.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dayroom.engines.measures.reports.classes import CLASSES, WEIGHTS, together
from dayroom.engines.measures.reports.features import features

SET = Path(__file__).resolve().parents[2] / "shared" / "data" / "reviews_psytar" / "sentences_dev.jsonl.gz"
FOLDS = 5
SEEN_LEAST, RIDGE, STEPS, RATE = 3, 0.3, 100, 0.06
# of the second step, which reads the classes' scores together
SECOND_RIDGE, SECOND_STEPS, SECOND_RATE = 50.0, 400, 0.03
# weights are kept in hundredths; what would be zero changes nothing
KEPT = 1


def rows() -> list[dict[str, Any]]:
    """The sentences, in the order of their reviews."""
    with gzip.open(SET, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labels(table: list[dict[str, Any]]) -> np.ndarray:
    return np.array([[name in row["labels"] for name in CLASSES] for row in table], dtype=np.float32)


def matrix(sets: list[set[str]], places: dict[str, int]) -> np.ndarray:
    made = np.zeros((len(sets), len(places)), np.float32)
    for row, names in enumerate(sets):
        known = [places[name] for name in names if name in places]
        made[row, known] = 1 / max(1.0, len(known)) ** 0.5
    return made


def fit(sets: list[set[str]], wanted: np.ndarray) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Logistic regression with a ridge, by Adam over the whole table: places of features, weights, biases."""
    counts = Counter(name for names in sets for name in names)
    places = {name: place for place, name in enumerate(sorted(n for n, times in counts.items() if times >= SEEN_LEAST))}
    x = matrix(sets, places)
    weights = np.zeros((len(places) + 1, len(CLASSES)), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        error = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1]))) - wanted
        slope = np.vstack([x.T @ error + RIDGE * weights[:-1], error.sum(0)])
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return places, weights[:-1], weights[-1]


def out_of_fold(table: list[dict[str, Any]]) -> np.ndarray:
    """Scores of each sentence by a model that does not know its review."""
    fold = np.array([zlib.crc32(row["post_id"].encode()) % FOLDS for row in table])
    sets, wanted = [features(row["text"]) for row in table], labels(table)
    scores = np.zeros_like(wanted)
    for number in range(FOLDS):
        known, unknown = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        places, weights, bias = fit([sets[place] for place in known], wanted[known])
        scores[unknown] = matrix([sets[place] for place in unknown], places) @ weights + bias
    return scores


def thresholds(scores: np.ndarray, wanted: np.ndarray) -> list[float]:
    """For each class the score from which on its F1 is best; neighbors count too, so that chance peaks do not."""
    tried = np.arange(-3.0, 2.0, 0.05)
    chosen = []
    for c in range(len(CLASSES)):
        curve = [f1(scores[:, c] > limit, wanted[:, c]) for limit in tried]
        smooth = np.convolve(curve, np.ones(7) / 7, mode="same")
        chosen.append(float(tried[int(np.argmax(smooth))]))
    return chosen


def f1(found: np.ndarray, wanted: np.ndarray) -> float:
    hits = float((found * wanted).sum())
    return 2 * hits / max(1.0, float(found.sum() + wanted.sum()))


def fit_second(scores: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Weights over the scores together, the last row the biases: classes come in company."""
    x = np.array([together([float(v) for v in row]) for row in scores])
    middle, spread = x.mean(0), x.std(0) + 1e-6
    z = (x - middle) / spread
    weights = np.zeros((z.shape[1] + 1, len(CLASSES)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, SECOND_STEPS + 1):
        error = 1 / (1 + np.exp(-(z @ weights[:-1] + weights[-1]))) - wanted
        slope = np.vstack([z.T @ error + SECOND_RIDGE * weights[:-1], error.sum(0)])
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= SECOND_RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    plain = weights[:-1] / spread[:, None]
    return np.vstack([plain, weights[-1] - middle @ plain])


def read_second(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    x = np.array([together([float(v) for v in row]) for row in scores])
    return x @ weights[:-1] + weights[-1]


def second_out_of_fold(table: list[dict[str, Any]], scores: np.ndarray) -> np.ndarray:
    """As out_of_fold, for the second step; its folds are others than those of the first."""
    wanted = labels(table)
    fold = np.array([zlib.crc32(("second " + row["post_id"]).encode()) % FOLDS for row in table])
    made = np.zeros_like(scores)
    for number in range(FOLDS):
        made[fold == number] = read_second(
            scores[fold == number], fit_second(scores[fold != number], wanted[fold != number])
        )
    return made


def measured(table: list[dict[str, Any]]) -> dict[str, float]:
    """F1 of each class and their mean; every step and threshold is made on other reviews."""
    wanted, scores = labels(table), second_out_of_fold(table, out_of_fold(table))
    half = np.array([zlib.crc32(row["post_id"].encode()) // FOLDS % 2 for row in table])
    found = np.zeros_like(wanted)
    for side in (0, 1):
        limits = thresholds(scores[half != side], wanted[half != side])
        found[half == side] = scores[half == side] > np.array(limits)
    figures = {name: f1(found[:, c], wanted[:, c]) for c, name in enumerate(CLASSES)}
    return {**figures, "macro": sum(figures.values()) / len(CLASSES)}


def write_weights() -> None:
    table = rows()
    wanted = labels(table)
    scores = out_of_fold(table)
    limits = thresholds(second_out_of_fold(table, scores), wanted)
    second = fit_second(scores, wanted)
    places, weights, bias = fit([features(row["text"]) for row in table], wanted)
    kept = {name: [round(float(w) * 100) for w in weights[place]] for name, place in places.items()}
    data = {
        "classes": list(CLASSES),
        "bias": [round(float(b) * 100) for b in bias],
        "second": [[round(float(w), 5) for w in row] for row in second],
        "thresholds": [round(limit, 2) for limit in limits],
        "weights": {name: values for name, values in sorted(kept.items()) if max(map(abs, values)) >= KEPT},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(data['weights'])} features, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    if sys.argv[1:] == ["folds"]:
        print(json.dumps(measured(rows()), indent=1))
    elif sys.argv[1:] == ["weights"]:
        write_weights()
    else:
        sys.exit(__doc__)
