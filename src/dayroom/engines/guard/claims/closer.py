"""A closer look at the few claims a passage may speak of: signs that are too dear to ask of all of them.

texts     the ways to say the claims, each with its heading
rarity    how rare each root of a word is among them; `read` cuts a text into such roots
returns   `Signs`: letters 0-1, named and rarest in the unit of `rarity`
source    our own; chosen on the sets of bench/guard/claims.py, cross-validated by claim, 2026-11-21: each of the three
          raised the mean average precision there, meaning of single words and word pairs did not
errs      finds names, figures and odd spellings in common even where the claim is another one; meaning weighs more

>>> look = CloserLook(["Garlic cures flu", "Masks cure flu"], {"garli": 2.0, "flu": 0.5})
>>> passage = look.passage("He says Garlic helps")
>>> [look.signs(passage, view).named for view in (0, 1)]
[2.0, 0]
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .reading import roots
from .rerank import pieces

# a name or a figure; a capital at the head of a sentence says nothing
_NAMED = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z]\w+|\b\d[\d,.]*")


class Signs(NamedTuple):
    """What a passage and one way to say a claim have in common."""

    letters: float
    named: float
    rarest: float


class Passage(NamedTuple):
    """A passage as the look needs it."""

    pieces: frozenset[str]
    weight: float
    words: frozenset[str]
    named: frozenset[str]


class CloserLook:
    """The register made ready for it."""

    def __init__(
        self, texts: Sequence[str], rarity: Mapping[str, float], read: Callable[[str], list[str]] = roots
    ) -> None:
        self._texts = texts
        self._read = read
        self._rarity = rarity
        common = Counter(piece for text in texts for piece in pieces(text))
        self._pieces = {piece: math.log(1 + len(texts) / count) for piece, count in common.items()}
        # what no claim holds is as rare as can be
        self._rarest = math.log(1 + len(texts))

    def passage(self, text: str) -> Passage:
        """A passage read once, to be held against many views."""
        named = {word for match in _NAMED.finditer(text) for word in self._read(match.group())}
        mine = pieces(text)
        return Passage(mine, self._weight(mine), frozenset(self._read(text)), frozenset(named))

    def signs(self, passage: Passage, view: int) -> Signs:
        """What a passage has in common with one view."""
        shared = passage.words & set(self._read(self._texts[view]))
        theirs = pieces(self._texts[view])
        both = math.sqrt(passage.weight * self._weight(theirs))
        return Signs(
            self._weight(passage.pieces & theirs) / both if both else 0.0,
            sum(self._rarity.get(word, 0.0) for word in shared & passage.named),
            max((self._rarity.get(word, 0.0) for word in shared), default=0.0),
        )

    def _weight(self, found: frozenset[str]) -> float:
        return sum(self._pieces.get(piece, self._rarest) for piece in found)
