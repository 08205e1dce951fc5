"""Which pages are about the words of a text, by title and condition alone. No queries, no clock.

Somebody decides what becomes of it: a reader who is led on, or an officer who links a page to an alert.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dayroom.apps.library.rules.asking import asked_terms
from dayroom.apps.library.vocabulary.fitting import TELLING_SHARE, Pointer, Signpost
from dayroom.platform.terms import terms_of


@dataclass(frozen=True, slots=True)
class Signposts:
    """Every page with the terms that tell what it is about, each with its weight (inverse document frequency)."""

    pointers: tuple[Pointer, ...]
    terms: tuple[frozenset[str], ...]
    titles: tuple[frozenset[str], ...]
    weights: dict[str, float]


def signposts_of(posts: Iterable[Signpost]) -> Signposts:
    held = tuple(posts)
    named = [frozenset(terms_of(one.conditions)) for one in held]
    titled = [frozenset(terms_of(one.title)) for one in held]
    counts: Counter[str] = Counter()
    for one, names, title in zip(held, named, titled, strict=True):
        counts.update(names | title | frozenset(terms_of(one.text)))
    most = max(2.0, TELLING_SHARE * len(held))
    conditions = frozenset().union(*named)
    terms = tuple(
        frozenset(term for term in names | title if term in conditions or counts[term] <= most)
        for names, title in zip(named, titled, strict=True)
    )
    weights = {term: math.log((len(held) + 1) / counts[term]) for found in terms for term in found}
    return Signposts(tuple(one.pointer for one in held), terms, tuple(titled), weights)


def fitting(posts: Signposts, text: str, languages: Sequence[str], most: int) -> list[Pointer]:
    """The pages whose title or condition speaks of the text, the one that says most of it first.

    >>> gout = Pointer("article", 1, "article:a", "Gout: what to eat", "/library/gout", "en")
    >>> posts = signposts_of([Signpost(gout, gout.title, "gout")])
    >>> [one.title for one in fitting(posts, "My gout is bad", ["en"], 3)], fitting(posts, "What to do", ["en"], 3)
    (['Gout: what to eat'], [])
    """
    told = set(terms_of(text))
    for language in languages:
        told.intersection_update(asked_terms(text, language))
    ranked = []
    for at, terms in enumerate(posts.terms):
        held = told & terms
        if held:
            # a page with the word in its title is about it; one of several conditions may be a side of it only
            ranked.append((-sum(posts.weights[term] * (1 + (term in posts.titles[at])) for term in held), at))
    return [posts.pointers[at] for _weight, at in sorted(ranked)[:most]]
