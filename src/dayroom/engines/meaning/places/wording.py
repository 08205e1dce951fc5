"""Part the words of a text, as places are looked up by them, and keep where each stands.

text      any str
returns   `pieces`: the folded words of a name; `words`: the same of a text, with the span of each
units     code points of the text as it was given
raises    nothing
source    our own: accents fall away, an abbreviated saint is a saint, links and handles are no words
errs      two names that differ in accents alone are one name; the context has to tell them apart

>>> pieces("Saint-Étienne"), pieces("D.C.")
(('st', 'etienne'), ('d', 'c'))
>>> [(word.key, word.start) for word in words("Hi @ann, is Ñuñoa ok?")]
[('hi', 0), ('is', 9), ('nunoa', 12), ('ok', 18)]
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
# a link or a handle becomes spaces of the same length, so that every span stays true
_GONE = re.compile(r"(?:https?://|www\.)\S+|@\w+(?:[.@-]\w+)*")
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# letters that no normal form takes apart
_APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_SHORTENED = re.compile("|".join(_SAME))
_TAGGED = re.compile(r"#?[^\W_]+")
# a word longer than this is no name, and folding it would cost more than it tells
_LONG = 60


class Word(NamedTuple):
    """One word: how it is looked up, where it stands, and its letters as written."""

    key: str
    start: int
    end: int
    written: str


def pieces(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(_key(word) for word in _WORD.findall(name))


def words(text: str) -> list[Word]:
    """Every word of a text that is neither link nor handle."""
    return [Word(_key(word[0]), word.start(), word.end(), word[0]) for word in _WORD.finditer(without_links(text))]


def without_links(text: str) -> str:
    """The text with spaces for its links and handles."""
    if "@" in text or "://" in text or "www." in text:
        return _GONE.sub(lambda found: " " * len(found[0]), text)
    return text


def glance(text: str) -> tuple[list[str], list[str]]:
    """The words of a text as they are looked up and as written, a hashtag with its sign: quicker than `words`."""
    written = _TAGGED.findall(text)
    low = text.lower()
    keys = _WORD.findall(low)
    # a capital whose small letter is two signs would part the words elsewhere
    if len(keys) != len(written) or _SHORTENED.search(low):
        return [_key(word.lstrip("#")) for word in written], written
    if not low.isascii():
        keys = [key if key.isascii() else _key(key) for key in keys]
    return keys, written


def _key(word: str) -> str:
    low = word.lower()
    if low.isascii():
        return _SAME.get(low, low)
    return low if len(low) > _LONG else _plain(low)


@lru_cache(maxsize=4096)
def _plain(low: str) -> str:
    apart = unicodedata.normalize("NFKD", low.translate(_APART))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _SAME.get(plain, plain)
