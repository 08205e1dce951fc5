"""Posts that are nearly the same: copied campaigns, templates, a post sent twice.

    groups = Groups()
    groups.add("p1", folded(first))       None: the first of its kind
    groups.add("p2", folded(second))      Likeness("p1", 0.9): a copy

A sketch is 64 bits (SimHash over words and pairs of words): posts that differ little differ in few bits. Groups
compares 64 smallest hashes of a post's words (MinHash); posts that share one of 21 bands of three are compared in full.

folded    a text as `words.folded` gives it
units     similarity is the estimated share of words that two posts have in common (Jaccard), 0 to 1
raises    nothing
source    Charikar 2002, doi:10.1145/509907.509965 (SimHash); Broder 1997, doi:10.1109/SEQUEN.1997.666900 (MinHash);
          Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4 (bands)
errs      a short post is never a copy of another: many people write "I have the flu". A copy whose first post has been
          forgotten stands for itself

Measured by `python -m bench.meaning likeness`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .words import tokens

# fewer different words than this are a phrase that people share, not a text that is copied
LEAST_WORDS = 6
# a copy with a fifth of its words changed shares 60 % of all words with the first; half leaves room for the estimate
LEAST_SHARED = 0.5
# what stands further behind adds nothing to know a copy
MOST_WORDS = 400
BITS = 64
BANDS, ROWS = 21, 3
HASHES = 64
# posts and bands remembered: about 60 MB
REMEMBERED = 1 << 17
SLOTS = 1 << 18
_WORDS_CACHED = 1 << 16
_LANE = 16
_LANES = _LANE * BITS
_ONES = sum(1 << (_LANE * bit) for bit in range(BITS))
_TOPS = _ONES << (_LANE - 1)
_SIGN = bytes.maketrans(b"\x00\x80", b"01")
# a word of a script that does not part words by spaces, or no word at all: read by its signs, three by three
_LONG_WORD = 12
_RANDOM = np.random.default_rng(20261121)
_FACTORS = _RANDOM.integers(1, 1 << 63, HASHES, dtype=np.uint64) | np.uint64(1)
_BAND_FACTORS = _RANDOM.integers(1, 1 << 63, (1, ROWS), dtype=np.uint64) | np.uint64(1)


@dataclass(frozen=True, slots=True)
class Likeness:
    """This post is a copy: of the post with this key, sharing so much of its words."""

    copy_of: str
    similarity: float


def sketch(folded: str) -> int:
    """64 bits of a text, 0 to 2**64 - 1; the same on every machine, 0 for a text without words.

    >>> one = sketch("the school closes on monday because half of the class has measles")
    >>> two = sketch("the school closes on tuesday because half of the class has measles")
    >>> distance(one, one), distance(one, two) < 20
    (0, True)
    """
    words = _words_of(folded)
    if not words:
        return 0
    spread = _spread_of
    lanes = [spread(word) for word in words]
    # a pair is its two words, turned so that their order counts
    pairs = [((one << _LANE) | (one >> (_LANES - _LANE))) ^ two for one, two in pairwise(lanes)]
    mask = (1 << _LANES) - 1
    total = sum(lanes) + sum(pair & mask for pair in pairs)
    # each lane holds in how many features its bit is set; its top bit is set where that is more than half
    half = (len(lanes) + len(pairs)) // 2
    tops = (total + _ONES * ((1 << (_LANE - 1)) - half - 1)) & _TOPS
    return int(tops.to_bytes(_LANES // 8, "big")[:: _LANE // 8].translate(_SIGN), 2)


def sketch_many(folded: Iterable[str]) -> list[int]:
    """The sketches of many texts."""
    return [sketch(text) for text in folded]


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two sketches differ."""
    return (one ^ other).bit_count()


