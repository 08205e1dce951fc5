"""How posts sound, beside VADER in the same run: on people's own grades of a treatment and on tweets.

The rival is installed into a folder of its own, for this run only; where it cannot be, ours is measured alone and a
line says so. Both are read by their own limits and by limits tuned on one half; what counts is the other half.

The tags of `sentiment_corona_tweets` are not a measure of quality: most of them are what VADER itself gives with the
limits 0.05 and 0.6, far more than any two readers agree on, so they were most likely made with it, and no other reader
can be better than VADER there. How many agree is measured too.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from statistics import mean
from typing import Any

from dayroom.engines.meaning.feelings import SOME, VERY, feel

from .rows import HALVES, Measured, halves, microseconds, rows, share

RIVAL = "vaderSentiment==3.3.2"
TAGS = {"Extremely Negative": -2, "Negative": -1, "Neutral": 0, "Positive": 1, "Extremely Positive": 2}
# an adverse reaction, a withdrawal, no effect; it works
BAD, GOOD = {"ADR", "WD", "INF"}, {"EF"}
LIMITS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
# whose limits: those that the readers come with, or the best on the half that may be tuned on
SCHEMES = ("own limits", "limits tuned")
AUTHORS = 0.05
LIMITS_OF_TWO = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
Score = Callable[[str], float]


def measure() -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        rival = _rival(folder)
        readers: dict[str, Score] = {"ours": lambda text: feel(text).sentiment}
        if rival is not None:
            readers["VADER"] = rival
        measured = _sentences(readers) + _reviews(readers) + _tweets(readers)
        if rival is not None:
            measured += _circular(rival)
    return measured + _speed()


def _rival(folder: str) -> Score | None:
    try:
        subprocess.run(
            ["uv", "pip", "install", "-q", "--python", sys.executable, "--target", folder, RIVAL],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        print(f"{RIVAL} cannot be installed here: ours is measured alone")
        return None
    sys.path.insert(0, folder)
    try:
        reader = importlib.import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    finally:
        sys.path.remove(folder)
    return lambda text: float(reader.polarity_scores(text)["compound"])


def _sentences(readers: dict[str, Score]) -> list[Measured]:
    told = []
    for row in rows("reviews_psytar", "sentences_dev"):
        labels = set(row["labels"])
        if not (labels & BAD and labels & GOOD):
            told.append({"id": row["post_id"], "text": row["text"], "gold": bool(labels & GOOD) - bool(labels & BAD)})
    return _three("reviews_psytar (sentences, experts' labels)", told, readers, ">= 0.5")


def _reviews(readers: dict[str, Score]) -> list[Measured]:
    told = [
        {"id": row["id"], "text": row["text"], "gold": (row["rating"] >= 8) - (row["rating"] <= 3)}
        for row in rows("reviews_druglib")
    ]
    return _three("reviews_druglib (patients' own grades)", told, readers, "")


def _tweets(readers: dict[str, Score]) -> list[Measured]:
    told = [
        {"id": row["id"], "text": row["text"], "gold": TAGS[row["label"]]} for row in rows("sentiment_corona_tweets")
    ]
    name = "sentiment_corona_tweets (tags most likely VADER's own)"
    three = [{**row, "gold": (row["gold"] > 0) - (row["gold"] < 0)} for row in told]
    return _three(name, three, readers, "") + _five(name, told, readers)


def _three(name: str, told: Sequence[dict[str, Any]], readers: dict[str, Score], reach: str) -> list[Measured]:
    """Three classes by each reader's own limit (VADER's authors name 0.05) and by one tuned on the first half."""
    measured: list[Measured] = []
    scored = _scored(told, readers)
    for scheme in SCHEMES if told else ():
        rows_of: list[Measured] = []
        for reader, pairs in scored.items():
            own = SOME if reader == "ours" else AUTHORS
            limit = own if scheme == SCHEMES[0] else max(LIMITS, key=lambda at: _macro(pairs["tuned"], (at, 9.0)))
            for half in HALVES:
                value = _macro(pairs[half], (limit, 9.0))
                least = reach if (reader, scheme, half) == ("ours", SCHEMES[0], "held out") else ""
                task = f"{reader}, {scheme}, {half}"
                rows_of.append(
                    Measured(
                        "feelings", task, name, "macro-F1, 3 classes", value, len(pairs[half]), reach=least
                    )
                )  # fmt: skip
        measured += rows_of + _beside(name, scheme, rows_of)
    return measured


def _beside(name: str, scheme: str, measured: Sequence[Measured]) -> list[Measured]:
    """Ours over the rival's on the half that was only counted; nothing where one of them is missing."""
    found = {row.task: row for row in measured}
    ours, rival = found.get(f"ours, {scheme}, held out"), found.get(f"VADER, {scheme}, held out")
    if ours is None or rival is None:
        return []
    task = f"ours over VADER's, {scheme}, held out"
    return [Measured("feelings", task, name, ours.measure, ours.value / rival.value, ours.n, reach=">= 1.0")]


def _five(name: str, told: Sequence[dict[str, Any]], readers: dict[str, Score]) -> list[Measured]:
    measured = []
    for reader, pairs in _scored(told, readers).items():
        some = SOME if reader == "ours" else AUTHORS
        very = VERY if reader == "ours" else max(LIMITS_OF_TWO, key=lambda at: _macro(pairs["tuned"], (some, at)))
        for half in HALVES if pairs["tuned"] else ():
            value = _macro(pairs[half], (some, very))
            measured.append(
                Measured("feelings", f"{reader}, {half}", name, "macro-F1, 5 classes", value, len(pairs[half]),)
            )  # fmt: skip
    return measured


Pairs = list[tuple[int, float]]


def _scored(told: Sequence[dict[str, Any]], readers: dict[str, Score]) -> dict[str, dict[str, Pairs]]:
    parted = halves(told)
    return {
        reader: {half: [(row["gold"], score(row["text"])) for row in parted[half]] for half in HALVES}
        for reader, score in readers.items()
    }


def level(score: float, limits: tuple[float, float]) -> int:
    """The class of a score, by the limits of "some" and of "very"."""
    size = sum(abs(score) >= limit for limit in limits)
    return size if score > 0 else -size


def _macro(pairs: Pairs, limits: tuple[float, float]) -> float:
    read = [(gold, level(score, limits)) for gold, score in pairs]
    classes = sorted({gold for gold, _ in read})
    found = []
    for one in classes:
        right = sum(gold == guess == one for gold, guess in read)
        named = sum(gold == one for gold, _ in read) + sum(guess == one for _, guess in read)
        found.append(2 * right / named if named else 0.0)
    return mean(found) if found else 0.0


def _circular(rival: Score) -> list[Measured]:
    told = [(TAGS[row["label"]], rival(row["text"])) for row in rows("sentiment_corona_tweets")]
    same = sum(gold == level(score, (0.05, 0.6)) for gold, score in told)
    where = ("feelings", "tags that are VADER's answer", "sentiment_corona_tweets")
    note = "limits 0.05 and 0.6; two people agree less often than that: the tags were most likely made with VADER"
    return [share(where, "share", same, len(told), note=note)] if told else []


def _speed() -> list[Measured]:
    texts = [str(row.get("text", "")) for row in islice(rows("tweets_pfizer_vaccine", "all"), 5000)]
    if not texts:
        return []
    took = microseconds(feel, texts)
    return [
        Measured("feelings", "feel", "tweets_pfizer_vaccine", "µs per 150 characters", took, len(texts), reach="<= 60")
    ]


if __name__ == "__main__":
    for one in measure():
        print(json.dumps(one.as_dict()))
