"""How many made copies are found, how many posts are wrongly called copies, and how fast.

A copy is a real post with a share of its words left out, moved or replaced by words of other posts. A post of a set is
wrongly called a copy when it shares less than two fifths of its words with the post that it is said to copy.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

from dayroom.engines.meaning import folded, tokens
from dayroom.engines.meaning.likeness import LEAST_SHARED, LEAST_WORDS, Groups, sketch

from .rows import Measured, microseconds, rows, share

SETS = ("tweets_healthnews_uci", "tweets_pfizer_vaccine")
POSTS = 8_000
EDITED = (0.0, 0.1, 0.2)


def measure() -> list[Measured]:
    measured = []
    for name in SETS:
        texts = _distinct([str(row.get("text", "")) for row in islice(rows(name, "all"), 3 * POSTS)])[:POSTS]
        if texts:
            measured += [*_copies(name, texts), *_originals(name, texts), *_speed(name, texts)]
    return measured


def _copies(name: str, texts: Sequence[str]) -> list[Measured]:
    rand = random.Random(20261121)
    words = [word for text in texts for word in tokens(text)]
    measured = []
    for edited in EDITED:
        groups = Groups()
        groups.add_many((text, text) for text in texts)
        found = right = total = 0
        for text in texts:
            made = _edited(tokens(text), edited, words, rand)
            if len(set(tokens(made))) < LEAST_WORDS:
                continue
            said = groups.add("copy", made)
            total += 1
            found += said is not None
            right += said is not None and _shared(said.copy_of, made) >= _shared(text, made) - 0.15
        where = ("likeness", f"copies with {edited:.0%} of words changed", name)
        reach = ">= 0.95" if edited < 0.15 else ">= 0.9"
        measured.append(share(where, "recall", found, total, reach=reach))
        measured.append(share(where, "copies led to a post as like as the first", right, found))
    return measured


def _originals(name: str, texts: Sequence[str]) -> list[Measured]:
    """Among posts as they came: of those called copies, how many truly share half of their words."""
    groups = Groups()
    said = [(text, groups.add(text, text)) for text in texts]
    called = [(text, one) for text, one in said if one is not None]
    right = sum(_shared(text, one.copy_of) >= LEAST_SHARED - 0.1 for text, one in called)
    where = ("likeness", "posts as they came", name)
    note = f"Right: sharing at least {LEAST_SHARED - 0.1:.0%} of the words (Jaccard, counted in full, not estimated)."
    return [
        share(where, "precision", right, len(called), reach=">= 0.95", note=note),
        share(where, "called copies", len(called), len(texts)),
    ]


def _speed(name: str, texts: Sequence[str]) -> list[Measured]:
    groups = Groups()
    reach = "<= 60"
    return [
        Measured("likeness", task, name, "µs per 150 characters", microseconds(read, texts), len(texts), reach=reach)
        for task, read in (("sketch", sketch), ("groups", lambda text: groups.add("key", text)))
    ]


def _edited(words: list[str], edited: float, others: Sequence[str], rand: random.Random) -> str:
    made = list(words)
    for _ in range(int(len(words) * edited)):
        at = rand.randrange(len(made))
        change = rand.randrange(4)
        if change == 0 and len(made) > 1:
            del made[at]
        elif change == 1:
            made.insert(at, rand.choice(others))
        elif change == 2:
            made.insert(rand.randrange(len(made)), made.pop(at))
        else:
            made[at] = rand.choice(others)
    return " ".join(made)


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(folded(text) for text in texts))


def _shared(one: str, other: str) -> float:
    first, second = set(tokens(one)), set(tokens(other))
    return len(first & second) / len(first | second) if first | second else 0.0
