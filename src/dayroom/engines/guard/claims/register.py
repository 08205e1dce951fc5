"""The register of fact checks: which claim a text speaks of, and what it does with it.

claims     what has been checked
embedder   the sentence model, or None: then claims are found by words only and `by_meaning` is False
today      claims without a source or a day, past their review or rated true label nothing; None: nothing labels
returns    `match`: claims a text may speak of, best first; `labels`: those a reader should be told about
units      scores 0-1; code points of the NFC text
raises     TextTooLong above 100,000 code points
source     standards 5: retrieve, then stance, then label
errs       prefers a missed claim to a wrong label: who only asks must never be told that they spread a myth

>>> from datetime import date
>>> register = ClaimRegister([Claim("flu.garlic", "Garlic cures the flu")], today=date(2026, 11, 21))
>>> [(match.claim_id, match.stance.value) for match in register.match("Garlic cures flu!")]
[('flu.garlic', 'ASSERTS')]
>>> register.labels("Garlic cures flu!"), register.unused[0].reason
((), 'it names no source')
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..errors import TextTooLong
from .meaning import Embedder
from .reading import Sentence, plain, sentences, words
from .rerank import BY_MEANING, BY_WORDS, Seen, Weights, closeness
from .stance import stance_of
from .vocabulary import Claim, Match, Stance, Unused
from .words import WordIndex

# code points, as for `screen`
MAX_LENGTH = 100_000
# sentences that are read closely; each costs 6-10 ms with the model
CLOSE_SENTENCES = 3
# views that are weighed per passage and way of finding them
CANDIDATES = 50


class View(NamedTuple):
    """One way to say a claim."""

    claim: int
    text: str


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
        self._views = [View(number, text) for number, claim in enumerate(self.claims) for text in _ways(claim)]
        self._owner = np.asarray([view.claim for view in self._views], dtype=np.int32)
        self._seen = [Seen.of(view.text) for view in self._views]
        self._words = WordIndex(seen.words for seen in self._seen)
        self._embedder = embedder
        self._vectors = embedder.embed([view.text for view in self._views]) if embedder is not None else None
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
        passages = self._chosen(parts, CLOSE_SENTENCES if len(parts) == 1 else CLOSE_SENTENCES - 1)
        if len(parts) > 1:
            passages.insert(0, Sentence(text[parts[0].start : parts[-1].end], parts[0].start, parts[-1].end))
        best: dict[int, Found] = {}
        for found in self._found(passages):
            claim = self._views[found.view].claim
            if claim not in best or found.score > best[claim].score:
                best[claim] = found
        ranked = sorted(best.items(), key=lambda item: (-item[1].score, self.claims[item[0]].id))[:limit]
        return tuple(self._match(claim, found, parts) for claim, found in ranked)

    def labels(self, text: str) -> tuple[Match, ...]:
        """What a reader should be told about: near enough, asserted, and checked. In order of the text."""
        text = _normal(text)
        parts = sentences(text)
        if not parts or not self._labels:
            return ()
        best: dict[str, Match] = {}
        for found in self._found(self._chosen(parts, CLOSE_SENTENCES)):
            claim = self._views[found.view].claim
            if found.score < self._weights.threshold or self.claims[claim].id not in self._labels:
                continue
            match = self._match(claim, found, parts)
            known = best.get(match.claim_id)
            if match.stance is Stance.ASSERTS and (known is None or match.score > known.score):
                best[match.claim_id] = match
        return tuple(sorted(best.values(), key=lambda match: (match.start, -match.score)))

    def _chosen(self, parts: list[Sentence], limit: int) -> list[Sentence]:
        """The sentences whose words come nearest to any claim."""
        if len(parts) <= limit:
            return list(parts)
        peaks = [float(self._words.scores(words(part.text)).max()) for part in parts]
        order = sorted(range(len(parts)), key=lambda number: (-peaks[number], number))[:limit]
        return [parts[number] for number in sorted(order)]

    def _found(self, passages: list[Sentence]) -> Iterable[Found]:
        """For each passage the claims it may speak of, each by its nearest view."""
        vectors = None
        if self._embedder is not None and self._vectors is not None:
            vectors = self._embedder.embed([plain(passage.text) for passage in passages]) @ self._vectors.T
        for number, passage in enumerate(passages):
            seen = Seen.of(passage.text)
            by_words = self._words.scores(seen.words)
            cosines = vectors[number] if vectors is not None else None
            candidates = _candidates(by_words, cosines)
            peak = float(by_words.max()) or 1.0
            best: dict[int, Found] = {}
            for view in candidates:
                cosine = float(cosines[view]) if cosines is not None else 0.0
                share = float(by_words[view]) / peak
                score = closeness(
                    seen, self._seen[view], share=share, cosine=cosine, index=self._words, weights=self._weights
                )
                claim = self._views[view].claim
                if claim not in best or score > best[claim].score:
                    best[claim] = Found(score, passage, view)
            yield from best.values()

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
        wanted = set(self._seen[found.view].words)
        return max(
            inside, key=lambda part: sum(self._words.rarity.get(word, 0) for word in wanted & {*words(part.text)})
        )


def _candidates(by_words: npt.NDArray[np.float32], cosines: npt.NDArray[np.float32] | None) -> list[int]:
    chosen = {int(view) for view in _top(by_words) if by_words[view] > 0}
    if cosines is not None:
        chosen.update(int(view) for view in _top(cosines))
    return sorted(chosen)


def _top(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    if len(scores) <= CANDIDATES:
        return np.arange(len(scores))
    return np.argpartition(scores, -CANDIDATES)[-CANDIDATES:]


def _normal(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise TextTooLong
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _ways(claim: Claim) -> list[str]:
    """All the ways a claim is known to be said, each once."""
    ways = [claim.claim, claim.title, *claim.variants]
    for texts in claim.translations.values():
        ways += [texts.claim, *texts.variants]
    return list(dict.fromkeys(way for way in ways if way))


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
