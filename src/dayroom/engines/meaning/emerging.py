"""Phrases of one to three words that rise: said more in a recent window than in the past, by many different people.

    recent, past = Phrases(), Phrases()
    recent.add(folded(text), author)          # for each post that is no copy
    rising(recent, past)                      # the strongest first

text      folded texts; a phrase counts once a post
author    any text that stands for who wrote it, such as a keyed hash; it is not kept
returns   Rising: the phrase, how many posts now and before, at least how many authors, how strong the rise is
units     posts; `ratio` is how many times likelier a post is to say it now, drawn towards 1 by a prior; `score` is the
          root of G² (as a standard normal: 2 is chance)
raises    BadCounting where the two windows were counted with different memory
source    Dunning 1993, aclanthology.org/J93-1003 (G²); Monroe, Colaresi, Quinn 2008, doi:10.1093/pan/mpn018 (log-odds
          with an informative prior); Manku, Motwani 2002, doi:10.1016/B978-155860869-6/50038-X (lossy counting)
errs      shows too little: a phrase of fewer than 11 authors, of one author's burst or of stop words is never shown;
          one comparison in twenty shows any phrase by chance. Posts that answer each other are not independent, so
          that some of what is shown is one lively talk

Memory is bounded: when more than `most` phrases are held, those seen least are dropped. A phrase that is dropped and
comes back starts again, so a count may be too low, never too high, by at most `missed` posts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import NormalDist
from zlib import crc32

from .errors import BadCounting
from .words import stop_words, tokens

# of the whole project: fewer people are never shown
LEAST_AUTHORS = 11
LONGEST_PHRASE = 3
MOST_PHRASES = 400_000
# how often a comparison of windows may show any phrase by chance
FALSE_RATE = 0.05
# said half as often again, at least
LEAST_RATIO = 1.5
# the prior says what both windows say together, with the weight of so much of the smaller window, or of one saying
PRIOR_SHARE = 0.05
# one writer's burst: more posts than this for each author that is known of
POSTS_PER_AUTHOR = 3.0
# each phrase keeps one bit for each of so many groups of authors: bits set are never more than authors
AUTHOR_BITS = 256
# beyond so many bits set, how many authors there are is no longer known well enough to speak of a burst
_FULL = AUTHOR_BITS * 3 // 4
_WORDS_READ = 200
# a longer phrase is shown in place of its part when it has so much of its posts
_SAME = 0.7


@dataclass(slots=True)
class Phrases:
    """Counts the phrases of one window in bounded memory.

    >>> window = Phrases()
    >>> window.add("the new brain fog study", "a")
    >>> window.count("brain fog"), window.count("the new"), window.posts
    (1, 0, 1)
    """

    most: int = MOST_PHRASES
    posts: int = 0
    # how many posts a count may lack at most
    missed: int = 0
    # posts, then bits of authors
    _counts: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False)

    def add(self, folded: str, author: str) -> None:
        """Count the phrases of one post; a copy of another post is left out by the caller."""
        self.posts += 1
        bit = 1 << (crc32(author.encode("utf-8", "replace")) % AUTHOR_BITS)
        counts = self._counts
        for phrase in set(phrases(folded)):
            posts, bits = counts.get(phrase, (0, 0))
            counts[phrase] = (posts + 1, bits | bit)
        if len(counts) > self.most:
            self._drop()

    def add_many(self, posts: Iterable[tuple[str, str]]) -> None:
        """The same for many pairs of folded text and author."""
        for folded, author in posts:
            self.add(folded, author)

    def merge(self, other: Phrases) -> None:
        """Take in what was counted elsewhere, such as on another day of the same window."""
        for phrase, (posts, bits) in other._counts.items():
            mine, known = self._counts.get(phrase, (0, 0))
            self._counts[phrase] = (mine + posts, known | bits)
        self.posts += other.posts
        self.missed += other.missed
        if len(self._counts) > self.most:
            self._drop()

    def count(self, phrase: str) -> int:
        """In how many posts a phrase stood, at least."""
        return self._counts.get(phrase, (0, 0))[0]

    def authors(self, phrase: str) -> int:
        """How many authors said it, at least; never more than are there, and at most AUTHOR_BITS."""
        return self._counts.get(phrase, (0, 0))[1].bit_count()

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def _drop(self) -> None:
        """Drop what was seen least, until a quarter of the memory is free."""
        room = self.most * 3 // 4
        least = sorted(posts for posts, _ in self._counts.values())[len(self._counts) - room - 1]
        self._counts = {phrase: held for phrase, held in self._counts.items() if held[0] > least}
        self.missed += least


@dataclass(frozen=True, slots=True)
class Rising:
    """A phrase that rises: posts now and before, authors now at least, how many times likelier, and how sure."""

    phrase: str
    now: int
    before: int
    authors: int
    ratio: float
    score: float


def phrases(folded: str) -> Iterator[str]:
    """Phrases of a text: one to three words that follow each other and neither begin nor end with a stop word.

    >>> list(phrases("loss of smell is back"))
    ['loss', 'loss of smell', 'smell']
    """
    words = tokens(folded[: _WORDS_READ * 20])[:_WORDS_READ]
    stops = stop_words()
    says = [word not in stops and (len(word) > 1 or not word.isascii()) and not word.isdigit() for word in words]
    for at, word in enumerate(words):
        if not says[at]:
            continue
        yield word
        for end in range(at + 2, min(at + LONGEST_PHRASE, len(words)) + 1):
            if says[end - 1]:
                yield " ".join(words[at:end])


def rising(recent: Phrases, past: Phrases, *, most: int = 20, least_authors: int = LEAST_AUTHORS) -> list[Rising]:
    """The phrases that rose most from the past to the recent window; see the module.

    >>> recent, past = Phrases(), Phrases()
    >>> for n in range(60):
    ...     recent.add("brain fog after my shot" if n % 2 else "sunny day again", f"author{n}")
    ...     past.add("my shot was easy" if n % 2 else "sunny day again", f"author{n}")
    >>> [(one.phrase, one.now, one.before) for one in rising(recent, past)]
    [('brain fog', 30, 0)]
    """
    if recent.most != past.most:
        raise BadCounting("Both windows must be counted with the same memory.")
    if not (recent.posts and past.posts):
        return []
    told = [phrase for phrase in recent if recent.authors(phrase) >= least_authors and not _is_burst(phrase, recent)]
    if not told:
        return []
    limit = NormalDist().inv_cdf(1 - FALSE_RATE / (2 * len(told)))
    compared = (_compared(phrase, recent, past) for phrase in told)
    risen = [one for one in compared if one.score >= limit and one.ratio >= LEAST_RATIO]
    risen.sort(key=lambda one: (-one.score, one.phrase))
    return _without_parts(risen, most)


def _is_burst(phrase: str, window: Phrases) -> bool:
    """Whether few writers made most of the posts."""
    authors = window.authors(phrase)
    return authors < _FULL and window.count(phrase) > POSTS_PER_AUTHOR * _estimated(authors)


def _estimated(bits: int) -> float:
    """How many authors set so many bits, on the average."""
    return -AUTHOR_BITS * math.log(1 - bits / AUTHOR_BITS)


def _compared(phrase: str, recent: Phrases, past: Phrases) -> Rising:
    now, before = recent.count(phrase), past.count(phrase)
    # what was dropped may have been said so often: it makes a rise smaller, never larger
    feared = min(before + past.missed, past.posts)
    both = (now + feared) / (recent.posts + past.posts)
    prior = max(PRIOR_SHARE * min(recent.posts, past.posts), 1 / both)
    said_now = (now + prior * both) / (recent.posts + prior)
    said_before = (feared + prior * both) / (past.posts + prior)
    g2 = _g2(now, recent.posts, both) + _g2(feared, past.posts, both)
    score = math.copysign(math.sqrt(max(g2, 0.0)), said_now - said_before)
    return Rising(phrase, now, before, recent.authors(phrase), said_now / said_before, score)


def _g2(seen: int, posts: int, share: float) -> float:
    """What one window adds to G²: posts with and without the phrase against what both windows say."""
    parts = ((seen, posts * share), (posts - seen, posts * (1 - share)))
    return 2 * sum(count * math.log(count / expected) for count, expected in parts if count and expected)


def _without_parts(risen: list[Rising], most: int) -> list[Rising]:
    """Leave out phrases that are nearly always part of a longer one that rises."""
    counts = {one.phrase: one.now for one in risen}
    parts = {part for whole in counts for part in _parts(whole) if counts[whole] >= _SAME * counts.get(part, math.inf)}
    return [one for one in risen if one.phrase not in parts][:most]


def _parts(phrase: str) -> Iterator[str]:
    words = phrase.split(" ")
    for length in range(1, len(words)):
        for at in range(len(words) - length + 1):
            yield " ".join(words[at : at + length])