@dataclass(slots=True)
class Groups:
    """Finds the first post of a copied text among those remembered, the latest `remembered` ones.

    The memory is taken once and does not grow; the same posts in the same order give the same groups.

    >>> groups = Groups(remembered=100)
    >>> groups.add("p1", "half of my class is home with the flu this week")
    >>> groups.add("p2", "half of my class is home with a flu this week")
    Likeness(copy_of='p1', similarity=0.828125)
    """

    remembered: int = REMEMBERED
    _keys: list[str] = field(init=False, repr=False)
    _hashes: NDArray[np.uint32] = field(init=False, repr=False)
    _bands: NDArray[np.int32] = field(init=False, repr=False)
    _next: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._keys = [""] * self.remembered
        self._hashes = np.zeros((self.remembered, HASHES), dtype=np.uint32)
        self._bands = np.full(BANDS * SLOTS, -1, dtype=np.int32)

    def add(self, key: str, folded: str) -> Likeness | None:
        """Say of what a post is a copy, or remember it as the first of its kind and return None."""
        words = set(_words_of(folded))
        if len(words) < LEAST_WORDS:
            return None
        hashes = _smallest(words)
        slots = _slots(hashes)
        met = self._bands[slots]
        found = self._likest(hashes, met)
        if found is None:
            number = self._remember(key, hashes)
            self._bands[slots] = number
            return None
        number, similarity = found
        # what leads nowhere now leads to the first post, so that a copy of a copy is found as well
        self._bands[slots[met < 0]] = number
        return Likeness(self._keys[number], similarity)

    def add_many(self, posts: Iterable[tuple[str, str]]) -> list[Likeness | None]:
        """The same for many pairs of key and folded text, in their order."""
        return [self.add(key, folded) for key, folded in posts]

    def _likest(self, hashes: NDArray[np.uint32], met: NDArray[np.int32]) -> tuple[int, float] | None:
        numbers = np.array(sorted({number for number in met.tolist() if number >= 0}), dtype=np.int64)
        if not numbers.size:
            return None
        shared = (self._hashes[numbers] == hashes).sum(axis=1)
        best = int(shared.argmax())
        similarity = float(shared[best]) / HASHES
        return (int(numbers[best]), similarity) if similarity >= LEAST_SHARED else None

    def _remember(self, key: str, hashes: NDArray[np.uint32]) -> int:
        number = self._next
        self._next = (number + 1) % self.remembered
        self._keys[number] = key
        self._hashes[number] = hashes
        return number


def _words_of(folded: str) -> list[str]:
    # the end of a long text is not even parted into words
    words = tokens(folded[: MOST_WORDS * 20])[:MOST_WORDS]
    if folded.isascii():
        return words
    parted: list[str] = []
    for word in words:
        short = len(word) <= _LONG_WORD or word.isascii()
        parted += [word] if short else [word[at : at + 3] for at in range(len(word) - 2)]
    return parted[:MOST_WORDS]


def _smallest(words: set[str]) -> NDArray[np.uint32]:
    """The smallest of each of 64 hashes over the words."""
    seeds = np.fromiter(map(_seed_of, words), dtype=np.uint64, count=len(words))
    # the upper half of a product with an odd number is a hash of the lower bits as well
    mixed: NDArray[np.uint64] = (seeds[:, None] * _FACTORS) >> np.uint64(32)
    return mixed.min(axis=0).astype(np.uint32)


def _slots(hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    bands = hashes[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    mixed = (bands * _BAND_FACTORS).sum(axis=1, dtype=np.uint64) >> np.uint64(46)
    return mixed.astype(np.int64) + _OFFSETS


_OFFSETS = np.arange(BANDS, dtype=np.int64) * SLOTS
_seeds: dict[str, int] = {}
_spreads: dict[str, int] = {}


def _seed_of(word: str) -> int:
    """64 bits of a word; those met lately are kept."""
    seed = _seeds.get(word)
    if seed is None:
        if len(_seeds) >= _WORDS_CACHED:
            _seeds.clear()
        # full of bits: a product of small numbers would order all hashes alike; Python's own hash differs by process
        seed = _seeds[word] = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return seed


def _spread_of(word: str) -> int:
    """The 64 bits of a word, each in a lane of its own, so that bits of many words are added at once."""
    spread = _spreads.get(word)
    if spread is None:
        if len(_spreads) >= _WORDS_CACHED:
            _spreads.clear()
        bits = f"{_seed_of(word):064b}".encode()
        lanes = b"".join(b"\x00\x01" if bit == ord("1") else b"\x00\x00" for bit in bits)
        spread = _spreads[word] = int.from_bytes(lanes, "big")
    return spread
