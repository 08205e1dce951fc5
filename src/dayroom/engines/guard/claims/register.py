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
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import NotText, TextTooLong
from .meaning import Embedder, Vectors
from .reading import Sentence, bare, roots, sentences
from .rerank import BY_MEANING, BY_WORDS, Weights, alike, likelihood, pieces
from .stance import stance_of
from .vocabulary import Claim, Match, Stance, Unused
from .words import WordIndex

# code points, as for `screen`
MAX_LENGTH = 100_000
# sentences that are read closely; each costs 6-10 ms with the model
CLOSE_SENTENCES = 3
# and so many where claims are searched for and nobody waits for the page
SEARCH_SENTENCES = 5
# letters; two short sentences are also read as one
SHORT = 240
# views that are weighed closely per passage; one in fifty right ones lies beyond
CANDIDATES = 40


class View(NamedTuple):
    """One way to say a claim; the heading counts with the claim it stands above."""

    claim: int
    text: str
    heading: str = ""


class Found(NamedTuple):
    """A claim in a passage: how surely, and the words of the register it came nearest to."""

    score: float
    passage: Sentence
    view: int


class ClaimRegister:
    """Fact checks made ready to be found."""

    def __init__(self, claims: Iterable[Claim], *, embedder: Embedder | None = None, today: date | None) -> None:
        self.claims = tuple(claims)
        self.unused = tuple(_unused(self.claims, today))
        idle = {item.claim_id for item in self.unused}
        self._labels = frozenset(claim.id for claim in self.claims if today is not None and claim.id not in idle)
        self._by_id = {claim.id: claim for claim in self.claims}
        self._views = [view for number, claim in enumerate(self.claims) for view in _ways(number, claim)]
        self._words = WordIndex(roots(f"{view.text} {view.heading}") for view in self._views)
        self._embedder = embedder
        self._vectors = _vectors(self._views, embedder) if embedder is not None else None
        self._weights: Weights = BY_WORDS if embedder is None else BY_MEANING

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
        passages = self._chosen(parts, SEARCH_SENTENCES)
        if len(parts) > 1:
            passages.insert(0, Sentence(text[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end))
        whole = range(len(passages))[:1] if 1 < len(parts) <= SEARCH_SENTENCES else range(len(passages))
        best: dict[int, Found] = {}
        for found in self._found(passages, whole):
            claim = self._views[found.view].claim
            if claim not in best or found.score > best[claim].score:
                best[claim] = found
        # of equals the one that stands first in the register
        ranked = sorted(best.items(), key=lambda item: (-item[1].score, item[0]))[:limit]
        return tuple(self._match(claim, found, parts) for claim, found in ranked)

    def labels(self, text: str) -> tuple[Match, ...]:
        """What a reader should be told about: near enough, asserted, and checked. In order of the text.

        Who denies a claim in one sentence does not assert it in the next.
        """
        text = _normal(text)
        parts = sentences(text)
        if not parts or not self._labels:
            return ()
        passages = self._chosen(parts, CLOSE_SENTENCES)
        if len(parts) == CLOSE_SENTENCES - 1 and parts[-1].end - parts[0].start <= SHORT:
            # "Cut the sugar! It feeds the tumour": neither half says it alone
            passages.insert(0, Sentence(text[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end))
        best: dict[str, Match] = {}
        denied = set()
        for found in self._found(passages):
            claim = self.claims[self._views[found.view].claim]
            if found.score < self._weights.threshold or claim.id not in self._labels:
                continue
            match = self._match(self._views[found.view].claim, found, parts)
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
        peaks = [float(self._words.scores(roots(part.text)).max()) for part in parts]
        order = sorted(range(len(parts)), key=lambda number: (-peaks[number], number))[:limit]
        return [parts[number] for number in sorted(order)]

    def _found(self, passages: list[Sentence], wanted: range | None = None) -> Iterable[Found]:
        """For each wanted passage the claims it may speak of, each by its nearest view."""
        cosines = self._cosines(passages)
        for number in range(len(passages)) if wanted is None else wanted:
            passage = passages[number]
            inside = [row for row, other in enumerate(passages) if passage.start <= other.start < passage.end]
            best: dict[int, Found] = {}
            for view, score in self._weighed(passage, cosines, number, inside):
                claim = self._views[view].claim
                if claim not in best or score > best[claim].score:
                    best[claim] = Found(score, passage, view)
            yield from best.values()

    def _cosines(self, passages: list[Sentence]) -> Vectors | None:
        if self._embedder is None or self._vectors is None:
            return None
        return self._embedder.embed([bare(passage.text) for passage in passages]) @ self._vectors.T

    def _weighed(
        self, passage: Sentence, cosines: Vectors | None, number: int, inside: list[int]
    ) -> Iterable[tuple[int, float]]:
        """The nearest views of a passage with their scores: a rough sum over all, the letters only for the best."""
        weights = self._weights
        rough = np.float32(weights.words) * self._words.scores(roots(passage.text))
        if cosines is not None:
            rough += np.float32(weights.meaning) * cosines[number]
            rough += np.float32(weights.peak) * cosines[inside].max(axis=0)
        letters = pieces(passage.text) if weights.letters else frozenset()
        for view in _top(rough):
            if rough[view] > 0:
                text, heading = self._views[view].text, self._views[view].heading
                total = float(rough[view])
                if letters:
                    whole = alike(letters, pieces(f"{text} {heading}")) if heading else 0.0
                    total += weights.letters * max(whole, alike(letters, pieces(text)))
                yield int(view), likelihood(total, weights)

    def _match(self, claim: int, found: Found, parts: list[Sentence]) -> Match:
        sentence = self._nearest(found, parts)
        number = parts.index(sentence)
        before = parts[number - 1].text if number else ""
        after = parts[number + 1].text if number + 1 < len(parts) else ""
        stance = stance_of(sentence.text, self._views[found.view].text, before=before, after=after)
        if stance is Stance.ASSERTS and found.score < self._weights.threshold:
            stance = Stance.UNCLEAR
        return Match(self.claims[claim].id, round(found.score, 4), stance, sentence.start, sentence.end)

    def _nearest(self, found: Found, parts: list[Sentence]) -> Sentence:
        """The sentence of a passage that shares most with the claim."""
        inside = [part for part in parts if found.passage.start <= part.start < found.passage.end]
        if len(inside) == 1:
            return inside[0]
        wanted = set(roots(self._views[found.view].text))
        return max(
            inside, key=lambda part: sum(self._words.rarity.get(word, 0) for word in wanted & {*roots(part.text)})
        )


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


def _ways(number: int, claim: Claim) -> list[View]:
    """All the ways a claim is known to be said, each once."""
    ways = [*claim.variants]
    for texts in claim.translations.values():
        ways += [texts.claim, *texts.variants]
    others = (View(number, way) for way in dict.fromkeys(ways) if way and way != claim.claim)
    return [View(number, claim.claim, claim.title), *others]


def _vectors(views: list[View], embedder: Embedder) -> Vectors:
    """One direction per view; a heading draws the claim's own a third of the way towards it."""
    found = embedder.embed([bare(view.text) for view in views])
    headed = [row for row, view in enumerate(views) if view.heading]
    if headed:
        middle = 2 * found[headed] + embedder.embed([bare(views[row].heading) for row in headed])
        found[headed] = middle / np.linalg.norm(middle, axis=1, keepdims=True)
    return found


def _unused(claims: Iterable[Claim], today: date | None) -> Iterable[Unused]:
    for claim in claims:
        reason = ""
        if not claim.sources:
            reason = "it names no source"
        elif claim.checked is None:
            reason = "it does not say when it was checked"
        elif claim.review_by is None or (today is not None and claim.review_by < today):
            reason = "its review is overdue" if claim.review_by else "it has no day by which it is reviewed"
        elif claim.rating > 0.5:
            reason = "its check found it to be right"
        if reason:
            yield Unused(claim.id, reason)
