"""Find the approved passages that speak of a question, or say that there are none. Nothing is written anew.

A passage is an answer only if it speaks of most of what was asked, where a rare word weighs more than a common one
(inverse document frequency, Spärck Jones 1972). What no page knows weighs most: so a question about something that is
in no page finds nothing, however many of its other words are there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dayroom.apps.library.vocabulary.asking import ANSWERS, COVERED, QUOTED_MOST, SMALL_WORDS, Quoted
from dayroom.platform.ports import Passage
from dayroom.platform.terms import terms_of

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
TITLE_WEIGHT = 0.35  # of two passages that cover a question alike, the one whose page is about it comes first


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages with their terms. ``weights`` is the inverse document frequency of each term that occurs."""

    passages: tuple[Passage, ...]
    terms: tuple[frozenset[str], ...]
    titles: tuple[frozenset[str], ...]
    own: tuple[frozenset[str], ...]  # the terms of the passage itself, without the title of its page
    weights: dict[str, float]
    unknown: float  # the weight of a word that no passage holds


def shelf_of(passages: Iterable[Passage]) -> Shelf:
    held = tuple(passages)
    terms = tuple(frozenset(terms_of(f"{one.title} {one.heading} {one.text}")) for one in held)
    counts: dict[str, int] = {}
    for found in terms:
        for term in found:
            counts[term] = counts.get(term, 0) + 1
    total = len(held) + 1
    weights = {term: math.log(total / count) for term, count in counts.items()}
    titles = tuple(frozenset(terms_of(one.title)) for one in held)
    own = tuple(frozenset(terms_of(f"{one.heading} {one.text}")) for one in held)
    return Shelf(held, terms, titles, own, weights, math.log(total))


def asked_terms(question: str, language: str) -> list[str]:
    """The words of a question that say what is asked; all of them where only small words are left.

    >>> asked_terms("What can I do about swollen feet?", "en")
    ['swollen', 'feet']
    """
    small = {term for word in SMALL_WORDS.get(language[:2], ()) for term in terms_of(word)}
    return [term for term in terms_of(question) if term not in small]


def answers(shelf: Shelf, question: str, language: str) -> list[Quoted]:
    """At most three passages, the best first, each of another page; none where no page speaks of the question."""
    asked = asked_terms(question, language)
    whole = sum(shelf.weights.get(term, shelf.unknown) for term in asked)
    if not whole:
        return []
    found = []
    for at, terms in enumerate(shelf.terms):
        held = [term for term in asked if term in terms]
        if not held:
            continue
        covered = sum(shelf.weights[term] for term in held) / whole
        if covered >= COVERED:
            titled = sum(shelf.weights[term] for term in held if term in shelf.titles[at]) / whole
            # a title covers a question for every passage of its page: the one that says most itself is quoted
            own = sum(shelf.weights[term] for term in held if term in shelf.own[at])
            found.append((covered + TITLE_WEIGHT * titled, own, covered, at))
    return _best_of_each_page(shelf, sorted(found, key=lambda one: (-one[0], -one[1], one[3])), asked)


def _best_of_each_page(
    shelf: Shelf, ranked: Sequence[tuple[float, float, float, int]], asked: Sequence[str]
) -> list[Quoted]:
    pages: dict[str, Quoted] = {}
    for _rank, _own, covered, at in ranked:
        passage = shelf.passages[at]
        if passage.url not in pages:
            pages[passage.url] = Quoted(passage, quote_of(passage.text, asked), covered)
        if len(pages) == ANSWERS:
            break
    return list(pages.values())


def quote_of(text: str, asked: Sequence[str], most: int = QUOTED_MOST) -> str:
    """Whole sentences, word for word, from the one that speaks most of the question; dots where something is left out.

    >>> quote_of("Rest. Look at your feet daily. Walk.", ["feet"], most=30)
    '… Look at your feet daily. …'
    """
    sentences = [one for one in SENTENCE_END.split(" ".join(text.split())) if one]
    if not sentences:
        return ""
    wanted = set(asked)
    start = max(range(len(sentences)), key=lambda at: (len(wanted & set(terms_of(sentences[at]))), -at))
    kept: list[str] = []
    length = 0
    for sentence in sentences[start:]:
        if kept and length + len(sentence) > most:
            break
        kept.append(sentence)
        length += len(sentence) + 1
    quote = " ".join(kept)
    if len(quote) > most * 2:
        quote = quote[: most * 2].rsplit(" ", 1)[0] + " …"
    before = "… " if start else ""
    return before + quote + (" …" if start + len(kept) < len(sentences) else "")
