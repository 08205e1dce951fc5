"""Find texts by their words: BM25 over an inverted index of arrays.

documents one list of words each
returns   scores, higher is nearer; 0 where no word is shared
units     none; scores of one query compare, scores of two do not
source    Robertson, Zaragoza, The Probabilistic Relevance Framework, 2009, doi:10.1561/1500000019; k1 and b within
          its usual range (1.2-2.0 and 0.5-0.8), chosen on the sets of bench/guard/claims.py, 2026-11-21
errs      finds too much: what follows sorts it

>>> index = WordIndex([["garlic", "cure", "flu"], ["vitamin", "c"]])
>>> [round(float(score), 2) for score in index.scores(["garlic"])]
[0.65, 0.0]
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

K1 = 1.2
B = 0.6


class WordIndex:
    """The postings of all documents, with the weight of each word in each document worked out beforehand."""

    def __init__(self, documents: Iterable[Sequence[str]]) -> None:
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = []
        for number, document in enumerate(documents):
            lengths.append(len(document))
            for word, count in Counter(document).items():
                postings[word].append((number, count))
        self.size = len(lengths)
        length = np.asarray(lengths, dtype=np.float32)
        mean = float(length.mean()) if self.size else 1.0
        damped = K1 * (1 - B + B * length / max(mean, 1e-9))
        self._postings: dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]] = {}
        self.rarity: dict[str, float] = {}
        for word, entries in postings.items():
            numbers, counts = np.asarray(entries, dtype=np.int32).T
            rarity = math.log(1 + (self.size - len(entries) + 0.5) / (len(entries) + 0.5))
            weights = (rarity * counts * (K1 + 1) / (counts + damped[numbers])).astype(np.float32)
            self._postings[word] = (np.ascontiguousarray(numbers), weights)
            self.rarity[word] = rarity

    def scores(self, query: Iterable[str]) -> npt.NDArray[np.float32]:
        """One score per document."""
        found = np.zeros(self.size, dtype=np.float32)
        for word, count in Counter(query).items():
            entry = self._postings.get(word)
            if entry is not None:
                # a word said twice counts a little more, not twice
                found[entry[0]] += entry[1] * np.float32(1.0 + 0.3 * (min(count, 3) - 1))
        return found
