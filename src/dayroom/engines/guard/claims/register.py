"""The register of fact checks: which claim a text speaks of, and what it does with it.

claims     what has been checked
embedder   the sentence model, or None: then claims are found by words only and `by_meaning` is False
today      claims without a source or a day, past their review or rated true label nothing; None: nothing labels
returns    `match`: claims a text may speak of, best first; `labels`: those a reader should be told about
units      scores 0-1; code points of the NFC text
raises     TextTooLong above 100,000 code points, NotText for lone surrogates
source     standards 5: retrieve, then stance, then label
errs       prefers a missed claim to a wrong label: who only asks must never be told that they spread a myth

>>> from datetime import date
>>> register = ClaimRegister([Claim("flu.garlic", "Garlic cures the flu")], today=date(2026, 11, 21))
>>> [(match.claim_id, match.stance.value) for match in register.match("Garlic cures the flu!")]
[('flu.garlic', 'ASSERTS')]
>>> register.labels("Garlic cures the flu!"), register.unused[0].reason
((), 'it names no source')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import NotText, TextTooLong
from .closer import CloserLook
from .due import unused
from .meaning import Embedder, Vectors
from .reading import TOKEN, Sentence, bare, plain, roots, sentences, tag_roots
from .rerank import (
    BY_MEANING,
    BY_WORDS,
    RANKS_BY_MEANING,
    RANKS_BY_WORDS,
    SHARED_MOST,
    Ranks,
    Weights,
    alike,
    likelihood,
    pieces,
)  # fmt: skip
from .stance import is_question, stance_of, told_in
from .telling import Telling, same_roots
from .views import View, vectors, ways
from .vocabulary import Claim, Match, Stance
from .words import WordIndex

# code points, as for `screen`
MAX_LENGTH = 100_000
# sentences that are read closely; each costs 6-10 ms with the model
CLOSE_SENTENCES = 3
# and so many where claims are searched for and nobody waits for the page
SEARCH_SENTENCES = 5
# sentences and words of a text that is searched as one, with its nearest sentence: longer ones by their sentences too
WHOLE_SENTENCES = 12
WHOLE_WORDS = 100
# letters; two short sentences are also read as one
SHORT = 240
# views that are weighed closely per passage; one in fifty right ones lies beyond
CANDIDATES = 40


class Found(NamedTuple):
    """A claim in a passage: how surely it may be labelled, its rank among others, and the view it came nearest to."""

    score: float
    rank: float
    passage: Sentence
    view: int


class Rough(NamedTuple):
    """What a passage has in common with every view: words, meaning of the whole and of its nearest sentence."""

    words: Vectors
    meaning: Vectors | None
    peak: Vectors | None


class ClaimRegister:
    """Fact checks made ready to be found."""

    def __init__(self, claims: Iterable[Claim], *, embedder: Embedder | None = None, today: date | None) -> None:
        self.claims = tuple(claims)
        self.unused = tuple(unused(self.claims, today))
        idle = {item.claim_id for item in self.unused}
        self._labels = frozenset(claim.id for claim in self.claims if today is not None and claim.id not in idle)
        self._by_id = {claim.id: claim for claim in self.claims}
        self._views: list[View] = [view for number, claim in enumerate(self.claims) for view in ways(number, claim)]
        self._read = roots if embedder is not None else same_roots
        self._words = WordIndex(self._read(f"{view.text} {view.heading}") for view in self._views)
        self._embedder = embedder
        self._vectors = vectors(self._views, embedder) if embedder is not None else None
        self._weights: Weights = BY_WORDS if embedder is None else BY_MEANING
        self._ranks = RANKS_BY_WORDS if embedder is None else RANKS_BY_MEANING

    @cached_property
    def _closer(self) -> CloserLook:
        # only a search asks for it, no page that waits for a label
        return CloserLook([f"{view.text} {view.heading}" for view in self._views], self._words.rarity, self._read)

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self._views)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for view in self._views for word in TOKEN.findall(plain(f"{view.text} {view.heading}")))

    @property
    def by_meaning(self) -> bool:
        """Whether the sentence model takes part; pages say so where it does not."""
        return self._embedder is not None

    def claim(self, claim_id: str) -> Claim:
        """The claim of an id; raises KeyError."""
        return self._by_id[claim_id]

    def match(self, text: str, limit: int = 10) -> tuple[Match, ...]:
        """The claims a text may speak of, best first. ASSERTS is only said of what is near enough to be labelled."""
        text = _normal(text)
        parts = sentences(text)
        if not parts or not self._views:
            return ()
        passages, wanted = self._searched(text, parts)
        best: dict[int, Found] = {}
        for found in self._found(passages, wanted, closely=True):
            claim = self._views[found.view].claim
            if claim not in best or found.rank > best[claim].rank:
                best[claim] = found
        # of equals the one that stands first in the register
        ranked = sorted(best.items(), key=lambda item: (-item[1].rank, item[0]))[:limit]
        return tuple(self._match(claim, found, parts, found.rank) for claim, found in ranked)

    def labels(self, text: str) -> tuple[Match, ...]:
        """What a reader should be told about: near enough, asserted, and checked. In order of the text.

        Who denies a claim in one sentence does not assert it in the next.
        """
        text = _normal(text)
        parts = sentences(text)
        if not parts or not self._labels:
            return ()
        # a question is never labelled, so nothing is spent on it; what it asks about is read by its neighbors
        passages = self._chosen([part for part in parts if not is_question(part.text)], CLOSE_SENTENCES)
        if len(parts) == CLOSE_SENTENCES - 1 and parts[-1].end - parts[0].start <= SHORT:
            # "Cut the sugar! It feeds the tumour": neither half says it alone
            passages.insert(0, Sentence(text[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end))
        best: dict[str, Match] = {}
        denied = set()
        for found in self._found(passages):
            claim = self.claims[self._views[found.view].claim]
            if found.score < self._weights.threshold or claim.id not in self._labels:
                continue
            match = self._match(self._views[found.view].claim, found, parts, found.score)
            if match.stance is Stance.DENIES:
                denied.add(claim.id)
            elif match.stance is Stance.ASSERTS and (claim.id not in best or match.score > best[claim.id].score):
                best[claim.id] = match
        kept = [match for claim_id, match in best.items() if claim_id not in denied]
        return tuple(sorted(kept, key=lambda match: (match.start, -match.score)))

    def _chosen(self, parts: list[Sentence], limit: int) -> list[Sentence]:
        """The sentences whose words come nearest to any claim."""
        if len(parts) <= limit:
            return list(parts)
        peaks = [float(self._words.scores(self._read(part.text)).max()) for part in parts]
        order = sorted(range(len(parts)), key=lambda number: (-peaks[number], number))[:limit]
        return [parts[number] for number in sorted(order)]

    def _searched(self, text: str, parts: list[Sentence]) -> tuple[list[Sentence], range]:
        """The passages of a search, and those among them for which claims are wanted: the others lend their meaning."""
        if len(parts) == 1:
            return list(parts), range(1)
        whole = Sentence(text[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end)
        if len(parts) <= WHOLE_SENTENCES and len(text.split()) <= WHOLE_WORDS:
            return [whole, *parts], range(1)
        passages = [whole, *self._chosen(parts, SEARCH_SENTENCES)]
        return passages, range(len(passages))

    def _found(
        self, passages: list[Sentence], wanted: range | None = None, *, closely: bool = False
    ) -> Iterable[Found]:
        """For each wanted passage the claims it may speak of, each by its nearest view."""
        cosines = self._cosines(passages)
        for number in range(len(passages)) if wanted is None else wanted:
            passage = passages[number]
            inside = [row for row, other in enumerate(passages) if passage.start <= other.start < passage.end]
            rough = self._rough(passage, cosines, number, inside)
            best: dict[int, Found] = {}
            for found in self._ranked(passage, rough) if closely else self._weighed(passage, rough):
                claim = self._views[found.view].claim
                if claim not in best or found.rank > best[claim].rank:
                    best[claim] = found
            yield from best.values()

    def _cosines(self, passages: list[Sentence]) -> Vectors | None:
        if self._embedder is None or self._vectors is None:
            return None
        asked = self._embedder.embed([bare(passage.text) for passage in passages])
        # not `@`: that wakes threads of its own for three rows, and they wait for each other longer than this takes
        return np.einsum("ij,kj->ik", asked, self._vectors)

    def _rough(self, passage: Sentence, cosines: Vectors | None, number: int, inside: list[int]) -> Rough:
        query = self._read(passage.text)
        query += [root for root in tag_roots(passage.text, self._known) if root not in query]
        words = self._words.scores(query)
        return (
            Rough(words, None, None) if cosines is None else Rough(words, cosines[number], cosines[inside].max(axis=0))
        )

    def _weighed(self, passage: Sentence, rough: Rough) -> Iterable[Found]:
        """The nearest views of a passage: a rough sum over all, the letters only for the best."""
        weights = self._weights
        total = _sum(rough, weights)
        letters = pieces(passage.text) if weights.letters else frozenset()
        same = same_roots(passage.text) if weights.told else []
        for view in map(int, _top(total)):
            if total[view] > 0:
                near = float(total[view]) + weights.letters * self._alike(letters, view)
                if same:
                    told, shared = self._telling.told(same, view)
                    near += weights.told * told + weights.shared * min(shared, SHARED_MOST)
                score = likelihood(near, weights)
                yield Found(score, score, passage, view)

    def _alike(self, letters: frozenset[str], view: int) -> float:
        if not letters:
            return 0.0
        text, heading = self._views[view].text, self._views[view].heading
        whole = alike(letters, pieces(f"{text} {heading}")) if heading else 0.0
        return max(whole, alike(letters, pieces(text)))

    def _ranked(self, passage: Sentence, rough: Rough) -> Iterable[Found]:
        """The same in the order of a closer look."""
        ranks = self._ranks
        total = _sum(rough, ranks)
        look = self._closer.passage(passage.text)
        for found in self._weighed(passage, rough):
            signs = self._closer.signs(look, found.view)
            rank = float(total[found.view]) + ranks.letters * signs.letters
            rank += ranks.named * signs.named + ranks.rarest * signs.rarest
            yield found._replace(rank=likelihood(rank, ranks))

    def _match(self, claim: int, found: Found, parts: list[Sentence], score: float) -> Match:
        sentence, view = self._nearest(found, parts), self._views[found.view].text
        first, last = told_in(parts, parts.index(sentence), view)
        before = parts[first - 1].text if first else ""
        after = parts[last + 1].text if last + 1 < len(parts) else ""
        told = " ".join(part.text for part in parts[first : last + 1])
        stance = stance_of(told, view, before=before, after=after)
        if stance is Stance.ASSERTS and found.score < self._weights.threshold:
            stance = Stance.UNCLEAR
        return Match(self.claims[claim].id, round(score, 4), stance, sentence.start, sentence.end)

    def _nearest(self, found: Found, parts: list[Sentence]) -> Sentence:
        """The sentence of a passage that shares most with the claim."""
        inside = [part for part in parts if found.passage.start <= part.start < found.passage.end]
        if len(inside) == 1:
            return inside[0]
        wanted = set(self._read(self._views[found.view].text))
        return max(
            inside, key=lambda part: sum(self._words.rarity.get(word, 0) for word in wanted & {*self._read(part.text)})
        )


def _sum(rough: Rough, weights: Weights | Ranks) -> Vectors:
    total = np.float32(weights.words) * rough.words
    if rough.meaning is not None and rough.peak is not None:
        total += np.float32(weights.meaning) * rough.meaning + np.float32(weights.peak) * rough.peak
    return total


def _top(scores: Vectors) -> npt.NDArray[np.intp]:
    """The best views; of equals those that came first."""
    if len(scores) <= CANDIDATES:
        return np.arange(len(scores))
    return np.sort(np.argpartition(scores, -CANDIDATES)[-CANDIDATES:])


def _normal(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise TextTooLong
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText from error
    return unicodedata.normalize("NFC", text)
