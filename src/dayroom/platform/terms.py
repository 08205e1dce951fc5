"""Words as the search index keeps them: folded, cut to a stem, plain ASCII.

The index holds these terms and nothing else, made here and not by the database, so that both databases find the same
posts: "Dolores" finds "dolor", "niño" finds "nino", "Sensors" finds "sensor". Stems are coarse on purpose; a search
that finds a little too much is mended by the order of the results, one that finds nothing is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"[^\W_]+", re.UNICODE)
MAX_TERM = 40  # characters; longer runs are addresses and pasted keys, found by their beginning
MAX_TERMS = 4_000  # different terms of one document
# scripts that are written without spaces are kept as pairs of letters
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
ACCENTS = re.compile("[\u0300-\u036f]")
VOWELS = frozenset("aeiouy")
MARK = "~"  # no word holds it: a text cannot forge a token


def terms_of(text: str) -> list[str]:
    """The different terms of a text, in the order in which they come."""
    found: dict[str, None] = {}
    for word in WORD.findall(text):
        for term in terms_of_word(word):
            found[term] = None
        if len(found) >= MAX_TERMS:
            break
    return list(found)


@lru_cache(maxsize=100_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """Mostly one term; several for a run of a script without spaces."""
    folded = fold(word)
    if folded.isascii():
        return (stem(folded)[:MAX_TERM],)
    if UNSPACED.search(folded) and len(folded) > 2:
        return tuple(_plain(folded[at : at + 2]) for at in range(len(folded) - 1))
    return (_plain(folded),)


def token(text: str) -> str:
    """A token of ours, out of reach of every text; the rest of it is folded like a word."""
    folded = fold(text).replace("_", "")
    return MARK + (folded[:MAX_TERM] if folded.isascii() else _plain(folded))


def tokens(texts: Iterable[str]) -> list[str]:
    return [token(text) for text in texts]


def fold(word: str) -> str:
    """Case and accents taken away."""
    if word.isascii():
        return word.lower()
    return ACCENTS.sub("", unicodedata.normalize("NFKD", word)).casefold()


def _plain(folded: str) -> str:
    """Letters beyond ASCII as digits: no tokenizer has an opinion about these."""
    if folded.isascii():
        return folded[:MAX_TERM]
    return "u" + MARK + folded[: MAX_TERM // 2].encode("utf-8").hex()


def stem(word: str) -> str:
    """Plural, -ing, -ed and a last e or y taken off a folded word.

    >>> [stem(word) for word in ("sensors", "sleeping", "stopped", "dolores", "dolor", "allergies", "allergy")]
    ['sensor', 'sleep', 'stop', 'dolor', 'dolor', 'allergi', 'allergi']
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    word = _without_plural(word)
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and not VOWELS.isdisjoint(base) and not word.endswith("eed"):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in VOWELS:
        return word[:-1] + "i"
    return word


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
