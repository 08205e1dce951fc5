"""Texts for the generator: paragraphs of real posts where the data sets stand beside the project, else a word model.

The word model draws from a list of our own by Zipf's law, which is what makes an index behave as it does in life: a few
words stand in every second post, most in almost none. Nothing of the real texts is written anywhere but into the
database that is measured.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from dayroom.platform import markup
from dayroom.platform.terms import terms_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("forum_topics_ichi2016", "patientqa_forums", "reviews_druglib", "stress_dreaddit", "healthmention_rhmd")
FRAGMENTS = 12_000
FRAGMENT_MAX = 420  # characters of one paragraph
# what people search for stands in the word model too, at the ranks where it stands in real posts
TOPICAL = [
    "pain",
    "sleep",
    "doctor",
    "help",
    "years",
    "feel",
    "started",
    "night",
    "dose",
    "side",
    "weight",
    "anxiety",
    "insulin",
    "sensor",
    "fatigue",
    "nurse",
    "tablets",
    "headache",
    "appetite",
    "clinic",
    "morning",
    "walking",
    "tired",
    "family",
    "sister",
    "hospital",
    "blood",
    "sugar",
    "pump",
    "needle",
    "rash",
    "nausea",
]
SMALL = [
    "the",
    "and",
    "i",
    "to",
    "a",
    "of",
    "my",
    "it",
    "in",
    "is",
    "was",
    "for",
    "that",
    "with",
    "have",
    "but",
    "not",
    "me",
    "on",
    "so",
    "this",
    "as",
    "had",
    "be",
    "at",
    "they",
]
SYLLABLES = [
    "ba",
    "be",
    "co",
    "da",
    "de",
    "fi",
    "ga",
    "ho",
    "in",
    "ka",
    "la",
    "le",
    "ma",
    "mi",
    "no",
    "or",
    "pa",
    "pe",
    "ra",
    "re",
    "sa",
    "se",
    "ta",
    "ti",
    "un",
    "va",
    "ve",
    "wo",
    "ya",
    "zi",
]
QUERIES = {"one": "pain", "two": "sleep doctor", "rare": "needle", "rare two": "needle appetite"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """One paragraph: as written, as rendered, as indexed."""

    text: str
    html: str
    terms: tuple[str, ...]


def fragments(seed: int, *, real: bool | None = None) -> list[Fragment]:
    """``real`` None: real paragraphs if the sets are there."""
    rng = random.Random(seed)
    use_real = DATA.is_dir() if real is None else real
    found = list(_real_paragraphs()) if use_real else []
    rng.shuffle(found)
    if len(found) < FRAGMENTS // 4:
        found = [_made_up(rng) for _ in range(FRAGMENTS)]
    return [_fragment(text) for text in found[:FRAGMENTS]]


def titles(seed: int) -> list[str]:
    """Short lines for topics."""
    rng = random.Random(seed + 1)
    return [_sentence(rng, rng.randint(4, 9))[:110] for _ in range(4_000)]


def _fragment(text: str) -> Fragment:
    cleaned = markup.clean(text)
    return Fragment(text=cleaned, html=markup.render(cleaned), terms=tuple(terms_of(cleaned)))


def _real_paragraphs() -> Iterator[str]:
    for name in SETS:
        path = DATA / name / "dev.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from _cut(json.loads(line).get("text") or "")


def _cut(text: str) -> Iterator[str]:
    words: list[str] = []
    length = 0
    for word in text.split():
        words.append(word)
        length += len(word) + 1
        if length > FRAGMENT_MAX or (length > FRAGMENT_MAX // 2 and word.endswith((".", "!", "?"))):
            yield " ".join(words)
            words, length = [], 0
    if length > 40:
        yield " ".join(words)


def _vocabulary() -> tuple[list[str], list[float]]:
    rng = random.Random(7)
    words = [*SMALL, *TOPICAL]
    known = set(words)
    while len(words) < 20_000:
        word = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))
        if word not in known:
            known.add(word)
            words.append(word)
    return words, list(accumulate(1 / (rank + 2) for rank in range(len(words))))


VOCABULARY, WEIGHTS = _vocabulary()


def _sentence(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(VOCABULARY, cum_weights=WEIGHTS, k=count)).capitalize()


def _made_up(rng: random.Random) -> str:
    return ". ".join(_sentence(rng, rng.randint(6, 16)) for _ in range(rng.randint(2, 5))) + "."
