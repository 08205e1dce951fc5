"""How much of a claim a sentence tells: the words that all ways to say it have in common count most.

views     the ways to say the claims
returns   `told` 0-1, the share of a view's weight whose words stand in the sentence; `shared`, how many do
source    our own; words that mean one thing are one word (data/same-words.toml). Weighed on our own cases and on 6,063
          posts that tell no claim (healthmention_rhmd, support_offmychest, patientqa_forums, reviews_psytar and those
          of the demo), 2026-11-21
errs      misses a claim told without any of its usual words; only meaning finds those

>>> telling = Telling([View(0, "Vaccines cause autism"), View(0, "the mmr jab gives kids autism")])
>>> [round(told, 2) for told, _ in (telling.told(same_roots("Jabs made my boy autistic"), n) for n in (0, 1))]
[1.0, 1.0]
>>> round(telling.told(same_roots("I had my vaccines"), 0)[0], 2)
0.33
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from .reading import ROOT, stem, words
from .views import View

DATA = Path(__file__).parent.parent / "data" / "same-words.toml"


def same_roots(text: str) -> list[str]:
    """The roots of a text, where words for one thing are one root.

    >>> same_roots("Jabs harm kids") == same_roots("Vaccines hurt children")
    True
    """
    known = _same()
    return [known.get(word, word[:ROOT]) for word in words(text)]


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    groups = tomllib.loads(DATA.read_text(encoding="utf-8"))["groups"]
    found: dict[str, str] = {}
    for group in groups:
        first, *others = group.split()
        for word in (first, *others):
            found.setdefault(stem(word), stem(first)[:ROOT])
    return found


class Telling:
    """The register's words, weighed by claim."""

    def __init__(self, views: Sequence[View]) -> None:
        held = [frozenset(same_roots(f"{view.text} {view.heading}")) for view in views]
        common = Counter(word for one in held for word in one)
        of_claim = Counter((view.claim, word) for view, one in zip(views, held, strict=True) for word in one)
        ways = Counter(view.claim for view in views)
        self._views: list[dict[str, float]] = []
        for view, one in zip(views, held, strict=True):
            self._views.append(_shares({
                word: _rarity(common[word], len(views)) * of_claim[view.claim, word] / ways[view.claim] for word in one
            }))  # fmt: skip

    def told(self, sentence: Iterable[str], view: int) -> tuple[float, int]:
        """See the module; the sentence as `same_roots` gives it."""
        shared: Collection[str] = self._views[view].keys() & set(sentence)
        return sum(self._views[view][word] for word in shared), len(shared)


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _shares(weights: dict[str, float]) -> dict[str, float]:
    whole = sum(weights.values())
    return {word: weight / whole for word, weight in weights.items()} if whole else weights
