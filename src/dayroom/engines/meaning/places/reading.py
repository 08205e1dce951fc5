"""See which words of a text may name a place, before anything is decided.

text      the words of a text, see wording.py
returns   Hits, longest first at each word, none inside another: which rows the name may mean, what it is besides
units     words
raises    nothing
source    the gazetteer; which signs may join two words of one name is our own short list
errs      takes more than is meant; weighing.py throws out
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .gazetteer import DEMONYM, SHORT, TAG, WEAK, Gazetteer, gazetteer
from .wording import Word, glance

# what may stand between two words of one name
_JOINTS = frozenset({" ", "-", "'", "’", ".", ". ", "–", "'  ", " - ", "  ", "\n", "", " & "})


@dataclass(frozen=True, slots=True)
class Option:
    """One place a name may mean; `town` when it is a small town inside that region."""

    row: int
    flags: int
    town: bool


@dataclass(slots=True)
class Hit:
    """A name in the text.

    first, last   its words, `last` excluded
    options       what it may mean
    flags         what all options are besides; see gazetteer.py
    tag           it was written as a hashtag
    capital       it was written with a capital, as names are
    shouted       it was written in capitals alone
    """

    first: int
    last: int
    name: str
    options: tuple[Option, ...]
    flags: int
    tag: bool
    capital: bool
    shouted: bool


def may_name(text: str) -> bool:
    """Whether any word of a text could begin a name as names are read in running text; most texts have none."""
    known = gazetteer()
    longest, lower = known.longest, known.lowly
    keys, written = glance(text)
    for at, key in enumerate(keys):
        if key in longest:
            word = written[at]
            if key in lower or not word.islower() or word[0] == "#":
                alone = key in known.lower if word.islower() and word[0] != "#" else key in known.names
                if alone and (key not in known.shouted or word.isupper()):
                    return True
                if at + 1 < len(keys) and f"{key} {keys[at + 1]}" in known.pairs:
                    return True
    return False


def hits(text: str, words: Sequence[Word], *, loose: bool = False) -> list[Hit]:
    """Every name in the text, left to right; `loose` takes them in any case, as profiles write them."""
    known = gazetteer()
    longest, lower = known.longest, known.lowly
    found: list[Hit] = []
    index = 0
    for at, word in enumerate(words):
        if at < index or word.key not in longest:
            continue
        if not loose and word.key not in lower and word.written.islower() and text[word.start - 1 : word.start] != "#":
            continue
        hit = _longest(text, words, at, known, loose)
        if hit is not None:
            found.append(hit)
            index = hit.last
    return found


def marked(text: str, words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Hit | None]:
    """The names that somebody marked in the text, read as names in any case; None where no place bears the name."""
    known = gazetteer()
    found: list[Hit | None] = []
    for start, end in spans:
        inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
        hit = None
        if inside:
            first, last = inside[0], inside[-1] + 1
            name = " ".join([word.key for word in words[first:last]])
            told = known.names.get(name) or known.names.get(name.removeprefix("the "))
            hit = _hit(text, words[first:last], name, told, loose=True) if told else None
            if hit is not None:
                hit.first, hit.last = first, last
        found.append(hit)
    return found


def _longest(text: str, words: Sequence[Word], at: int, known: Gazetteer, loose: bool) -> Hit | None:
    size = min(known.longest[words[at].key], len(words) - at)
    while size:
        last = at + size
        name = words[at].key if size == 1 else " ".join([word.key for word in words[at:last]])
        told = known.names.get(name)
        if told is not None and (size == 1 or _joined(text, words, at, last)):
            hit = _hit(text, words[at:last], name, told, loose)
            if hit is not None:
                hit.first, hit.last = at, last
                return hit
        size -= 1
    return None


def _joined(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    return all(text[words[at].end : words[at + 1].start] in _JOINTS for at in range(first, last - 1))


def _hit(text: str, words: Sequence[Word], name: str, told: str, loose: bool) -> Hit | None:
    start = words[0].start
    tag = start > 0 and text[start - 1] == "#"
    shouted = all(word.written.isupper() for word in words)
    capital = not words[0].written[0].islower()
    if not (capital or tag or loose) and name not in gazetteer().lower:
        return None
    without = 0
    if not tag:
        without |= TAG
    if not (shouted or loose):
        without |= SHORT
    if not (capital or loose):
        without |= WEAK | DEMONYM
    options: list[Option] = []
    flags = ~0
    for besides, places in meanings(told):
        if not besides & without:
            options.extend(places)
            flags &= besides
    return Hit(0, len(words), name, tuple(options), flags, tag, capital, shouted) if options else None


@lru_cache(maxsize=8192)
def meanings(told: str) -> tuple[tuple[int, tuple[Option, ...]], ...]:
    """One line of the names: what the name is besides, and the rows."""
    read = []
    for group in told.split():
        flags, _, rows = group.partition(":")
        besides = int(flags)
        options = tuple(Option(int(row.rstrip("t")), besides, row.endswith("t")) for row in rows.split(","))
        read.append((besides, options))
    return tuple(read)
