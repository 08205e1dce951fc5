"""How near a passage comes to one way of saying a claim: cheap signs, weighed; once for a label, once for a rank.

words      BM25 of the passage against the claim with its heading
meaning    cosine of the whole passage
peak       cosine of its nearest sentence: a long text may speak of a claim in one of them
letters    pieces of four letters in common; for a label asked only where there is no model, it adds nothing to one
told       see claims.telling, as `shared`: these two are asked for a label only
named      see claims.closer, as `rarest`: these two order the claims that are shown and decide no label
returns    0-1; at the threshold of a label a reader is told
source     weights found on the sets of bench/guard/claims.py (local sets, used for these numbers only), 2026-11-21
errs       towards a low score: what is not labelled can still be found and asked about
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .reading import bare

_PIECE = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts for a label; `steep` and `middle` turn the sum into 0-1."""

    words: float
    meaning: float
    peak: float
    letters: float
    told: float
    shared: float
    steep: float
    middle: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """What each sign counts for the order of claims; `steep` and `middle` as above."""

    words: float
    meaning: float
    peak: float
    letters: float
    named: float
    rarest: float
    steep: float
    middle: float


# The thresholds lie where none of 713 posts of the demo, of 700 ordinary posts (healthmention_rhmd, support_offmychest)
# and of the 188 questions, denials and quotations of our own spec got a label, 2026-11-21: a note under the wrong words
# hurts more than one that is missing.
BY_MEANING = Weights(
    words=0.011, meaning=0.5, peak=0.5, letters=0.0, told=0.0, shared=0.0, steep=12.0, middle=0.78, threshold=0.7
)
# words weigh so little that they only choose which views are looked at
BY_WORDS = Weights(
    words=0.001, meaning=0.0, peak=0.0, letters=1.0, told=0.6, shared=0.1, steep=8.0, middle=1.015, threshold=0.7
)
# shared words that count
SHARED_MOST = 4
RANKS_BY_MEANING = Ranks(
    words=0.0045, meaning=0.6, peak=0.3, letters=0.7, named=0.003, rarest=0.015, steep=6.0, middle=0.85
)
RANKS_BY_WORDS = Ranks(
    words=0.01, meaning=0.0, peak=0.0, letters=1.0, named=0.0045, rarest=0.017, steep=6.0, middle=0.6
)


def pieces(text: str) -> frozenset[str]:
    """All runs of four letters, words parted by one space.

    >>> sorted(pieces("flu"))
    [' flu', 'flu ']
    """
    padded = f" {bare(text)} "
    return frozenset(padded[place : place + _PIECE] for place in range(len(padded) - _PIECE + 1))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's share of pieces in common, 0-1.

    >>> alike(pieces("flu"), pieces("flu"))
    1.0
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def likelihood(total: float, weights: Weights | Ranks) -> float:
    """The weighed sum as 0-1."""
    return 1 / (1 + math.exp(-weights.steep * (total - weights.middle)))
